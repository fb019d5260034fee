package org.touchstone.rules.issuing;

/** What can be done to an application. */
public enum ApplicationStep {
    /** The applicant changes an answer. */
    CHANGE,
    SUBMIT,
    WITHDRAW,
    /** The checks decide: something is to be put right. */
    NEED_INPUT,
    /** The checks decide: nothing stands in the way. */
    ISSUE,
    /** The checks decide: an obstacle. */
    REFUSE,
    /** An officer answers an open question of a check. */
    ANSWER_QUESTION,
    /** The applicant appeals against a refusal, once. */
    APPEAL,
    /** Someone else finds the refusal wrong: the obstacles are set aside and the checks go on. */
    GRANT_APPEAL,
    DENY_APPEAL
}
