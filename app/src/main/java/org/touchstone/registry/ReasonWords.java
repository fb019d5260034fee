package org.touchstone.registry;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.touchstone.foundation.text.Texts;
import org.touchstone.rules.text.PublicText;

/**
 * The reasons of what happened to a mark, as people read them. Reasons that no person wrote are kept as {@code auto:KEY FACT} and said
 * in the reader's language; an officer's own words stay as they are.
 */
public final class ReasonWords {

    private static final String AUTOMATIC = "auto:";
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,18}( \\d{1,18})*");

    private ReasonWords() {}

    /** An automatic reason, to be kept. */
    public static String automatic(String key, String fact) {
        return (AUTOMATIC + key + " " + fact).strip();
    }

    /** An automatic reason with numbers, to be kept; they are read in the reader's digits. */
    public static String automatic(String key, long... numbers) {
        return automatic(key, Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(" ")));
    }

    /** A reason somebody typed, for everyone to read: what could name or reach a person is blotted out. It is never taken for an automatic one. */
    static String typed(String reason) {
        var plain = PublicText.of(reason, "");
        return plain.startsWith(AUTOMATIC) ? plain.replaceFirst(":", " :") : plain;
    }

    /** What is read of a reason. */
    public static String of(Texts t, String reason) {
        if (!reason.startsWith(AUTOMATIC)) {
            return reason;
        }
        var parts = reason.substring(AUTOMATIC.length()).split(" ", 2);
        var fact = parts.length > 1 ? parts[1] : "";
        return NUMBERS.matcher(fact).matches()
                ? t.say("reason." + parts[0], (Object[])
                        Arrays.stream(fact.split(" ")).map(Long::valueOf).toArray(Long[]::new))
                : t.say("reason." + parts[0], fact);
    }
}
