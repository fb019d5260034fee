package org.touchstone.rules.calendar;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.calendar.LegalCalendar.Counting;
import org.touchstone.rules.calendar.LegalCalendar.Period;

class LegalCalendarTest {

    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final Set<DayOfWeek> THURSDAY_AND_FRIDAY = Set.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    /** 2026-05-03 is a Sunday. */
    private static Instant tehran(int month, int day, int hour, int minute) {
        return LocalDateTime.of(2026, month, day, hour, minute).atZone(TEHRAN).toInstant();
    }

    @Nested
    class Calendar_time {
        private final LegalCalendar calendar = LegalCalendar.everyHour(TEHRAN);

        @Test
        void every_hour_counts_weekends_too() {
            assertThat(calendar.after(tehran(5, 5, 12, 0), ofDays(4))).isEqualTo(tehran(5, 9, 12, 0));
        }

        @Test
        void hours_are_hours_even_when_the_clocks_are_changed() {
            // In 2022 Tehran lost the hour after midnight of 22 March.
            var filed = Instant.parse("2022-03-20T20:30:00Z");
            assertThat(calendar.after(filed, ofDays(4))).isEqualTo(Instant.parse("2022-03-24T20:30:00Z"));
        }

        @Test
        void no_time_takes_no_time() {
            assertThat(calendar.after(tehran(5, 3, 12, 0), Duration.ZERO)).isEqualTo(tehran(5, 3, 12, 0));
        }
    }

    @Nested
    class Working_time {
        private final LegalCalendar calendar = working(Set.of());

        @Test
        void the_weekend_does_not_count() {
            // Wednesday noon: half of Wednesday, half of Saturday.
            assertThat(calendar.after(tehran(5, 6, 12, 0), ofHours(24))).isEqualTo(tehran(5, 9, 12, 0));
        }

        @Test
        void the_clock_of_a_complaint_filed_at_the_weekend_starts_after_it() {
            assertThat(calendar.after(tehran(5, 7, 9, 0), ofHours(1))).isEqualTo(tehran(5, 9, 1, 0));
            assertThat(calendar.after(tehran(5, 8, 23, 59), ofHours(1))).isEqualTo(tehran(5, 9, 1, 0));
        }

        @Test
        void time_that_is_used_up_as_the_weekend_begins_is_due_then_and_not_after_it() {
            assertThat(calendar.after(tehran(5, 6, 0, 0), ofHours(24))).isEqualTo(tehran(5, 7, 0, 0));
            assertThat(calendar.after(tehran(5, 6, 0, 0), ofHours(24).plusNanos(1)))
                    .isEqualTo(tehran(5, 9, 0, 0).plusNanos(1));
        }

        @Test
        void four_working_days_are_a_week_of_four_days() {
            assertThat(calendar.after(tehran(5, 5, 12, 0), ofDays(4))).isEqualTo(tehran(5, 11, 12, 0));
        }

        @Test
        void a_holiday_does_not_count() {
            var withHoliday = working(Set.of(LocalDate.of(2026, 5, 4), LocalDate.of(2026, 5, 8)));
            assertThat(withHoliday.after(tehran(5, 3, 12, 0), ofHours(24))).isEqualTo(tehran(5, 5, 12, 0));
        }

        @Test
        void a_day_begins_and_ends_in_the_zone_of_the_policy() {
            // 21:00 UTC on Wednesday is Thursday in Tehran.
            assertThat(calendar.after(Instant.parse("2026-05-06T21:00:00Z"), ofHours(1)))
                    .isEqualTo(tehran(5, 9, 1, 0));
        }

        @Test
        void a_working_day_that_lost_an_hour_has_twenty_three() {
            // Tuesday, 22 March 2022 began at 01:00 in Tehran.
            var monday = LocalDate.of(2022, 3, 21).atStartOfDay(TEHRAN).toInstant();
            assertThat(calendar.after(monday, ofHours(24 + 23)))
                    .isEqualTo(LocalDate.of(2022, 3, 23).atStartOfDay(TEHRAN).toInstant());
        }

