package org.touchstone.verifier;

/** What state and setting aside mean for the figures; every state not named here is {@link #COUNTED}. */
enum Standing {
    COUNTED,
    CLOSED_UNRATED,
    /** No clock runs: the consumer was asked something, or a refusal is under review. */
    STOPPED,
    NOT_ADMITTED,
    EXCLUDED,
    QUARANTINED,
    /** Set aside for another reason than a flood. */
    SET_ASIDE;

    static Standing of(String state, String setAside) {
        return switch (setAside) {
            case "" -> of(state);
            case "QUARANTINED" -> QUARANTINED;
            default -> SET_ASIDE;
        };
    }

    private static Standing of(String state) {
        return switch (state) {
            case "CLOSED_UNRATED" -> CLOSED_UNRATED;
            case "REFUSAL_REVIEW", "WAITING_CONSUMER" -> STOPPED;
            case "NOT_ADMITTED" -> NOT_ADMITTED;
            case "EXCLUDED" -> EXCLUDED;
            default -> COUNTED;
        };
    }

    boolean isAdmitted() {
        return this == COUNTED || this == CLOSED_UNRATED || this == STOPPED;
    }

    /** Whether a last deadline that has passed counts as passed. */
    boolean canExpire() {
        return this == COUNTED || this == CLOSED_UNRATED;
    }
}
