package org.touchstone.verifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product-limit estimate S of the share still waiting, from answers and censored waits; at equal times answers come before
 * censorings.
 */
final class KaplanMeier {
    private static final double TOLERANCE = 1e-9;

    /** S after the answers given at one time. */
    private record Step(Duration waited, double stillWaiting) {}

    private final List<Step> steps;

    private KaplanMeier(List<Step> steps) {
        this.steps = steps;
    }

    static KaplanMeier of(List<AnswerTime> times) {
        List<AnswerTime> sorted =
                times.stream().sorted(Comparator.comparing(AnswerTime::waited)).toList();
        List<Step> steps = new ArrayList<>();
        double stillWaiting = 1;
        int from = 0;
        while (from < sorted.size()) {
            Duration waited = sorted.get(from).waited();
            int to = endOfTie(sorted, from);
            long answers = sorted.subList(from, to).stream()
                    .filter(AnswerTime::isAnswered)
                    .count();
            if (answers > 0) {
                double atRisk = sorted.size() - from;
                stillWaiting *= (atRisk - answers) / atRisk;
                steps.add(new Step(waited, stillWaiting));
            }
            from = to;
        }
        return new KaplanMeier(steps);
    }

    /** The smallest time at which at most this share still waits; null when it is never reached. */
    @Nullable Duration timeUntilStillWaiting(double share) {
        return steps.stream()
                .filter(step -> step.stillWaiting() <= share + TOLERANCE)
                .map(Step::waited)
                .findFirst()
                .orElse(null);
    }

    private static int endOfTie(List<AnswerTime> sorted, int from) {
        int to = from + 1;
        while (to < sorted.size()
                && sorted.get(to).waited().equals(sorted.get(from).waited())) {
            to++;
        }
        return to;
    }
}
