package org.touchstone.foundation.text;

import org.jspecify.annotations.Nullable;

/** Cells of a file that people open in a spreadsheet. */
public final class Cells {

    /** What a cell begins with that a spreadsheet takes for a formula, also as Chinese and Japanese keyboards write it. */
    private static final String FORMULA = "=+-@\t\r＝＋－＠";

    private Cells() {}

    /** A text somebody else wrote, as a cell: with an apostrophe before it where a spreadsheet would take it for a formula. */
    public static @Nullable String disarmed(@Nullable String text) {
        return text != null && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
