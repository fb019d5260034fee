package org.touchstone.issuing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long applications took from the submission that was decided to the decision.
 *
 * @param since decisions from then on are counted
 * @param medianSeconds half took no longer; absent while nothing was decided
 * @param p90Seconds nine of ten took no longer
 */
public record IssuingTimes(
        Instant since,
        int decided,
        int issued,
        int refused,
        @Nullable Double medianSeconds,
        @Nullable Double p90Seconds) {}
