package org.touchstone.rules.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which time counts towards a legal deadline. With {@link Counting#CALENDAR} every hour counts; with {@link
 * Counting#WORKING} only the hours of days that are neither weekend nor holiday. Hours inside a force-majeure period never
 * count.
 *
 * @param zone where a day begins and ends
 * @param counting calendar time or working time
 * @param weekend days of the week that do not count in working time
 * @param holidays dates that do not count in working time
 * @param forceMajeure periods declared by the centre during which no clock runs, in order, not overlapping
 */
public record LegalCalendar(
        ZoneId zone, Counting counting, Set<DayOfWeek> weekend, Set<LocalDate> holidays, List<Period> forceMajeure) {

    /** Calendar time or working time. */
    public enum Counting {
        /** Every hour counts. */
        CALENDAR,
        /** Only hours of working days count. */
        WORKING
    }

    /** A declared stop of all clocks, from an instant to an instant after it. */
    public record Period(Instant from, Instant to) {

        /** Refuses a period that does not end after it begins. */
        public Period {
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException("a period ends after it begins");
            }
        }
    }

    /** Copies the collections; refuses a calendar in which no day of the week counts. */
    public LegalCalendar {
        weekend = Set.copyOf(weekend);
        holidays = Set.copyOf(holidays);
        forceMajeure = List.copyOf(forceMajeure);
        if (weekend.size() == 7) {
            throw new IllegalArgumentException("no day of the week counts");
        }
    }

    /** Calendar time in a zone, without holidays. */
    public static LegalCalendar everyHour(ZoneId zone) {
        return new LegalCalendar(zone, Counting.CALENDAR, Set.of(), Set.of(), List.of());
    }

    /** The instant at which the given length of counted time has run since the start. Never before the start. */
    public Instant after(Instant start, Duration length) {
        var now = start;
        var left = length;
        while (left.isPositive()) {
            var stop = nextStop(now);
            if (stop.counts()) {
                var run = Duration.between(now, stop.at());
                if (run.compareTo(left) >= 0) {
                    return now.plus(left);
                }
                left = left.minus(run);
            }
            now = stop.at();
        }
        return now;
    }

    /** How much counted time lies between two instants; nothing when the second is not after the first. */
    public Duration between(Instant start, Instant end) {
        var counted = Duration.ZERO;
        for (var now = start; now.isBefore(end); ) {
            var stop = nextStop(now);
            var until = stop.at().isBefore(end) ? stop.at() : end;
            if (stop.counts()) {
                counted = counted.plus(Duration.between(now, until));
            }
            now = until;
        }
        return counted;
    }

    /** This calendar with one more stop of all clocks. */
    public LegalCalendar stopped(Period period) {
        var periods = new ArrayList<>(forceMajeure);
        periods.add(period);
        return new LegalCalendar(zone, counting, weekend, holidays, periods);
    }

    /** The stretch of time from an instant to the next change between counting and not counting. */
    private record Stretch(Instant at, boolean counts) {}

    private Stretch nextStop(Instant now) {
        for (var period : forceMajeure) {
            if (!now.isBefore(period.from()) && now.isBefore(period.to())) {
                return new Stretch(period.to(), false);
            }
        }
        var stop = Instant.MAX;
        for (var period : forceMajeure) {
            if (period.from().isAfter(now) && period.from().isBefore(stop)) {
                stop = period.from();
            }
        }
        if (counting == Counting.CALENDAR) {
            return new Stretch(stop, true);
        }
        var day = now.atZone(zone).toLocalDate();
        var midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
        var until = midnight.isBefore(stop) ? midnight : stop;
        return new Stretch(until, !weekend.contains(day.getDayOfWeek()) && !holidays.contains(day));
    }
}
