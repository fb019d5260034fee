package org.touchstone.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the public correction log.
 *
 * @param caseId public identifier of the complaint
 * @param what what was corrected
 * @param reason the centre's reasons
 * @param before the figures of the mark just before
 * @param after the figures of the mark just after
 */
public record Correction(
        UUID id,
        Instant at,
        String mark,
        String caseId,
        org.touchstone.rules.complaint.Correction what,
        String reason,
        String policyVersion,
        Brief before,
        Brief after) {

    /** The figures a correction may change. */
    public record Brief(
            int matured,
            int unanswered,
            int delays,
            @Nullable Double answerRate) {}
}
