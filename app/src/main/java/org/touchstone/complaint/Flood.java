package org.touchstone.complaint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Look-alike narratives of several people within days: a suspicion, until an officer decides.
 *
 * @param openedAt when there were enough of them
 * @param hosts the websites they are about
 * @param complaints how many
 * @param people by how many people
 * @param from when the first was filed
 * @param to when the last was filed
 * @param likeness how alike the least alike of them is to another, from 0 to 1
 * @param setAside how many are quarantined now
 */
public record Flood(
        UUID id,
        Instant openedAt,
        List<String> hosts,
        int complaints,
        int people,
        Instant from,
        Instant to,
        double likeness,
        int setAside) {

    /**
     * One of the complaints.
     *
     * @param likeness how alike it is to the one most like it filed before; 1 for the first
     * @param setAsideAt since when it is quarantined; absent when it is not
     * @param parts the narrative, cut where it differs from the first one's
     */
    public record Member(
            UUID complaintId,
            String reference,
            String host,
            Instant filedAt,
            double likeness,
            @Nullable Instant setAsideAt,
            List<WordDiff.Part> parts) {

        @Override
        public String toString() {
            return "complaint:" + complaintId;
        }
    }

    /** An officer's decision. */
    public record Decided(Instant at, boolean quarantine, List<UUID> complaints, String reason) {}

    /** A flood with its complaints and what officers decided. */
    public record File(Flood flood, List<Member> members, List<Decided> decisions) {

        @Override
        public String toString() {
            return "flood:" + flood.id();
        }
    }
}
