package org.touchstone.complaint;

import java.time.Instant;
import java.util.regex.Pattern;
import org.touchstone.foundation.text.Texts;

/**
 * A consumer's words as the public reads them.
 *
 * @param publicId the complaint in the open data
 * @param text with a mark such as {@code ⟦PHONE⟧} where something was hidden
 */
public record PublishedStory(String publicId, String text, Instant publishedAt) {

    private static final Pattern MARK = Pattern.compile("⟦([A-Z]+)⟧");

    /** The text with its marks in the reader's language. */
    public String readable(Texts texts) {
        return readable(text, texts);
    }

    /** A text with its marks in the reader's language. */
    public static String readable(String text, Texts texts) {
        return MARK.matcher(text).replaceAll(m -> {
            var key = "redaction." + m.group(1);
            return texts.has(key) ? "[" + texts.say(key) + "]" : "[…]";
        });
    }
}
