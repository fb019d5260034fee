package org.touchstone.verifier;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * A mark as the dump of the register has it.
 *
 * @param list number of its status list, from 1
 * @param idx its place there
 */
record RegisterEntry(String code, String host, String state, Instant validUntil, long list, long idx) {
    static RegisterEntry of(Claims line) throws NotAccepted {
        try {
            return new RegisterEntry(
                    line.text("code"),
                    line.text("host"),
                    line.text("state"),
                    Instant.parse(line.text("validUntil")),
                    line.count("list"),
                    line.count("idx"));
        } catch (DateTimeException _) {
            throw new NotAccepted("malformed", "an entry's \"validUntil\" is not a time");
        }
    }

    /** The state at an instant: validity that has passed is seen before anybody says so. */
    String stateAt(Instant now) {
        return stateAt(state, validUntil, now);
    }

    static String stateAt(String state, Instant validUntil, Instant now) {
        return state.equals("REVOKED") || validUntil.isAfter(now) ? state : "EXPIRED";
    }

    /** How it must stand in a status list at an instant. */
    int standing(Instant now) {
        return switch (stateAt(now)) {
            case "ISSUED", "UNDER_REVIEW" -> Standings.VALID;
            case "SUSPENDED" -> Standings.SUSPENDED;
            default -> Standings.INVALID;
        };
    }

    String origin() {
        return "https://" + host;
    }

    String listUri(String issuer) {
        return issuer + "/status/" + list;
    }
}
