package org.touchstone.rules.issuing;

/** What a finding means for the application, from the best to the worst. */
public enum Verdict {
    /** As it should be. */
    GOOD,
    /** Worth mending; no obstacle. */
    NOTE,
    /** The evidence can be read two ways: an officer decides. */
    UNCLEAR,
    /** The applicant can put it right. */
    MISSING,
    /** An obstacle nobody can mend by another input. */
    BARRED
}
