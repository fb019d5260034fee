package org.touchstone.centre;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.touchstone.centre.MonthCalendar.Month;
import org.touchstone.registry.MarkTally;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.record.AnswerTimes;
import org.touchstone.rules.record.Share;

/**
 * The country in figures, over a period. docs/overview.md defines each of them; only complaints that count are counted. Lists go by the
 * months of the period.
 *
 * @param asOf the instant as of which complaints were looked at
 * @param policyVersion the version in force then
 * @param trade of which trade; absent for all
 * @param months the months of the period
 * @param filed complaints filed
 * @param categories of these, by what they are about
 * @param matured complaints filed that may be judged (sources 5)
 * @param settled of these, called solved by the consumer without the centre having decided or mediated (sources 6)
 * @param unanswered complaints whose last round ended without an answer: negative points, by when they were given
 * @param unansweredBefore the same in the same months a year earlier
 * @param times time to the first answer to the complaints filed; those without an answer count as not yet answered
 * @param timesByMonth the same by the month of filing
 * @param money what consumers confirmed to have got back, by currency and the month of filing
 * @param steps letters, suspensions and revocations that took effect
 * @param marks the marks as they stand now
 * @param supervised marks that need more supervision now
 */
public record Overview(
        Instant asOf,
        String policyVersion,
        Span span,
        @Nullable String trade,
        List<Month> months,
        List<Integer> filed,
        SortedMap<String, List<Integer>> categories,
        List<Integer> matured,
        List<Integer> settled,
        List<Integer> unanswered,
        List<Integer> unansweredBefore,
        AnswerTimes times,
        List<AnswerTimes> timesByMonth,
        SortedMap<String, List<BigDecimal>> money,
        SortedMap<MarkStep, List<Integer>> steps,
        MarkTally marks,
        int supervised) {

    /** The sum over all months. */
    public static int sum(List<Integer> months) {
        return months.stream().mapToInt(n -> n).sum();
    }

    /** The share of the matured that was settled between business and consumer (sources 6); absent without any. */
    public @Nullable Double settledShare() {
        return Share.of(sum(settled), sum(matured));
    }

    /** By how much unanswered complaints became more (or fewer, below zero) than a year earlier; absent where there were none then. */
    public @Nullable Double unansweredChange() {
        int before = sum(unansweredBefore);
        return before == 0 ? null : (double) (sum(unanswered) - before) / before;
    }
}
