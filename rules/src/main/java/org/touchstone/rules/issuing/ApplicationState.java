package org.touchstone.rules.issuing;

/** Where an application stands. */
public enum ApplicationState {
    /** Being filled in. */
    DRAFT,
    /** Submitted; checks run, wait for a registry, or wait for an officer's answer. */
    CHECKING,
    /** The applicant has something to put right, and is told exactly what. */
    NEEDS_INPUT,
    /** The mark was issued, renewed, changed or moved. */
    ISSUED,
    /** Refused with reasons; may be appealed. */
    REFUSED,
    /** Given up by the applicant. */
    WITHDRAWN
}
