package org.touchstone.complaint;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.Correction;

/**
 * A business disputes what the public record says of a complaint.
 *
 * @param reason why, in its own words
 * @param dueAt by when the centre decides
 * @param corrected what was decided; absent while it is open
 * @param decision the officer's reasons
 */
public record Dispute(
        UUID id,
        UUID complaintId,
        Correction correction,
        String reason,
        Instant openedAt,
        Instant dueAt,
        @Nullable Instant decidedAt,
        @Nullable Boolean corrected,
        @Nullable String decision) {

    @Override
    public String toString() {
        return "dispute:" + id;
    }
}
