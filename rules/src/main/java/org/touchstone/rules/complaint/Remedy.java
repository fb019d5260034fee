package org.touchstone.rules.complaint;

/** What a consumer asks for and a business offers. Structured, so that the two can be compared in any language. */
public enum Remedy {
    REFUND,
    REPLACEMENT,
    DELIVERY,
    REPAIR,
    EXPLANATION,
    APOLOGY,
    OTHER
}
