package org.touchstone.rules.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Free text as people write it. */
public final class PlainText {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private PlainText() {}

    /**
     * The text in canonical composition, without surrounding blanks, without control characters other than line breaks and
     * tabs, and without the bidirectional controls that can make a text read as something it is not. Joiners (ZWNJ, ZWJ)
     * stay: Persian needs them.
     */
    public static String clean(String text) {
        var kept = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(PlainText::isReadable)
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC).strip();
    }

    private static boolean isReadable(int c) {
        if (c == '\n' || c == '\t') {
            return true;
        }
        boolean bidiControl = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C;
        boolean mark = c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF;
        int type = Character.getType(c);
        boolean nonCharacter = type == Character.SURROGATE || type == Character.UNASSIGNED;
        return !(bidiControl || mark || nonCharacter || Character.isISOControl(c));
    }

    /**
     * One key for writing, query and index: Persian and Arabic forms of one letter, digits, width, joiners, vowel signs and
     * case no longer differ. The stored original is never altered.
     */
    public static String searchKey(String text) {
        var key = new StringBuilder(text.length());
        Normalizer.normalize(Digits.toLatin(clean(text)), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .map(PlainText::folded)
                .filter(c -> c != 0)
                .forEach(key::appendCodePoint);
        return BLANKS.matcher(key).replaceAll(" ").strip();
    }

    /** The letter a code point stands for when searching; 0 for what is dropped. */
    static int folded(int c) {
        return switch (c) {
            case 'ي', 'ى', 'ئ' -> 'ی';
            case 'ك' -> 'ک';
            case 'ة', 'ۀ' -> 'ه';
            case 'أ', 'إ', 'ٱ', 'آ' -> 'ا';
            case 'ؤ' -> 'و';
            case 0x200C, 0x200D -> ' ';
            case 0x0640, 0x0670 -> 0;
            default -> c >= 0x064B && c <= 0x065F ? 0 : c;
        };
    }

    /** The first 16 hexadecimal digits of SHA-256 of the text's search key: equal answers have equal fingerprints. */
    public static String fingerprint(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(searchKey(text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
