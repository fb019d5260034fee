package org.touchstone.complaint.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.Person;
import org.touchstone.account.Team;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.Desk;
import org.touchstone.complaint.DeskNote;
import org.touchstone.complaint.SavedReply;
import org.touchstone.foundation.web.Caller;

/**
 * What stands beside a case on the desk of its business.
 *
 * @param role what the reader may do for the business
 * @param assignee who sees to it
 * @param assignable to whom the reader may give it
 * @param notes what the team wrote for itself
 * @param replies answers to begin from
 */
public record DeskSide(
        BusinessRole role,
        UUID reader,
        @Nullable Person assignee,
        List<Person> assignable,
        List<DeskNote> notes,
        List<SavedReply> replies) {

    /** Whether the case is the reader's own. */
    public boolean isMine() {
        return assignee != null && assignee.id().equals(reader);
    }

    /** Gathers it. */
    @Component
    static class Maker {

        private final Desk desk;
        private final Team team;

        Maker(Desk desk, Team team) {
            this.desk = desk;
            this.team = team;
        }

        DeskSide of(Caller caller, CaseFile file) {
            var role = team.roleOf(caller, file.businessId());
            return new DeskSide(
                    role,
                    caller.id(),
                    desk.assignee(file.id()).orElse(null),
                    role == BusinessRole.MANAGER ? desk.assignable(file.businessId()) : List.of(),
                    desk.notes(caller, file.id()),
                    role.mayAnswer() ? desk.replies(caller, file.businessId()) : List.of());
        }
    }
}
