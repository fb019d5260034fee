package org.touchstone.foundation.document;

import com.ibm.icu.text.Bidi;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.util.ArrayList;
import java.util.List;

/** The runs of one direction in a paragraph, as the Unicode bidirectional algorithm finds them. */
final class Runs implements BidiSplitter {

    private final List<BidiTextRun> runs = new ArrayList<>();

    @Override
    public void setParagraph(String paragraph, byte direction) {
        runs.clear();
        var bidi = new Bidi();
        bidi.setPara(paragraph, direction == RTL ? Bidi.RTL : Bidi.LTR, null);
        for (int at = 0; at < paragraph.length(); ) {
            var run = bidi.getLogicalRun(at);
            runs.add(new BidiTextRun(at, run.getLimit() - at, run.isOddRun() ? RTL : LTR));
            at = run.getLimit();
        }
        if (runs.isEmpty()) {
            runs.add(new BidiTextRun(0, 0, direction));
        }
    }

    @Override
    public int countTextRuns() {
        return runs.size();
    }

    @Override
    public BidiTextRun getVisualRun(int index) {
        return runs.get(index);
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