        private LegalCalendar working(Set<LocalDate> holidays) {
            return new LegalCalendar(TEHRAN, Counting.WORKING, THURSDAY_AND_FRIDAY, holidays, List.of());
        }
    }

    @Nested
    class Force_majeure {
        private final Instant from = tehran(5, 4, 0, 0);
        private final Instant to = tehran(5, 6, 6, 0);
        private final LegalCalendar calendar = stopped(new Period(from, to));

        @Test
        void a_stop_inside_the_round_moves_its_end_by_its_length() {
            assertThat(calendar.after(tehran(5, 3, 12, 0), ofDays(4))).isEqualTo(tehran(5, 9, 18, 0));
        }

        @Test
        void a_complaint_filed_during_the_stop_starts_when_it_ends() {
            assertThat(calendar.after(tehran(5, 5, 1, 0), ofHours(2))).isEqualTo(to.plus(ofHours(2)));
            assertThat(calendar.after(from, ofHours(2))).isEqualTo(to.plus(ofHours(2)));
        }

        @Test
        void a_complaint_filed_as_the_stop_ends_starts_at_once() {
            assertThat(calendar.after(to, ofHours(2))).isEqualTo(to.plus(ofHours(2)));
        }

        @Test
        void a_round_that_ends_as_the_stop_begins_is_due_then() {
            assertThat(calendar.after(from.minus(ofHours(2)), ofHours(2))).isEqualTo(from);
            assertThat(calendar.after(from.minus(ofHours(2)), ofHours(2).plusNanos(1)))
                    .isEqualTo(to.plusNanos(1));
        }

        @Test
        void a_stop_before_or_after_the_round_changes_nothing() {
            assertThat(calendar.after(tehran(5, 7, 0, 0), ofDays(4))).isEqualTo(tehran(5, 11, 0, 0));
            assertThat(calendar.after(tehran(4, 20, 0, 0), ofDays(4))).isEqualTo(tehran(4, 24, 0, 0));
        }

        @Test
        void several_stops_add_up_also_when_they_touch() {
            var touching = stopped(
                    new Period(tehran(5, 4, 0, 0), tehran(5, 4, 6, 0)),
                    new Period(tehran(5, 4, 6, 0), tehran(5, 4, 8, 0)),
                    new Period(tehran(5, 5, 0, 0), tehran(5, 5, 1, 0)));
            assertThat(touching.after(tehran(5, 3, 12, 0), ofDays(2))).isEqualTo(tehran(5, 5, 21, 0));
        }

        @Test
        void a_stop_over_a_weekend_counts_once() {
            var both = new LegalCalendar(
                    TEHRAN,
                    Counting.WORKING,
                    THURSDAY_AND_FRIDAY,
                    Set.of(),
                    List.of(new Period(tehran(5, 6, 12, 0), tehran(5, 9, 6, 0))));
            assertThat(both.after(tehran(5, 6, 0, 0), ofHours(24))).isEqualTo(tehran(5, 9, 18, 0));
        }

        private LegalCalendar stopped(Period... periods) {
            return new LegalCalendar(TEHRAN, Counting.CALENDAR, Set.of(), Set.of(), List.of(periods));
        }
    }

