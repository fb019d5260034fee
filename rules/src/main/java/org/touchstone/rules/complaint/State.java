package org.touchstone.rules.complaint;

/** Where a complaint stands. The legal ways from one state to another stand in {@link Transitions} and nowhere else. */
public enum State {
    /** An answer round is running. */
    OPEN,
    /** The consumer was asked something; the clock stands still. */
    WAITING_CONSUMER,
    /** The business refuses the complaint; an officer reviews that; the clock stands still. */
    REFUSAL_REVIEW,
    /** Answered within a round; the consumer may say whether that solved it. */
    ANSWERED,
    /** The last round passed without an answer: one negative point. */
    UNANSWERED,
    /** Answered after the last round; the point stays. */
    ANSWERED_AFTER_EXPIRY,
    /** The consumer says it is solved. */
    RESOLVED,
    /** The consumer says it is not solved. */
    NOT_RESOLVED,
    /** Answered, and the consumer stayed silent: neither solved nor unsolved. */
    CLOSED_UNRATED,
    /** The centre upheld the refusal: it does not count. */
    EXCLUDED,
    /** The centre mediates. */
    MEDIATION,
    /** The parties settled. */
    SETTLED,
    /** The centre ruled. */
    RULED,
    /** The ruling was followed. */
    COMPLIED,
    /** Sent to the court. */
    REFERRED,
    /** The consumer withdrew it. */
    WITHDRAWN,
    /** Not admitted, for a stated reason. */
    NOT_ADMITTED
}
