package org.touchstone.centre;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.touchstone.centre.MonthCalendar.Month;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.record.AnswerTimes;
import org.touchstone.rules.record.CaseFacts;

/**
 * What every complaint contributes to the national figures as of one instant, in columns: some twenty bytes each, so that a million of
 * them are counted by any period and trade in hundredths of a second.
 */
final class Picture {

    private static final int COUNTS = 1;
    private static final int MATURED = 2;
    private static final int UNANSWERED = 4;
    private static final int SETTLED = 8;
    private static final long NO_TIME = Long.MIN_VALUE;

    private final Instant asOf;
    private final LocalDate since;
    private final ZoneId zone;
    private final Map<String, String> tradeOfMark;
    private final Map<String, Integer> trades = new LinkedHashMap<>();
    private final Map<String, Integer> categories = new LinkedHashMap<>();
    private final List<Returned> money = new ArrayList<>();
    private int size;
    private int[] filedOn = new int[1024];
    private int[] dueOn = new int[1024];
    private short[] trade = new short[1024];
    private short[] category = new short[1024];
    private byte[] flags = new byte[1024];
    /** Time of the answer; where none came, less by one than minus the time it has been open. */
    private long[] time = new long[1024];

    private record Returned(int filedOn, int trade, String currency, BigDecimal value) {}

    /**
     * An empty picture.
     *
     * @param since the first day whose figures are whole
     * @param tradeOfMark the trade of each mark's business
     */
    Picture(Instant asOf, LocalDate since, ZoneId zone, Map<String, String> tradeOfMark) {
        this.asOf = asOf;
        this.since = since;
        this.zone = zone;
        this.tradeOfMark = tradeOfMark;
    }

    Instant asOf() {
        return asOf;
    }

    LocalDate since() {
        return since;
    }

    /** The trades complaints are about, in order of their codes. */
    List<String> trades() {
        return trades.keySet().stream().sorted().toList();
    }

    /** Adds a complaint. Its facts are as of the instant of the picture. */
    void add(CaseFacts facts) {
        if (size == flags.length) {
            grow();
        }
        boolean matured = facts.matured(asOf);
        boolean settled = matured && facts.state() == State.RESOLVED && facts.refusals() == 0;
        filedOn[size] = day(facts.submitted());
        dueOn[size] = day(facts.lastDeadline());
        trade[size] = index(trades, tradeOfMark.getOrDefault(facts.mark(), ""));
        category[size] = index(categories, facts.category());
        flags[size] = (byte) ((facts.counts() ? COUNTS : 0)
                | (matured ? MATURED : 0)
                | (matured && !facts.answeredInTime() ? UNANSWERED : 0)
                | (settled ? SETTLED : 0));
        time[size] = facts.counts() ? time(facts) : NO_TIME;
        var returned = facts.moneyReturned();
        if (facts.counts() && returned != null) {
            money.add(new Returned(filedOn[size], trade[size], returned.currency(), returned.value()));
        }
        size++;
    }

    private void grow() {
        int more = size * 2;
        filedOn = Arrays.copyOf(filedOn, more);
        dueOn = Arrays.copyOf(dueOn, more);
        trade = Arrays.copyOf(trade, more);
        category = Arrays.copyOf(category, more);
        flags = Arrays.copyOf(flags, more);
        time = Arrays.copyOf(time, more);
    }

    private static short index(Map<String, Integer> known, String name) {
        return known.computeIfAbsent(name, _ -> known.size()).shortValue();
    }

    private int day(Instant at) {
        return Math.toIntExact(LocalDate.ofInstant(at, zone).toEpochDay());
    }

    private long time(CaseFacts facts) {
        if (facts.answerTimeUnknown()) {
            return NO_TIME;
        }
        var answered = facts.answered();
        if (answered != null) {
            return Duration.between(facts.submitted(), answered).toNanos();
        }
        var withdrawn = facts.withdrawn();
        return -1
                - Duration.between(facts.submitted(), withdrawn == null ? asOf : withdrawn)
                        .toNanos();
    }

    /**
     * What was counted. Lists go by the months of the period.
     *
     * @param unansweredBefore by the months of the same period a year earlier
     */
    record Counted(
            List<Integer> filed,
            SortedMap<String, List<Integer>> categories,
            List<Integer> matured,
            List<Integer> settled,
            List<Integer> unanswered,
            List<Integer> unansweredBefore,
            AnswerTimes times,
            List<AnswerTimes> timesByMonth,
            SortedMap<String, List<BigDecimal>> money) {}

