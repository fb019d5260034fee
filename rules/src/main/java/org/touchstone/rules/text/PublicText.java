package org.touchstone.rules.text;

import java.util.List;

/** A text on its way to the public: what could name or reach a person is blotted out, as {@link Redaction} finds it. */
public final class PublicText {

    /** Stands where something was blotted out. */
    public static final String BLOT = "▒▒▒";

    private PublicText() {}

    /** The text without what names or reaches a person, and without the name of the person it is about. */
    public static String of(String text, String personName) {
        return Redaction.of(text, List.of(personName)).text(kind -> BLOT);
    }
}
