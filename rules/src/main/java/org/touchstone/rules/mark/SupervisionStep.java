package org.touchstone.rules.mark;

/** How closely the centre supervises a mark that is in force (sources 10); suspension and revocation are states of the mark. */
public enum SupervisionStep {
    /** The mark needs more supervision than others. */
    WATCH,
    /** A letter was written, which asks for a plan to put things right. */
    LETTER
}
