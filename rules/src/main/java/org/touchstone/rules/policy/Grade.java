package org.touchstone.rules.policy;

/** Graded trust (sources 8): the grade of a mark, the best first. A mark alone says nothing of how far to trust. */
public enum Grade {
    A,
    B,
    C,
    D,
    E;

    /** Whether the grade is better than another. */
    public boolean isBetterThan(Grade other) {
        return compareTo(other) < 0;
    }

    /** The worse of two. */
    public Grade atMost(Grade cap) {
        return cap.isBetterThan(this) ? this : cap;
    }
}
