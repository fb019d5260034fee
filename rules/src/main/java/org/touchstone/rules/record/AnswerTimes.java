package org.touchstone.rules.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long answers take, estimated after Kaplan and Meier, so that a complaint still open counts as "not answered for at least
 * so long" and never as an answer in zero hours.
 *
 * @param median time by which half are answered; absent when that is not reached
 * @param p90 time by which nine of ten are answered; absent when that is not reached
 */
public record AnswerTimes(
        @Nullable Duration median, @Nullable Duration p90) {

    private static final double TOLERANCE = 1e-9;

    private record Observation(Duration time, boolean answered) {}

    /** Gathers the observations of one estimate. */
    static final class Sample {
        private final List<Observation> observations = new ArrayList<>();

        /** Answered after this time. */
        void answered(Duration time) {
            observations.add(new Observation(time, true));
        }

        /** Not answered for at least this time. */
        void unansweredFor(Duration time) {
            observations.add(new Observation(time, false));
        }

        AnswerTimes estimate() {
            // At equal times answers come before censorings.
            observations.sort(Comparator.comparing(Observation::time).thenComparing(o -> !o.answered()));
            double stillOpen = 1;
            int atRisk = observations.size();
            @Nullable Duration median = null;
            @Nullable Duration p90 = null;
            for (var observation : observations) {
                if (observation.answered()) {
                    stillOpen *= 1 - 1.0 / atRisk;
                    if (median == null && stillOpen <= 0.5 + TOLERANCE) {
                        median = observation.time();
                    }
                    if (p90 == null && stillOpen <= 0.1 + TOLERANCE) {
                        p90 = observation.time();
                    }
                }
                atRisk--;
            }
            return new AnswerTimes(median, p90);
        }
    }
}
