package org.touchstone.rules.supervision;

import java.util.Locale;

/** What can be done in a case of supervision. */
public enum CaseStep {
    /** A letter is written: the case begins. */
    SEND_LETTER,
    /** The business says what it will do, measurably and by when. */
    GIVE_PLAN,
    /** The business says what it thinks of the letter. Nothing is decided without its words being read. */
    STATE,
    /** An officer finds that the plan will do. */
    ACCEPT_PLAN,
    /** An officer asks for a better plan. */
    RETURN_PLAN,
    /** No plan came by its day. */
    MISS_PLAN,
    /** On its day the record shows what the plan promised. */
    PASS_CHECK,
    /** On its day the record does not show it. */
    FAIL_CHECK,
    /** The ladder asks an officer to suspend or to revoke. */
    RECOMMEND,
    /** An officer does not follow a recommendation. */
    NOT_FOLLOW,
    /** An officer finds that enough was done. */
    SETTLE,
    /** An officer takes the letter back. */
    WITHDRAW,
    /** Two officers have suspended the mark. */
    SUSPEND,
    /** The suspension was lifted. */
    REINSTATE,
    /** Two officers have revoked the mark. */
    REVOKE,
    /** Somebody who did not decide has granted the appeal. */
    SET_ASIDE;

    /** Its name in addresses. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
