package org.touchstone.verifier;

/** Text of a stranger's file made fit for one line of a terminal. */
final class Printed {
    private static final int LONGEST = 120;

    private Printed() {}

    static String plain(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        StringBuilder safe = new StringBuilder(cut.length());
        cut.codePoints().map(c -> isHarmless(c) ? c : '?').forEach(safe::appendCodePoint);
        return safe.toString();
    }

    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    static String orEmpty(String text) {
        return text.isEmpty() ? "(empty)" : plain(text);
    }

    /** Control characters steer terminals; format characters turn the direction of text; lone surrogates cannot be written. */
    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
