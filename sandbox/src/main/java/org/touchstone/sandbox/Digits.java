package org.touchstone.sandbox;

import java.util.Locale;

/** The digits of identifiers: as people type them, in any script, and as they are written. */
final class Digits {

    private Digits() {}

    /** Latin digits and capitals, without surrounding space. */
    static String normalised(String typed) {
        return typed.strip()
                .codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(Locale.ROOT);
    }

    /** The number with zeros in front, as wide as asked for. */
    static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
