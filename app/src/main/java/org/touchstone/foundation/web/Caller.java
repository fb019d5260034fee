package org.touchstone.foundation.web;

import java.util.Set;
import java.util.UUID;

/**
 * Who makes a request.
 *
 * @param id the person
 * @param name as the person is called on pages only they see
 * @param roles what the person may be
 * @param verified whether an identity registry knows the person
 */
public record Caller(UUID id, String name, Set<Role> roles, boolean verified) {

    /** Whether the person works for the centre on cases. */
    public boolean isOfficer() {
        return roles.contains(Role.OFFICER) || roles.contains(Role.SENIOR_OFFICER);
    }

    /** Whether the person may read every case. */
    public boolean readsCases() {
        return isOfficer() || roles.contains(Role.APPEALS_OFFICER) || roles.contains(Role.AUDITOR);
    }

    /** How the journal names the person. */
    public String actor() {
        return "person:" + id;
    }

    @Override
    public String toString() {
        return actor();
    }
}
