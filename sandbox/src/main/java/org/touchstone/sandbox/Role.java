package org.touchstone.sandbox;

/** What a person of the sandbox is on the platform. */
public enum Role {
    CONSUMER,
    OWNER,
    OFFICER,
    SENIOR_OFFICER,
    APPEALS_OFFICER,
    AUDITOR,
    ASSESSOR,
    ADMIN
}
