package org.touchstone.rules.text;

import java.util.regex.Pattern;

/** A text on its way to the public: what could name or reach a person is blotted out. */
public final class PublicText {

    /** Stands where something was blotted out. */
    public static final String BLOT = "▒▒▒";

    private static final Pattern MAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+");
    private static final Pattern NUMBER =
            Pattern.compile("\\p{Nd}(?:[\\s\\p{Z}\\p{Cf}\\-\\u2010-\\u2015./()\\[\\]]{0,4}\\p{Nd}){4,}");

    private static final int FOLDING = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private PublicText() {}

    /** The text without e-mail addresses, without numbers of five digits or more, and without the person's name. */
    public static String of(String text, String personName) {
        var masked = NUMBER.matcher(MAIL.matcher(text).replaceAll(BLOT)).replaceAll(BLOT);
        if (personName.isBlank()) {
            return masked;
        }
        for (var part : personName.split("[\\s·]+")) {
            if (part.codePointCount(0, part.length()) >= 3) {
                masked = Pattern.compile("(?<![\\p{L}\\p{M}])" + pattern(part) + "(?![\\p{L}\\p{M}])", FOLDING)
                        .matcher(masked)
                        .replaceAll(BLOT);
            }
        }
        return pattern(personName.strip()).matcher(masked).replaceAll(BLOT);
    }

    /** A name however its letters are typed: Arabic and Persian forms of one letter, joiners and vowel signs make no difference. */
    private static Pattern pattern(String name) {
        var pattern = new StringBuilder();
        name.codePoints().forEach(c -> {
            int letter = PlainText.folded(c);
            if (letter == ' ') {
                pattern.append("[\\s\\p{Z}\\p{Cf}]*");
            } else if (letter != 0) {
                pattern.append(forms(letter)).append("[\\u064B-\\u065F\\u0670\\u0640]*");
            }
        });
        return Pattern.compile(pattern.toString(), FOLDING);
    }

    private static String forms(int letter) {
        return switch (letter) {
            case 'ی' -> "[یيىئ]";
            case 'ک' -> "[کك]";
            case 'ه' -> "[هةۀ]";
            case 'ا' -> "[اأإٱآ]";
            case 'و' -> "[وؤ]";
            default -> Pattern.quote(Character.toString(letter));
        };
    }
}
