package org.touchstone.sandbox;

import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many orders each business had in a month: invented, but always the same, with a size and a growth of its own, the
 * seasons of trade and some chance.
 */
final class Orders {

    /** The orders of one month. */
    record Month(YearMonth month, long orders) {}

    /** Orders by month, oldest first. */
    record Volume(List<Month> months) {}

    private static final double SMALLEST = 30;
    private static final double LARGEST = 9_000;
    private static final YearMonth SIZED_IN = YearMonth.of(2024, 1);
    /** January first: people buy before Nowruz, in June and in the autumn sales. */
    private static final double[] SEASON = {0.85, 0.95, 1.25, 0.80, 0.95, 1.10, 0.95, 0.95, 1.00, 1.05, 1.35, 1.15};

    private final InstantSource clock;

    Orders(InstantSource clock) {
        this.clock = clock;
    }

    /** The month that is running, UTC. */
    YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Both months included. */
    static Volume volume(String legalId, YearMonth from, YearMonth to) {
        return new Volume(months(from, to)
                .map(month -> new Month(month, orders(legalId, month)))
                .toList());
    }

    /** What a registry says that counts nothing. */
    static Volume nothing(YearMonth from, YearMonth to) {
        return new Volume(months(from, to).map(month -> new Month(month, 0)).toList());
    }

    private static Stream<YearMonth> months(YearMonth from, YearMonth to) {
        return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1));
    }

    private static long orders(String legalId, YearMonth month) {
        long business = legalId.hashCode() * 1_000_003L;
        double size = SMALLEST * StrictMath.pow(LARGEST / SMALLEST, Scatter.fraction(business));
        double growthInAYear = 0.9 + 0.5 * Scatter.fraction(business + 1);
        double years = SIZED_IN.until(month, ChronoUnit.MONTHS) / 12.0;
        double growth = Math.clamp(StrictMath.pow(growthInAYear, years), 0.2, 5);
        double chance = 0.9 + 0.2 * Scatter.fraction(business + 2 + month.getYear() * 12L + month.getMonthValue());
        return Math.round(size * growth * SEASON[month.getMonthValue() - 1] * chance);
    }
}
