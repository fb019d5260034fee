package org.touchstone.registry;

import org.touchstone.foundation.text.Texts;

/**
 * The reasons of what happened to a mark, as people read them. Reasons that no person wrote are kept as {@code auto:KEY FACT} and said
 * in the reader's language; an officer's own words stay as they are.
 */
public final class ReasonWords {

    private static final String AUTOMATIC = "auto:";

    private ReasonWords() {}

    /** An automatic reason, to be kept. */
    public static String automatic(String key, String fact) {
        return (AUTOMATIC + key + " " + fact).strip();
    }

    /** What is read of a reason. */
    public static String of(Texts t, String reason) {
        if (!reason.startsWith(AUTOMATIC)) {
            return reason;
        }
        var parts = reason.substring(AUTOMATIC.length()).split(" ", 2);
        return t.say("reason." + parts[0], parts.length > 1 ? parts[1] : "");
    }
}
