package org.touchstone.rules.supervision;

/** Who makes a step in a case of supervision. */
public enum CaseParty {
    /** Acts for the business. */
    OWNER,
    /** Works for the centre on cases. */
    OFFICER,
    /** What nobody does happens by itself. */
    TIME,
    /** A decision about the mark, made by those who may. */
    DECISION
}
