package org.touchstone.rules.record;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy.RecordRules;

/**
 * The published figures of one mark as of an instant. Every figure is defined in docs/open-data.md, in words anyone can
 * recompute it by; the names here are the names there.
 *
 * @param from complaints filed after this instant count
 * @param matured size of the matured set M
 * @param unanswered complaints of M without an answer by their last due instant; each is one negative point
 * @param delays rounds missed before the last
 * @param answered complaints of M answered within a round
 * @param late of these, answered after the first round
 * @param times median and 90th percentile of the answer time
 * @param unknownAnswerTimes answers whose time is not known, left out of the answer times
 * @param solved complaints of M the consumer calls solved
 * @param rated complaints of M the consumer has rated
 * @param closedUnrated complaints of M closed because the consumer stayed silent
 * @param templates answers of M that repeat one another
 * @param withText answers of M whose text is known
 * @param quarantined complaints in the window set aside as part of a flood; they count in no other figure but refusals
 * @param filed complaints in the window that count, matured or not
 * @param orders orders in the window where known
 * @param moneyReturned sums by currency
 * @param tooFew too few matured complaints to judge
 */
public record Figures(
        Instant asOf,
        Instant from,
        int matured,
        int unanswered,
        int delays,
        int answered,
        int late,
        AnswerTimes times,
        int unknownAnswerTimes,
        int solved,
        int rated,
        int closedUnrated,
        int reopened,
        int refusalsAsked,
        int refusalsLost,
        int templates,
        int withText,
        int quarantined,
        int filed,
        @Nullable Long orders,
        SortedMap<String, BigDecimal> moneyReturned,
        boolean tooFew) {

    /** The beginning of a window that ends at an instant, by the UTC calendar. */
    public static Instant windowStart(Instant asOf, Period window) {
        return asOf.atOffset(ZoneOffset.UTC).minus(window).toInstant();
    }

    /** When a complaint leaves a window: the first instant at which the window begins no earlier than its filing. */
    public static Instant windowLeft(Instant submitted, Period window) {
        var candidate = submitted.atOffset(ZoneOffset.UTC).plus(window);
        // Months are not equally long: what was filed on a 29 February is still in the window on the 28th of the next.
        return windowStart(candidate.toInstant(), window).isBefore(submitted)
                ? candidate.truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant()
                : candidate.toInstant();
    }

    /**
     * The figures of one mark.
     *
     * @param cases facts as of the same instant; those outside the window are left out here
     * @param orders orders in the window, absent where unknown
     */
    public static Figures of(
            Collection<CaseFacts> cases, Instant asOf, Period window, RecordRules rules, @Nullable Long orders) {
        var from = windowStart(asOf, window);
        var inWindow = cases.stream()
                .filter(c -> c.submitted().isAfter(from) && !c.submitted().isAfter(asOf))
                .toList();
        var counting = inWindow.stream().filter(CaseFacts::counts).toList();
        var matured = counting.stream().filter(c -> c.matured(asOf)).toList();
        var answered = matured.stream().filter(CaseFacts::answeredInTime).toList();
        var texts = fingerprints(matured);
        return new Figures(
                asOf,
                from,
                matured.size(),
                matured.size() - answered.size(),
                counting.stream().mapToInt(CaseFacts::missedRounds).sum(),
                answered.size(),
                count(answered, c -> c.answeredRound() != null && c.answeredRound() >= 2),
                times(counting, asOf),
                count(inWindow, CaseFacts::answerTimeUnknown),
                count(matured, c -> Boolean.TRUE.equals(c.solved())),
                count(matured, c -> c.solved() != null),
                count(matured, c -> c.state() == State.CLOSED_UNRATED),
                count(matured, c -> c.reopened() > 0),
                inWindow.stream().mapToInt(CaseFacts::refusals).sum(),
                inWindow.stream().mapToInt(CaseFacts::refusalsLost).sum(),
                texts.values().stream()
                        .filter(n -> n >= rules.templateThreshold())
                        .mapToInt(n -> n)
                        .sum(),
                texts.values().stream().mapToInt(n -> n).sum(),
                count(inWindow, c -> c.setAside() == CaseFacts.SetAside.QUARANTINED),
                counting.size(),
                orders,
                money(counting),
                matured.size() < rules.minimumMatured());
    }

    /** One negative point per unanswered complaint (sources 5). */
    public int negativePoints() {
        return unanswered;
    }

    /** Late answers among the answered. */
    public @Nullable Double lateShare() {
        return Share.of(late, answered);
    }

    /** Answered among the matured. */
    public @Nullable Double answerRate() {
        return Share.of(answered, matured);
    }

    /** The 95 % interval of the answer rate. */
    public Share.@Nullable Interval answerInterval() {
        return Share.Interval.wilson(answered, matured);
    }

    /** Solved among the rated: the kindest honest figure, blind to the silent. */
    public @Nullable Double solvedOfRated() {
        return Share.of(solved, rated);
    }

    /** Solved among all matured: the strictest. */
    public @Nullable Double solvedOfAll() {
        return Share.of(solved, matured);
    }

    /** As some states publish it: a silent consumer counts as content. */
    public @Nullable Double solvedOfficial() {
        return Share.of(solved + closedUnrated, rated + closedUnrated);
    }

    /** How many of the matured were rated at all. */
    public @Nullable Double solvedCoverage() {
        return Share.of(rated, matured);
    }

    /** Reopened among the matured. */
    public @Nullable Double reopenedShare() {
        return Share.of(reopened, matured);
    }

    /** Answers that repeat one another among those whose text is known. */
    public @Nullable Double templateShare() {
        return Share.of(templates, withText);
    }

    /** A count per 10,000 orders; absent where orders are unknown. */
    public @Nullable Double per10000Orders(int count) {
        return orders == null || orders == 0 ? null : count * 10_000.0 / orders;
    }

    private static int count(List<CaseFacts> cases, Predicate<CaseFacts> which) {
        return (int) cases.stream().filter(which).count();
    }

    /** Answer times of cases as of an instant, those without an answer as not yet answered. */
    public static AnswerTimes times(List<CaseFacts> cases, Instant asOf) {
        var sample = new AnswerTimes.Sample();
        for (var c : cases) {
            var answered = c.answered();
            var withdrawn = c.withdrawn();
            if (answered != null) {
                sample.answered(Duration.between(c.submitted(), answered));
            } else if (!c.answerTimeUnknown()) {
                sample.unansweredFor(Duration.between(c.submitted(), withdrawn == null ? asOf : withdrawn));
            }
        }
        return sample.estimate();
    }

    private static Map<String, Integer> fingerprints(List<CaseFacts> matured) {
        var texts = new HashMap<String, Integer>();
        for (var c : matured) {
            if (c.answerFingerprint() != null) {
                texts.merge(c.answerFingerprint(), 1, Integer::sum);
            }
        }
        return texts;
    }

    private static SortedMap<String, BigDecimal> money(List<CaseFacts> cases) {
        var sums = new TreeMap<String, BigDecimal>();
        for (var c : cases) {
            var returned = c.moneyReturned();
            if (returned != null) {
                sums.merge(returned.currency(), returned.value(), BigDecimal::add);
            }
        }
        return sums;
    }
}
