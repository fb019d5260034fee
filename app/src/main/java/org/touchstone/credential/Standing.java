package org.touchstone.credential;

import org.touchstone.rules.mark.MarkState;

/** How a mark stands in a Token Status List; the values are those of the draft, the last one is ours. */
enum Standing {
    /** It covers its website, also while it is under review. */
    VALID(0),
    /** Revoked, or expired until it is renewed. */
    INVALID(1),
    /** Until it is reinstated. */
    SUSPENDED(2),
    /** The value the draft leaves to applications (APPLICATION_SPECIFIC): no mark was ever given this place. */
    UNASSIGNED(3);

    private final int value;

    Standing(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }

    static Standing of(MarkState state) {
        return switch (state) {
            case ISSUED, UNDER_REVIEW -> VALID;
            case SUSPENDED -> SUSPENDED;
            case REVOKED, EXPIRED -> INVALID;
        };
    }
}
