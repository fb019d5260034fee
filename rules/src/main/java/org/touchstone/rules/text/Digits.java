package org.touchstone.rules.text;

/** Digits of any script. People type Persian (۱), Arabic (١), full-width (１) and Latin digits alike. */
public final class Digits {

    private Digits() {}

    /** The text with every decimal digit of any script replaced by its Latin digit; nothing else changes. */
    public static String toLatin(String text) {
        var latin = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> latin.appendCodePoint(
                        Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? '0' + Character.digit(c, 10) : c));
        return latin.toString();
    }

    /** Latin digits of an identity number, without the spaces and dashes people put between groups. */
    public static String compact(String text) {
        return toLatin(text).replaceAll("[\\s\\p{Z}\\p{Cf}\\-\\u2010-\\u2015]", "");
    }
}
