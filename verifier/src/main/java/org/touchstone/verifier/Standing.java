package org.touchstone.verifier;

/** What the state of a complaint means for the figures; every state not named here is {@link #COUNTED}. */
enum Standing {
    COUNTED,
    CLOSED_UNRATED,
    REFUSAL_REVIEW,
    NOT_ADMITTED,
    EXCLUDED;

    static Standing of(String state) {
        return switch (state) {
            case "CLOSED_UNRATED" -> CLOSED_UNRATED;
            case "REFUSAL_REVIEW" -> REFUSAL_REVIEW;
            case "NOT_ADMITTED" -> NOT_ADMITTED;
            case "EXCLUDED" -> EXCLUDED;
            default -> COUNTED;
        };
    }

    boolean isAdmitted() {
        return this != NOT_ADMITTED && this != EXCLUDED;
    }

    boolean canMature() {
        return isAdmitted() && this != REFUSAL_REVIEW;
    }
}
