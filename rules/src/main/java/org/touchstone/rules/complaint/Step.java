package org.touchstone.rules.complaint;

/** What can be done to a complaint after it was filed. */
public enum Step {
    /** The centre admits a complaint that was not admitted at first. */
    ADMIT,
    /** The centre confirms that a complaint is not admitted. */
    KEEP_OUT,
    ANSWER,
    /** The business asks the consumer for information, once; the clock stands still. */
    ASK_INFORMATION,
    GIVE_INFORMATION,
    PASS_INFORMATION,
    /** The business says it need not answer, once; an officer reviews that. */
    REFUSE,
    UPHOLD_REFUSAL,
    DENY_REFUSAL,
    PASS_ROUND,
    PASS_LAST_ROUND,
    RATE_SOLVED,
    RATE_NOT_SOLVED,
    STAY_SILENT,
    /** The consumer confirms on or after the promised day that the promise was kept. */
    CONFIRM_KEPT,
    /** The promise was not kept: the complaint opens again, once. */
    REOPEN,
    ASK_MEDIATION,
    PROPOSE_SETTLEMENT,
    /** The first party accepts the proposed settlement. */
    ACCEPT_SETTLEMENT,
    /** The second party accepts: the settlement is made. */
    COMPLETE_SETTLEMENT,
    DECLINE_SETTLEMENT,
    CONFIRM_SETTLEMENT,
    REPORT_BREACH,
    RULE,
    CONFIRM_COMPLIANCE,
    REFER,
    APPEAL,
    GRANT_APPEAL,
    DENY_APPEAL,
    WITHDRAW
}
