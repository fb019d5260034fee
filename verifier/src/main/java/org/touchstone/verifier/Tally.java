package org.touchstone.verifier;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one mark's complaints in the window add up to, before it is compared with other marks.
 *
 * @param complaints in the window and admitted
 * @param matured size of the matured set M
 * @param unanswered of M
 * @param delays rounds missed before the last one, of all admitted
 * @param late of M, answered in the second round or later
 * @param medianWait null when half are never answered
 * @param p90Wait null when nine of ten are never answered
 * @param solved of M
 * @param rated of M, with the consumer's word
 * @param closedUnrated of M
 * @param reopened of M
 * @param quarantined set aside as part of a flood, in the window
 * @param orders of the months that begin in the window; 0 also when not known
 */
record Tally(
        long complaints,
        long matured,
        long unanswered,
        long delays,
        long late,
        @Nullable Duration medianWait,
        @Nullable Duration p90Wait,
        long unknownAnswerTimes,
        long solved,
        long rated,
        long closedUnrated,
        long reopened,
        long refusalsAsked,
        long refusalsLost,
        Templates templates,
        SortedMap<String, BigDecimal> moneyReturned,
        long quarantined,
        long orders) {

    /** Of complaints that are all in the window. */
    static Tally of(List<Complaint> inWindow, long orders, Instant asOf) {
        List<Complaint> admitted =
                inWindow.stream().filter(Complaint::isAdmitted).toList();
        List<Complaint> matured =
                inWindow.stream().filter(complaint -> complaint.isMatured(asOf)).toList();
        KaplanMeier answering = KaplanMeier.of(admitted.stream()
                .filter(complaint -> !complaint.hasUnknownAnswerTime())
                .map(complaint -> complaint.answerTime(asOf))
                .toList());
        return new Tally(
                admitted.size(),
                matured.size(),
                count(matured, complaint -> !complaint.isAnsweredInARound()),
                sum(admitted, Complaint::missedRounds),
                count(matured, Complaint::isLate),
                answering.timeUntilStillWaiting(0.5),
                answering.timeUntilStillWaiting(0.1),
                count(inWindow, Complaint::hasUnknownAnswerTime),
                count(matured, complaint -> complaint.word() == ConsumerWord.SOLVED),
                count(matured, complaint -> complaint.word() != ConsumerWord.SILENT),
                count(matured, complaint -> complaint.standing() == Standing.CLOSED_UNRATED),
                count(matured, complaint -> complaint.reopened() > 0),
                sum(inWindow, Complaint::refusals),
                sum(inWindow, Complaint::refusalsLost),
                Templates.of(matured.stream()
                        .map(Complaint::answerFingerprint)
                        .filter(Objects::nonNull)
                        .toList()),
                moneyReturned(admitted),
                count(inWindow, complaint -> complaint.standing() == Standing.QUARANTINED),
                orders);
    }

    long answered() {
        return matured - unanswered;
    }

    private static long count(List<Complaint> complaints, Predicate<Complaint> which) {
        return complaints.stream().filter(which).count();
    }

    private static long sum(List<Complaint> complaints, ToLongFunction<Complaint> what) {
        return complaints.stream().mapToLong(what).sum();
    }

    private static SortedMap<String, BigDecimal> moneyReturned(List<Complaint> complaints) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        for (Complaint complaint : complaints) {
            Money money = complaint.moneyReturned();
            if (money != null) {
                sums.merge(money.currency(), money.amount(), BigDecimal::add);
            }
        }
        return Collections.unmodifiableSortedMap(sums);
    }
}
