package org.touchstone.complaint;

import java.util.Locale;
import org.touchstone.foundation.text.Texts;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Rated;
import org.touchstone.rules.complaint.Party;

/** What happened to a complaint, in a sentence for the one who reads it: the consumer, the business, or the centre. */
public final class HistoryWords {

    private HistoryWords() {}

    /** The sentence for a reader. Where the reader's own voice has none, the sentence that fits everybody. */
    public static String of(Texts texts, Party reader, ComplaintEvent event) {
        var name = event.getClass().getSimpleName()
                + (event instanceof Rated rated ? rated.solved() ? ".solved" : ".not-solved" : "");
        var own = "history." + reader.name().toLowerCase(Locale.ROOT) + "." + name;
        return texts.say(texts.has(own) ? own : "history.any." + name);
    }
}
