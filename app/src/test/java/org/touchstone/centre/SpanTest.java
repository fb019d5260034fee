package org.touchstone.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.touchstone.centre.MonthCalendar.Month;

class SpanTest {

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    @Test
    void a_year_up_to_a_day_has_twelve_months_of_the_readers_calendar() {
        var gregorian = Span.yearUpTo(day("2026-11-25"), MonthCalendar.GREGORIAN);
        assertThat(gregorian.from()).isEqualTo(day("2025-12-01"));
        assertThat(gregorian.months())
                .extracting(Month::key)
                .hasSize(12)
                .startsWith("2025-12")
                .endsWith("2026-11");
        // 25 November 2026 is 4 Azar 1405.
        var persian = Span.yearUpTo(day("2026-11-25"), MonthCalendar.PERSIAN);
        assertThat(persian.months())
                .extracting(Month::key)
                .hasSize(12)
                .startsWith("1404-10")
                .endsWith("1405-09");
        assertThat(persian.from()).isEqualTo(day("2025-12-22"));
    }

    @Test
    void months_follow_one_another_without_gap_from_the_first_day_to_the_last() {
        for (var calendar : MonthCalendar.values()) {
            for (int shift = 0; shift < 800; shift += 13) {
                var from = day("2024-01-31").plusDays(shift);
                var span = new Span(from, from.plusDays(17L * (shift % 50)), calendar);
                var next = span.from();
                for (var month : span.months()) {
                    assertThat(month.from()).isEqualTo(next);
                    assertThat(month.until()).isAfter(month.from());
                    assertThat(calendar.month(month.from()).key()).isEqualTo(month.key());
                    assertThat(calendar.month(month.until().minusDays(1)).key()).isEqualTo(month.key());
                    next = month.until();
                }
                assertThat(next).isEqualTo(span.to().plusDays(1));
            }
        }
    }

    @Test
    void a_year_earlier_there_are_as_many_months() {
        for (var calendar : MonthCalendar.values()) {
            for (int shift = 0; shift < 1500; shift += 7) {
                var span = new Span(day("2023-01-01"), day("2023-01-01").plusDays(shift), calendar);
                assertThat(span.yearBefore().months()).hasSameSizeAs(span.months());
            }
        }
        assertThat(MonthCalendar.GREGORIAN.yearBefore(day("2024-02-29"))).isEqualTo(day("2023-02-28"));
        // 30 Esfand 1403 was a leap day.
        assertThat(MonthCalendar.PERSIAN.yearBefore(day("2025-03-20"))).isEqualTo(day("2024-03-19"));
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused() {
        assertThatThrownBy(() -> new Span(day("2026-02-01"), day("2026-01-31"), MonthCalendar.GREGORIAN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
