package org.touchstone.rules.supervision;

/** Where a case of supervision stands, from the letter on. */
public enum CaseState {
    /** A letter was written; a plan is due. */
    LETTER,
    /** The business has handed in a plan; an officer judges it. */
    PLAN_GIVEN,
    /** The plan was accepted; on its day it is checked against the record. */
    CURING,
    /** No plan came in time, or its targets were missed; an officer decides what follows. */
    FAILED,
    /** The mark is suspended. */
    SUSPENDED,
    /** What was asked for was done. */
    SETTLED,
    /** The letter or what followed from it was taken back. */
    WITHDRAWN,
    /** The mark was revoked. */
    REVOKED;

    /** Whether the case is at its end. */
    public boolean isClosed() {
        return this == SETTLED || this == WITHDRAWN || this == REVOKED;
    }
}
