package org.touchstone.rules.policy;

/** The five indices that measure a business (sources 8), in the order of the sources. */
public enum Index {
    /** History and performance record. */
    HISTORY,
    /** Present status and capability. */
    CAPABILITY,
    /** Information security. */
    SECURITY,
    /** Service quality. */
    SERVICE,
    /** Satisfaction. */
    SATISFACTION
}
