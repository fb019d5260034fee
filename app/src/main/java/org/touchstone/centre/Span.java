package org.touchstone.centre;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.touchstone.centre.MonthCalendar.Month;

/**
 * A period of whole days, by the clock of the centre.
 *
 * @param from its first day
 * @param to its last day
 */
public record Span(LocalDate from, LocalDate to, MonthCalendar calendar) {

    /** Refuses a period that ends before it begins. */
    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period ends after it begins");
        }
    }

    /** The month a day lies in and the eleven before it, up to that day. */
    public static Span yearUpTo(LocalDate day, MonthCalendar calendar) {
        var month = calendar.month(day);
        return new Span(calendar.first(month.year(), month.number() - 11), day, calendar);
    }

    /** Its months; of the first and the last what lies within it. */
    public List<Month> months() {
        var months = new ArrayList<Month>();
        for (var day = from; !day.isAfter(to); ) {
            var whole = calendar.month(day);
            var end = whole.until().isAfter(to) ? to.plusDays(1) : whole.until();
            months.add(new Month(whole.year(), whole.number(), day, end));
            day = whole.until();
        }
        return months;
    }

    /** The same period a year earlier. */
    public Span yearBefore() {
        return new Span(calendar.yearBefore(from), calendar.yearBefore(to), calendar);
    }
}
