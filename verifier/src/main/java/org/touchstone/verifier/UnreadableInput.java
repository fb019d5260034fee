package org.touchstone.verifier;

import java.io.Serial;

/** The input cannot be read at all, so that nothing can be said about its figures; the message is one plain sentence. */
final class UnreadableInput extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableInput(String sentence) {
        super(sentence);
    }

    UnreadableInput(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
