package org.touchstone.foundation.document;

import com.openhtmltopdf.bidi.BidiReorderer;

/** Leaves text as it is read, and lets {@link Lettering} know that its paragraph runs from right to left. */
final class Base implements BidiReorderer {

    /** Stands before the text of paragraphs that run from right to left, on its way from the layout to the drawing. */
    static final char RIGHT_TO_LEFT = '\u202B';

    @Override
    public String shapeText(String text) {
        return text;
    }

    @Override
    public String deshapeText(String text) {
        return text;
    }

    @Override
    public String reorderRTLTextToLTR(String text) {
        return RIGHT_TO_LEFT + text;
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }
}
