package org.touchstone.rules.mark;

/** Where a mark stands. */
public enum MarkState {
    /** Valid. */
    ISSUED,
    /** Valid, but being looked at. */
    UNDER_REVIEW,
    /** Not valid until reinstated. */
    SUSPENDED,
    /** Taken away. */
    REVOKED,
    /** Its validity has passed. */
    EXPIRED;

    /** Whether a mark in this state covers its website. */
    public boolean covers() {
        return this == ISSUED || this == UNDER_REVIEW;
    }

    /** Whether the validity of a mark in this state still passes. */
    public boolean expires() {
        return covers() || this == SUSPENDED;
    }
}
