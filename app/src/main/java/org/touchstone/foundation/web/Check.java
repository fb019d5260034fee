package org.touchstone.foundation.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.ReaderCalendar;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.text.Digits;
import org.touchstone.rules.text.PlainText;

/**
 * Reads the fields of a request and collects what is wrong with them, so that a person is told everything at once. After {@link
 * #done()} every value read is sound; before it, a wrong field reads as a harmless stand-in.
 */
public final class Check {

    private final List<FieldError> errors = new ArrayList<>();

    /** A text that must be given, cleaned of control characters. */
    public String text(String field, @Nullable String value, int longest) {
        var text = optionalText(field, value, longest);
        if (text == null) {
            fault(field, "required");
            return "";
        }
        return text;
    }

    /** A text that may be absent, cleaned of control characters; a blank one is absent. */
    public @Nullable String optionalText(String field, @Nullable String value, int longest) {
        if (value == null) {
            return null;
        }
        if (value.length() > longest * 2L || PlainText.clean(value).length() > longest) {
            fault(field, "too-long", longest);
            return null;
        }
        var text = PlainText.clean(value);
        return text.isEmpty() ? null : text;
    }

    /** A text on one line that must be given. */
    public String line(String field, @Nullable String value, int longest) {
        return text(field, value, longest).replaceAll("\\s+", " ");
    }

    /** One of an enumeration's names, in any case. */
    public <E extends Enum<E>> E oneOf(String field, @Nullable String value, Class<E> type) {
        var constants = type.getEnumConstants();
        var name = value == null ? "" : value.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        for (var constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        if (name.isEmpty()) {
            fault(field, "required");
        } else {
            var known =
                    String.join(", ", Arrays.stream(constants).map(Enum::name).toList());
            fault(field, "unknown-value", known);
        }
        return constants[0];
    }

    /** A day: ISO, or year/month/day of the Persian or Gregorian calendar, in digits of any script. An ISO instant is its day. */
    public Optional<LocalDate> optionalDay(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        var typed = Digits.toLatin(value.strip());
        var day = parseDay(typed);
        if (day.isEmpty()) {
            fault(field, "not-a-date");
        }
        return day;
    }

    /** A day that must be given. */
    public LocalDate day(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            fault(field, "required");
            return LocalDate.EPOCH;
        }
        return optionalDay(field, value).orElse(LocalDate.EPOCH);
    }

    private static Optional<LocalDate> parseDay(String typed) {
        var parts = typed.split("[/.\\-]", -1);
        if (parts.length == 3 && Arrays.stream(parts).allMatch(p -> p.matches("\\d{1,4}"))) {
            return ReaderCalendar.day(new ReaderCalendar.Fields(
                            Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                    .filter(d -> d.getYear() >= 1900 && d.getYear() < 2200);
        }
        try {
            return Optional.of(OffsetDateTime.parse(typed).toLocalDate());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An amount of money that may be absent. */
    public @Nullable Money money(String field, @Nullable String value, @Nullable String currency) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            var number =
                    Digits.toLatin(value.strip()).replaceAll("[,٬،\\s_]", "").replace('٫', '.');
            if (number.length() > 24 || !number.matches("\\d+(\\.\\d+)?")) {
                fault(field, "not-money");
                return null;
            }
            return new Money(
                    new BigDecimal(number),
                    currency == null || currency.isBlank()
                            ? "IRR"
                            : currency.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            fault(field, "not-money");
            return null;
        }
    }

    /** A whole number between two bounds. */
    public int number(String field, @Nullable Integer value, int least, int most) {
        if (value == null) {
            fault(field, "required");
            return least;
        }
        if (value < least || value > most) {
            fault(field, "out-of-range", least, most);
            return least;
        }
        return value;
    }

    /** Notes a fault found elsewhere. */
    public void fault(String field, String code, Object... arguments) {
        if (errors.stream().noneMatch(e -> e.field().equals(field))) {
            errors.add(FieldError.of(field, code, arguments));
        }
    }

    /** What is wrong so far. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Refuses the request if anything was wrong. */
    public void done() {
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
    }
}
