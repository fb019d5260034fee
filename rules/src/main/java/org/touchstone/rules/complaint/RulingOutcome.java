package org.touchstone.rules.complaint;

/** Whom a ruling gives right. */
public enum RulingOutcome {
    FOR_CONSUMER,
    PARTLY,
    FOR_BUSINESS
}
