package org.touchstone.account;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody asked to join a team.
 *
 * @param contact where the invitation was sent; for managers of the business only
 * @param invitedBy name of the manager who asked
 * @param expiresAt after this instant it opens nothing
 */
public record Invitation(
        UUID id, UUID business, BusinessRole role, String contact, String invitedBy, Instant expiresAt) {

    @Override
    public String toString() {
        return "invitation:" + id;
    }
}
