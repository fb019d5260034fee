package org.touchstone.centre.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.centre.MonthCalendar;
import org.touchstone.centre.Overview;
import org.touchstone.centre.Overviews;
import org.touchstone.centre.Span;
import org.touchstone.centre.Supervised.Order;
import org.touchstone.foundation.web.Check;

/**
 * Which figures are asked for.
 *
 * @param trade of which trade; absent for all
 */
public record Wanted(Span span, @Nullable String trade) {

    /**
     * Reads what was asked for. Refused: a day that is none, one before the overview begins, one that has not come, a period that ends
     * before it begins, and a trade no complaint is about.
     */
    static Wanted of(
            Check check,
            Overviews overviews,
            @Nullable String from,
            @Nullable String to,
            @Nullable String trade,
            MonthCalendar calendar) {
        var today = overviews.today();
        var usual = Span.yearUpTo(today, calendar);
        var last = check.optionalDay("to", to).orElse(today);
        var first = check.optionalDay("from", from)
                .orElseGet(() -> last.equals(today)
                        ? usual.from()
                        : Span.yearUpTo(last, calendar).from());
        if (first.isBefore(overviews.earliest())) {
            check.fault("from", "too-early", overviews.earliest());
        }
        if (last.isAfter(today)) {
            check.fault("to", "not-yet", today);
        }
        if (first.isAfter(last)) {
            check.fault("to", "before-beginning");
        }
        var wanted = trade == null || trade.isBlank() ? null : trade.strip();
        if (wanted != null && !overviews.trades().contains(wanted)) {
            check.fault("trade", "unknown-value", String.join(", ", overviews.trades()));
            wanted = null;
        }
        return check.errors().isEmpty()
                ? new Wanted(new Span(first, last, calendar), wanted)
                : new Wanted(usual, wanted);
    }

    /** The figures a program asks for. Refuses what {@link #of} refuses, and a calendar nobody knows. */
    static Overview figures(
            Overviews overviews, @Nullable String from, @Nullable String to, @Nullable String trade, String calendar) {
        var check = new Check();
        var by = check.oneOf("calendar", calendar, MonthCalendar.class);
        var wanted = of(check, overviews, from, to, trade, by);
        check.done();
        return overviews.over(wanted.span(), wanted.trade());
    }

    /** The order of a list, as asked for. Refuses one nobody knows. */
    static Order order(String sort) {
        var check = new Check();
        var order = check.oneOf("sort", sort, Order.class);
        check.done();
        return order;
    }

    /** The query by which the same figures are asked for again. */
    public String query() {
        var query = UriComponentsBuilder.newInstance()
                .queryParam("from", span.from())
                .queryParam("to", span.to())
                .queryParam("calendar", span.calendar());
        if (trade != null) {
            query.queryParam("trade", trade);
        }
        return query.encode().toUriString().substring(1);
    }

    /** The first day as a date field takes it. */
    public LocalDate from() {
        return span.from();
    }

    /** The last day as a date field takes it. */
    public LocalDate to() {
        return span.to();
    }
}
