package org.touchstone.signer;

/** The keys cannot be used as they lie there, or as they were asked for; said in one plain sentence that names the remedy. */
public final class KeysUnusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A sentence for the operator. */
    public KeysUnusable(String sentence) {
        super(sentence);
    }

    /** A sentence for the operator, with the cause for the log. */
    public KeysUnusable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
