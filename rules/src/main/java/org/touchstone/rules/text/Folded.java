package org.touchstone.rules.text;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A text made uniform for looking into it, each character knowing where it stood: Latin digits, one form of each Persian letter,
 * half-width signs, plain dashes and blanks, no vowel signs and no invisible marks. Joiners stay as ZWNJ.
 */
final class Folded {

    static final char JOINER = '\u200c';

    private final String text;
    private final int[] places;

    private Folded(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    static Folded of(String original) {
        var text = new StringBuilder(original.length());
        var places = new int[original.length() + 1];
        for (int at = 0; at < original.length(); ) {
            int c = original.codePointAt(at);
            int length = text.length();
            int folded = folded(c);
            if (folded != 0) {
                text.appendCodePoint(folded);
            }
            Arrays.fill(places, length, text.length(), at);
            at += Character.charCount(c);
        }
        places[text.length()] = original.length();
        return new Folded(text.toString(), places);
    }

    private static int folded(int c) {
        if (c == '\n') {
            return '\n';
        }
        if (c == 0x200C || c == 0x200D) {
            return JOINER;
        }
        int type = Character.getType(c);
        if (type == Character.DECIMAL_DIGIT_NUMBER) {
            return '0' + Character.digit(c, 10);
        }
        if (type == Character.SPACE_SEPARATOR || c == '\t' || c == '\r') {
            return ' ';
        }
        if (type == Character.FORMAT) {
            return 0;
        }
        if (type == Character.DASH_PUNCTUATION || c == 0x2212) {
            return '-';
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return c - 0xFEE0;
        }
        return switch (c) {
            case '٬' -> ',';
            case '٫' -> '.';
            default -> PlainText.folded(c);
        };
    }

    /** A pattern over folded texts, written in natural letters. */
    static Pattern pattern(String natural) {
        var folded = new StringBuilder();
        natural.codePoints().forEach(c -> folded.appendCodePoint(c == JOINER ? c : PlainText.folded(c)));
        return Pattern.compile(folded.toString());
    }

    String text() {
        return text;
    }

    /** Where a place of the folded text stood in the original. */
    int original(int place) {
        return places[place];
    }
}
