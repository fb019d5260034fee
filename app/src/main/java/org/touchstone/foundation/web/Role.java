package org.touchstone.foundation.web;

/** What a signed-in person may be. One person may be several. */
public enum Role {
    /** Buys and complains. Everybody is one. */
    CONSUMER,
    /** Acts for a business. */
    OWNER,
    /** Works for the centre on cases. */
    OFFICER,
    /** Second pair of eyes for what weighs heavily. */
    SENIOR_OFFICER,
    /** Decides appeals against officers. */
    APPEALS_OFFICER,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Scores assessments. */
    ASSESSOR,
    /** Runs the installation; sees no cases. */
    ADMIN
}
