package org.touchstone.registry;

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
    EXPIRED
}
