package org.touchstone.rules.supervision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.record.AnswerTimes;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.Figures;

/**
 * What a business promises in its plan, so that the record can show whether it came true.
 *
 * @param kind what is measured
 * @param value the promise: per cent, complaints or hours, as the kind says
 */
public record CureTarget(Kind kind, int value) {

    /** What can be measured. */
    public enum Kind {
        /** Of the unanswered complaints the letter names, at least so many per cent are answered, late as it is. */
        CATCH_UP(1, 100),
        /** Of the complaints that mature from the acceptance of the plan on, at least so many per cent are answered in time. */
        ANSWER_RATE(1, 100),
        /** From the acceptance of the plan on at most so many complaints are left unanswered. */
        UNANSWERED(0, 100),
        /** The median answer time of complaints filed from the acceptance of the plan on is at most so many hours. */
        MEDIAN_HOURS(1, 2000);

        private final int least;
        private final int most;

        Kind(int least, int most) {
            this.least = least;
            this.most = most;
        }

        /** The smallest value there is a point in. */
        public int least() {
            return least;
        }

        /** The largest. */
        public int most() {
            return most;
        }

        /** Whether more is better. */
        public boolean atLeast() {
            return this == CATCH_UP || this == ANSWER_RATE;
        }
    }

    /** Refuses a value outside the bounds of its kind. */
    public CureTarget {
        if (value < kind.least() || value > kind.most()) {
            throw new IllegalArgumentException(
                    "a target of " + kind + " lies between " + kind.least() + " and " + kind.most());
        }
    }

    /**
     * What was measured.
     *
     * @param measured the value; absent where there was nothing to measure, and the target is met
     * @param of out of how many complaints
     */
    public record Measured(CureTarget target, @Nullable BigDecimal measured, int of, boolean met) {}

    /**
     * Measures the target.
     *
     * @param cases all cases of the mark as of {@code at}
     * @param accepted when the plan was accepted
     * @param letter when the letter was written: points given until then are those it names
     * @param at as of when
     */
    public Measured measure(Collection<CaseFacts> cases, Instant letter, Instant accepted, Instant at) {
        var counting = cases.stream().filter(CaseFacts::counts).toList();
        return switch (kind) {
            case CATCH_UP -> {
                var named = counting.stream()
                        .filter(c -> c.matured(at) && !c.answeredInTime())
                        .filter(c -> !c.lastDeadline().isAfter(letter))
                        .toList();
                yield share(
                        named.stream().filter(c -> c.answeredRound() != null).count(), named.size());
            }
            case ANSWER_RATE -> {
                var matured = matured(counting, accepted, at);
                yield share(matured.stream().filter(CaseFacts::answeredInTime).count(), matured.size());
            }
            case UNANSWERED -> {
                var matured = matured(counting, accepted, at);
                long left = matured.stream().filter(c -> !c.answeredInTime()).count();
                yield new Measured(this, BigDecimal.valueOf(left), matured.size(), left <= value);
            }
            case MEDIAN_HOURS -> median(counting, accepted, at);
        };
    }

    /** Answered in a round after the acceptance, or left unanswered after it. */
    private static List<CaseFacts> matured(List<CaseFacts> cases, Instant accepted, Instant at) {
        return cases.stream()
                .filter(c -> c.matured(at))
                .filter(c -> {
                    var answered = c.answered();
                    return c.answeredInTime()
                            ? answered != null && answered.isAfter(accepted)
                            : c.lastDeadline().isAfter(accepted);
                })
                .toList();
    }

    private Measured share(long part, int of) {
        if (of == 0) {
            return new Measured(this, null, 0, true);
        }
        var percent = BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(of), 2, RoundingMode.DOWN);
        return new Measured(this, percent, of, part * 100 >= (long) value * of);
    }

    private Measured median(List<CaseFacts> cases, Instant accepted, Instant at) {
        var filed = cases.stream()
                .filter(c -> c.submitted().isAfter(accepted) && !c.submitted().isAfter(at))
                .toList();
        AnswerTimes times = Figures.times(filed, at);
        var median = times.median();
        if (median == null) {
            return new Measured(this, null, filed.size(), true);
        }
        var hours = BigDecimal.valueOf(median.toMillis()).divide(BigDecimal.valueOf(3_600_000), 2, RoundingMode.UP);
        return new Measured(this, hours, filed.size(), hours.compareTo(BigDecimal.valueOf(value)) <= 0);
    }
}
