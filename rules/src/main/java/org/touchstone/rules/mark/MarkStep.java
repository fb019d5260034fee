package org.touchstone.rules.mark;

import java.util.Locale;

/** What can be done to a mark after it was issued. */
public enum MarkStep {
    /** The centre looks at the mark, which stays valid meanwhile. */
    PUT_UNDER_REVIEW,
    END_REVIEW,
    /** Takes the validity away until the mark is reinstated. Two officers. */
    SUSPEND,
    /** Lifts a suspension; a mark that expired meanwhile stays expired and may be renewed again. */
    REINSTATE,
    /** Takes the mark away for good. Two officers. */
    REVOKE,
    /** The validity has passed. */
    EXPIRE,
    RENEW,
    /** The mark goes to another address of the same business, with its record. */
    MOVE_HOST,
    /** The website goes to another business; the record stays with the mark. */
    MOVE_OWNER,
    /** The name or the trade of the business changes. */
    CHANGE_DATA,
    /** The mark needs more supervision than others (sources 10). */
    WATCH,
    END_WATCH,
    /** The centre writes a letter and asks for a plan to put things right (sources 10). */
    LETTER,
    /** What the letter asked for was done, or nothing more is asked. */
    CLOSE_LETTER,
    /** The address goes to whoever shows control of it now and gets a new mark there; mark and record stay behind. */
    RELEASE,
    /** Somebody who did not decide finds the decision wrong; it is reversed. */
    GRANT_APPEAL,
    /** Somebody who did not decide finds the decision right. */
    DENY_APPEAL;

    /** Its name in addresses. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the step weighs so heavily that two people decide on it. */
    public boolean heavy() {
        return this == SUSPEND || this == REVOKE;
    }

    /** Whether the business may put the step before somebody else. */
    public boolean appealable() {
        return heavy() || this == PUT_UNDER_REVIEW || this == LETTER;
    }
}
