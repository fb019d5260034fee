package org.touchstone.foundation.document;

import com.ibm.icu.text.Bidi;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;

/**
 * Tells the renderer only which way a paragraph runs. Which letters of a line run the other way is found out when the line is
 * known, by {@link Lettering}: the Unicode bidirectional algorithm orders lines, not paragraphs.
 */
final class Runs implements BidiSplitter {

    private BidiTextRun whole = new BidiTextRun(0, 0, LTR);

    @Override
    public void setParagraph(String paragraph, byte direction) {
        whole = new BidiTextRun(0, paragraph.length(), direction);
    }

    @Override
    public int countTextRuns() {
        return 1;
    }

    @Override
    public BidiTextRun getVisualRun(int index) {
        return whole;
    }

    @Override
    public byte getBaseDirection(String paragraph) {
        return switch (Bidi.getBaseDirection(paragraph)) {
            case Bidi.LTR -> LTR;
            case Bidi.RTL -> RTL;
            default -> NEUTRAL;
        };
    }
}
