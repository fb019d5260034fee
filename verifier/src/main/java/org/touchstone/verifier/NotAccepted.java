package org.touchstone.verifier;

import java.io.Serial;

/** Why something signed is not accepted: one word for programs (docs/status.md lists them) and a clause for people. */
final class NotAccepted extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String word;

    NotAccepted(String word, String clause) {
        super(clause);
        this.word = word;
    }

    String word() {
        return word;
    }

    String clause() {
        return String.valueOf(getMessage());
    }

    /** The same of something that is only looked at because of another thing, such as a list because of a statement. */
    NotAccepted of(String part) {
        return new NotAccepted(part + "-" + word, part + ": " + clause());
    }
}
