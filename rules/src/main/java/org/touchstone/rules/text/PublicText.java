package org.touchstone.rules.text;

import java.util.regex.Pattern;

/** A text on its way to the public: what could name or reach a person is blotted out. */
public final class PublicText {

    /** Stands where something was blotted out. */
    public static final String BLOT = "▒▒▒";

    private static final Pattern MAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}(?:[\\s\\-\\u2010-\\u2015./]{0,2}\\p{Nd}){4,}");

    private PublicText() {}

    /** The text without e-mail addresses, without numbers of five digits or more, and without the person's name. */
    public static String of(String text, String personName) {
        var masked = NUMBER.matcher(MAIL.matcher(text).replaceAll(BLOT)).replaceAll(BLOT);
        for (var part : personName.split("[\\s·]+")) {
            if (part.codePointCount(0, part.length()) >= 3) {
                masked = masked.replaceAll(
                        "(?iu)(?<![\\p{L}\\p{M}])" + Pattern.quote(part) + "(?![\\p{L}\\p{M}])", BLOT);
            }
        }
        return personName.isBlank() ? masked : masked.replace(personName, BLOT);
    }
}
