package org.touchstone.rules.complaint;

/** What can be done to a complaint after it was filed. */
public enum Step {
    ANSWER,
    PASS_ROUND,
    PASS_LAST_ROUND,
    RATE_SOLVED,
    RATE_NOT_SOLVED,
    STAY_SILENT,
    WITHDRAW
}