    @Test
    void a_period_ends_after_it_begins() {
        var now = tehran(5, 3, 12, 0);
        assertThatThrownBy(() -> new Period(now, now)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Period(now, now.minusNanos(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_calendar_in_which_no_day_counts_is_refused() {
        assertThatThrownBy(() -> new LegalCalendar(
                        TEHRAN, Counting.WORKING, EnumSet.allOf(DayOfWeek.class), Set.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A calendar and two lengths from a start. */
    record Reckoning(LegalCalendar calendar, Instant start, Duration first, Duration second) {
        static Reckoning any(RandomGenerator random) {
            return new Reckoning(
                    anyCalendar(random),
                    tehran(3, 18, 0, 0).plus(ofMinutes(random.nextInt(60 * 24 * 60))),
                    length(random),
                    length(random));
        }

        private static Duration length(RandomGenerator random) {
            return random.nextInt(5) == 0
                    ? ofNanos(random.nextInt(3))
                    : random.nextBoolean() ? ofHours(random.nextInt(200)) : ofMinutes(random.nextInt(10_000));
        }

        private static LegalCalendar anyCalendar(RandomGenerator random) {
            var weekend = EnumSet.noneOf(DayOfWeek.class);
            var holidays = new HashSet<LocalDate>();
            for (int i = random.nextInt(6); i > 0; i--) {
                weekend.add(DayOfWeek.of(random.nextInt(1, 8)));
                holidays.add(LocalDate.of(2026, 3, 18).plusDays(random.nextInt(60)));
            }
            var stops = new ArrayList<Period>();
            var at = tehran(3, 18, 0, 0);
            for (int i = random.nextInt(5); i > 0; i--) {
                var from = at.plus(ofMinutes(30L * random.nextInt(800)));
                at = from.plus(ofMinutes(30L * random.nextInt(1, 200)));
                stops.add(new Period(from, at));
            }
            return new LegalCalendar(
                    random.nextBoolean() ? TEHRAN : ZoneId.of("Europe/Berlin"),
                    random.nextInt(3) == 0 ? Counting.CALENDAR : Counting.WORKING,
                    weekend,
                    holidays,
                    stops);
        }
    }

    @Test
    void nothing_is_due_before_it_began() {
        forAll(Reckoning::any)
                .times(1000)
                .holds(r -> assertThat(r.calendar.after(r.start, r.first)).isAfterOrEqualTo(r.start.plus(r.first)));
    }

    @Test
    void who_files_later_is_due_no_earlier() {
        forAll(Reckoning::any)
                .times(1000)
                .holds(r -> assertThat(r.calendar.after(r.start.plus(r.second), r.first))
                        .isAfterOrEqualTo(r.calendar.after(r.start, r.first)));
    }

    @Test
    void a_longer_round_is_due_no_earlier() {
        forAll(Reckoning::any)
                .times(1000)
                .holds(r -> assertThat(r.calendar.after(r.start, r.first.plus(r.second)))
                        .isAfterOrEqualTo(r.calendar.after(r.start, r.first)));
    }

    @Test
    void two_rounds_after_one_another_are_due_when_one_of_both_lengths_is() {
        forAll(Reckoning::any)
                .times(1000)
                .holds(r -> assertThat(r.calendar.after(r.calendar.after(r.start, r.first), r.second))
                        .isEqualTo(r.calendar.after(r.start, r.first.plus(r.second))));
    }

    @Test
    void the_due_instant_is_the_one_found_by_counting_half_hours_one_by_one() {
        forAll(Reckoning::any).times(300).holds(r -> {
            var start = r.start.truncatedTo(ChronoUnit.HOURS);
            var length = ofMinutes(30 * (r.first.toMinutes() / 30 + 1));
            assertThat(r.calendar.after(start, length)).isEqualTo(countedOneByOne(r.calendar, start, length));
        });
    }

    private static Instant countedOneByOne(LegalCalendar calendar, Instant start, Duration length) {
        var halfHour = ofMinutes(30);
        var now = start;
        for (var left = length; left.isPositive(); now = now.plus(halfHour)) {
            var at = now;
            var day = at.atZone(calendar.zone()).toLocalDate();
            boolean stopped =
                    calendar.forceMajeure().stream().anyMatch(p -> !at.isBefore(p.from()) && at.isBefore(p.to()));
            boolean free = calendar.counting() == Counting.WORKING
                    && (calendar.weekend().contains(day.getDayOfWeek())
                            || calendar.holidays().contains(day));
            left = stopped || free ? left : left.minus(halfHour);
        }
        return now;
    }
}