    /** Counts a period, of one trade or of all. */
    Counted count(Span span, @Nullable String ofTrade) {
        var months = span.months();
        var now = new Days(months);
        var before = new Days(span.yearBefore().months());
        int wanted = ofTrade == null ? -1 : trades.getOrDefault(ofTrade, -2);
        int n = months.size();
        var filed = new int[n];
        var matured = new int[n];
        var settled = new int[n];
        var unanswered = new int[n];
        var unansweredBefore = new int[n];
        var byCategory = new int[categories.size()][n];
        var answered = Times.each(n);
        var open = Times.each(n);
        for (int i = 0; i < size; i++) {
            if ((flags[i] & COUNTS) == 0 || (wanted != -1 && trade[i] != wanted)) {
                continue;
            }
            int month = now.of(filedOn[i]);
            if (month >= 0) {
                filed[month]++;
                byCategory[category[i]][month]++;
                matured[month] += (flags[i] & MATURED) == 0 ? 0 : 1;
                settled[month] += (flags[i] & SETTLED) == 0 ? 0 : 1;
                if (time[i] >= 0) {
                    answered[month].add(time[i]);
                } else if (time[i] != NO_TIME) {
                    open[month].add(-1 - time[i]);
                }
            }
            if ((flags[i] & UNANSWERED) != 0) {
                int given = now.of(dueOn[i]);
                int givenBefore = before.of(dueOn[i]);
                if (given >= 0) {
                    unanswered[given]++;
                }
                if (givenBefore >= 0) {
                    unansweredBefore[givenBefore]++;
                }
            }
        }
        var named = new TreeMap<String, List<Integer>>();
        categories.forEach((name, index) -> {
            if (Arrays.stream(byCategory[index]).sum() > 0) {
                named.put(name, list(byCategory[index]));
            }
        });
        var timesByMonth = new ArrayList<AnswerTimes>();
        for (int month = 0; month < n; month++) {
            timesByMonth.add(AnswerTimes.of(answered[month].all(), open[month].all()));
        }
        return new Counted(
                list(filed),
                named,
                list(matured),
                list(settled),
                list(unanswered),
                list(unansweredBefore),
                AnswerTimes.of(Times.together(answered), Times.together(open)),
                timesByMonth,
                money(now, n, wanted));
    }

    private SortedMap<String, List<BigDecimal>> money(Days days, int months, int wanted) {
        var sums = new TreeMap<String, List<BigDecimal>>();
        for (var returned : money) {
            int month = days.of(returned.filedOn());
            if (month >= 0 && (wanted == -1 || returned.trade() == wanted)) {
                var sum = sums.computeIfAbsent(
                        returned.currency(), _ -> new ArrayList<>(Collections.nCopies(months, BigDecimal.ZERO)));
                sum.set(month, sum.get(month).add(returned.value()));
            }
        }
        return sums;
    }

    private static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** Which month of a period a day belongs to. */
    private static final class Days {
        private final int first;
        private final short[] month;

        Days(List<Month> months) {
            first = Math.toIntExact(months.getFirst().from().toEpochDay());
            month = new short[Math.toIntExact(months.getLast().until().toEpochDay()) - first];
            for (int i = 0; i < months.size(); i++) {
                var one = months.get(i);
                Arrays.fill(
                        month,
                        Math.toIntExact(one.from().toEpochDay()) - first,
                        Math.toIntExact(one.until().toEpochDay()) - first,
                        (short) i);
            }
        }

        int of(int day) {
            int i = day - first;
            return i >= 0 && i < month.length ? month[i] : -1;
        }
    }

    /** A list of times that does not box them. */
    private static final class Times {
        private long[] times = new long[64];
        private int size;

        static Times[] each(int n) {
            var all = new Times[n];
            Arrays.setAll(all, _ -> new Times());
            return all;
        }

        void add(long time) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
            }
            times[size++] = time;
        }

        long[] all() {
            return Arrays.copyOf(times, size);
        }

        static long[] together(Times[] parts) {
            return Arrays.stream(parts)
                    .flatMapToLong(p -> Arrays.stream(p.all()))
                    .toArray();
        }
    }
}
