package org.touchstone.rules.complaint;

/** What is corrected in the public record after a dispute. */
public enum Correction {
    /** The complaint counts in no figure. */
    NOT_COUNTED,
    /** The missed rounds before the last are struck. */
    DELAYS_STRUCK
}
