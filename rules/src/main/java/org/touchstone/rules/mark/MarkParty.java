package org.touchstone.rules.mark;

/** Who makes a step. Time is a party: what nobody does happens by itself. */
public enum MarkParty {
    /** Works for the centre on cases. */
    OFFICER,
    /** The second pair of eyes for what weighs heavily. */
    SENIOR,
    /** Decides appeals. */
    APPEALS,
    /** Acts for the business. */
    OWNER,
    TIME,
    /** The automatic checks. */
    SYSTEM
}
