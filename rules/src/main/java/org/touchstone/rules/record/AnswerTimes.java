package org.touchstone.rules.record;

import java.time.Duration;
import java.util.Arrays;
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

    /**
     * The estimate of many observations.
     *
     * @param answered times of answers, in nanoseconds, in any order
     * @param open for how long nothing was answered where no answer came, in nanoseconds, in any order
     */
    public static AnswerTimes of(long[] answered, long[] open) {
        var answers = answered.clone();
        var censored = open.clone();
        Arrays.sort(answers);
        Arrays.sort(censored);
        double stillOpen = 1;
        @Nullable Duration median = null;
        int gone = 0;
        for (int i = 0; i < answers.length; i++) {
            // At equal times answers come before censorings.
            while (gone < censored.length && censored[gone] < answers[i]) {
                gone++;
            }
            stillOpen *= 1 - 1.0 / (answers.length - i + censored.length - gone);
            if (median == null && stillOpen <= 0.5 + TOLERANCE) {
                median = Duration.ofNanos(answers[i]);
            }
            if (stillOpen <= 0.1 + TOLERANCE) {
                return new AnswerTimes(median, Duration.ofNanos(answers[i]));
            }
        }
        return new AnswerTimes(median, null);
    }

    /** Gathers the observations of one estimate. */
    static final class Sample {
        private long[] answered = new long[8];
        private long[] open = new long[8];
        private int answers;
        private int others;

        /** Answered after this time. */
        void answered(Duration time) {
            if (answers == answered.length) {
                answered = Arrays.copyOf(answered, answers * 2);
            }
            answered[answers++] = time.toNanos();
        }

        /** Not answered for at least this time. */
        void unansweredFor(Duration time) {
            if (others == open.length) {
                open = Arrays.copyOf(open, others * 2);
            }
            open[others++] = time.toNanos();
        }

        AnswerTimes estimate() {
            return of(Arrays.copyOf(answered, answers), Arrays.copyOf(open, others));
        }
    }
}
