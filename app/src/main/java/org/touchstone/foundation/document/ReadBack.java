package org.touchstone.foundation.document;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterDirection;
import java.text.Bidi;

/**
 * What programs that take text out of a PDF make of a word: they see glyphs in the order in which they were written, suppose that
 * this is the order on paper from left to right, and turn round what runs from right to left. So does PDFBox, whose steps are
 * followed here, and much the same do others. Knowing them, {@link Lettering} writes each word so that it is read back right.
 */
final class ReadBack {

    private ReadBack() {}

    /** One glyph's text as it is taken up: turned round where it has letters of right-to-left scripts. */
    static String taken(String text) {
        return text.codePointCount(0, text.length()) > 1 && text.codePoints().anyMatch(ReadBack::isRightToLeft)
                ? new StringBuilder(text).reverse().toString()
                : text;
    }

    static boolean isRightToLeft(int c) {
        int direction = UCharacter.getDirection(c);
        return direction == UCharacterDirection.RIGHT_TO_LEFT || direction == UCharacterDirection.RIGHT_TO_LEFT_ARABIC;
    }

    /** A word from the order on paper to the order of reading. */
    static String read(String onPaper) {
        var bidi = new Bidi(onPaper, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        if (!bidi.isMixed() && bidi.getBaseLevel() == Bidi.DIRECTION_LEFT_TO_RIGHT) {
            return onPaper;
        }
        int count = bidi.getRunCount();
        var levels = new byte[count];
        var runs = new Integer[count];
        for (int i = 0; i < count; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            runs[i] = i;
        }
        Bidi.reorderVisually(levels, 0, runs, 0, count);
        var read = new StringBuilder();
        for (int run : runs) {
            if (levels[run] % 2 == 0) {
                read.append(onPaper, bidi.getRunStart(run), bidi.getRunLimit(run));
            } else {
                for (int i = bidi.getRunLimit(run) - 1; i >= bidi.getRunStart(run); i--) {
                    read.append((char) UCharacter.getMirror(onPaper.charAt(i)));
                }
            }
        }
        return read.toString();
    }
}
