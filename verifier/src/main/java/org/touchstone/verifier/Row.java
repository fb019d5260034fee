package org.touchstone.verifier;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One data line of a CSV file, its cells found by header name; a cell that cannot be understood is refused by file, line, column. */
record Row(String file, long line, Map<String, Integer> columns, List<String> fields) {
    private static final int LONGEST_COUNT = 12;

    /** The cell as it stands, empty if empty. */
    String text(String column) {
        Integer place = columns.get(column);
        if (place == null) {
            throw new IllegalArgumentException("column " + column + " was not asked for when " + file + " was opened");
        }
        return fields.get(place);
    }

    /** The cell of a column that files of earlier years do not have: empty where the column is not there. */
    String textIfThere(String column) {
        return has(column) ? text(column) : "";
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    String presentText(String column) throws UnreadableInput {
        String text = text(column);
        if (text.isEmpty()) {
            throw refusal(column, "is empty");
        }
        return text;
    }

    /** Null when the cell is empty: not known or not happened. */
    @Nullable Instant instant(String column) throws UnreadableInput {
        String text = text(column);
        return text.isEmpty() ? null : instant(column, text);
    }

    Instant presentInstant(String column) throws UnreadableInput {
        return instant(column, presentText(column));
    }

    /** The last of instants separated by semicolons; null when there are none. */
    @Nullable Instant lastInstant(String column) throws UnreadableInput {
        String text = text(column);
        return text.isEmpty() ? null : instant(column, text.substring(text.lastIndexOf(';') + 1));
    }

    /** A whole number from 0 of at most 12 digits, so that sums of millions stay exact; null when the cell is empty. */
    @Nullable Long knownCount(String column) throws UnreadableInput {
        String text = text(column);
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > LONGEST_COUNT || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refusal(column, "is not a whole number from 0: " + Printed.quoted(text));
        }
        return Long.valueOf(text);
    }

    /** A whole number from 0; an empty cell counts as 0. */
    long count(String column) throws UnreadableInput {
        Long known = knownCount(column);
        return known == null ? 0 : known;
    }

    @Nullable BigDecimal amount(String column) throws UnreadableInput {
        String text = text(column);
        if (text.isEmpty()) {
            return null;
        }
        return PlainDecimal.parse(text)
                .orElseThrow(() -> refusal(column, "is not a decimal number: " + Printed.quoted(text)));
    }

    YearMonth month(String column) throws UnreadableInput {
        String text = presentText(column);
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw refusal(column, "is not a month such as 2026-05: " + Printed.quoted(text));
        }
    }

    UnreadableInput refusal(String column, String what) {
        return new UnreadableInput("%s line %d: column %s %s.".formatted(file, line, column, what));
    }

    private Instant instant(String column, String text) throws UnreadableInput {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw refusal(column, "is not an instant such as 2026-11-21T10:00:00Z: " + Printed.quoted(text));
        }
    }
}
