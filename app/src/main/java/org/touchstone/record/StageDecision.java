package org.touchstone.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.record.PublicationStage;

/**
 * A decision on the stage of a cohort: proposed by an officer, confirmed or declined by a senior one.
 *
 * @param beginsAt from when; one confirmed later than that begins when it is confirmed
 * @param reason the reasons, public once it is confirmed
 * @param proposedBy absent for what was there from the beginning
 * @param narrows whether fewer people see figures from then on
 * @param marks how many marks it concerns, as of its confirmation
 */
public record StageDecision(
        UUID id,
        UUID cohort,
        PublicationStage stage,
        Instant beginsAt,
        String reason,
        @Nullable UUID proposedBy,
        Instant proposedAt,
        State state,
        @Nullable Instant decidedAt,
        @Nullable String declinedWhy,
        boolean narrows,
        @Nullable Long marks) {

    /** Where a decision stands. */
    public enum State {
        PENDING,
        CONFIRMED,
        DECLINED
    }

    /** Whether it was there from the beginning, decided by nobody. */
    public boolean asInstalled() {
        return proposedBy == null;
    }
}
