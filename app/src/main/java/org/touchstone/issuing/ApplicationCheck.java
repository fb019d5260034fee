package org.touchstone.issuing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;
import org.touchstone.rules.issuing.Finding;

/**
 * One check of an application.
 *
 * @param run which asking this is; what was read of an earlier one is out of date
 * @param findings what it found when it was last done
 * @param waitsFor what does not answer, while it waits
 * @param dueAt when it is done next; absent when it is done, or while answers are missing
 * @param checkedAt when it last had an answer
 * @param answeredBy the officer who answered its question
 */
public record ApplicationCheck(
        CheckCode code,
        CheckState state,
        int run,
        List<Finding> findings,
        @Nullable String waitsFor,
        int tries,
        @Nullable Instant dueAt,
        @Nullable Instant checkedAt,
        @Nullable UUID answeredBy,
        @Nullable Instant answeredAt,
        @Nullable String answerReason) {

    /** How long an answer of a check counts without being asked again. */
    private static final Duration FRESH = Duration.ofDays(1);

    /** Whether it had its answer within the last day; what is older may have ceased to be so. */
    boolean isFresh(Instant now) {
        return checkedAt != null && checkedAt.isAfter(now.minus(FRESH));
    }

    /** Whether it is being done, or will be at once. */
    public boolean isUnderWay() {
        return state == CheckState.PENDING && dueAt != null;
    }
}
