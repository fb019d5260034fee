package org.touchstone.directory.index;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed with the other keyboard switched on: Persian words on Latin keys, and Latin words on the keys of the Persian
 * standard keyboard (ISIRI 9147). The keys on which older Persian keyboards differ are read as well.
 */
final class Keyboard {

    private static final String LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,";
    private static final String PERSIAN = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو";

    private static final Map<Integer, Integer> TO_PERSIAN = new HashMap<>();
    private static final Map<Integer, Integer> TO_LATIN = new HashMap<>();

    static {
        for (int i = 0; i < LATIN.length(); i++) {
            TO_PERSIAN.put((int) LATIN.charAt(i), (int) PERSIAN.charAt(i));
            TO_LATIN.put((int) PERSIAN.charAt(i), (int) LATIN.charAt(i));
        }
        TO_PERSIAN.put((int) '`', (int) 'پ');
        TO_PERSIAN.put((int) '\\', (int) 'پ');
        TO_LATIN.put((int) 'ئ', (int) 'm');
        TO_LATIN.put((int) 'ي', (int) 'd');
        TO_LATIN.put((int) 'ك', (int) ';');
        TO_LATIN.put((int) 'ژ', (int) 'c');
        TO_LATIN.put((int) 'آ', (int) 'h');
    }

    private Keyboard() {}

    /** The text as the other keyboard would have written it; nothing where it is of neither, mixed, or too short to tell. */
    static Optional<String> other(String typed) {
        var latin = typed.codePoints().filter(Character::isLetter).allMatch(c -> c < 128);
        var keys = latin ? TO_PERSIAN : TO_LATIN;
        var text = new StringBuilder();
        int letters = 0;
        for (int c : typed.strip().codePoints().toArray()) {
            var key = keys.get(latin ? shifted(c) : (Integer) c);
            if (key != null) {
                text.appendCodePoint(key);
                letters++;
            } else if (c == ' ' || Character.isDigit(c) || c == '-' || c == '.') {
                text.appendCodePoint(c);
            } else if (latin && c == 'C') {
                text.append('ژ');
                letters++;
            } else {
                return Optional.empty();
            }
        }
        return letters < 3 ? Optional.empty() : Optional.of(text.toString());
    }

    /** The key of a letter, whether or not it was a capital. Held with it, one key gives another Persian letter. */
    private static Integer shifted(int c) {
        return c == 'C' ? c : Character.toString(c).toLowerCase(Locale.ROOT).codePointAt(0);
    }
}
