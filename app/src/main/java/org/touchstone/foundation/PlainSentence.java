package org.touchstone.foundation;

/** Something an operator can mend, said in one plain sentence that names the remedy. Shown without a stack trace. */
public final class PlainSentence extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A sentence for the operator. */
    public PlainSentence(String sentence) {
        super(sentence);
    }

    /** A sentence for the operator, with the cause for the log. */
    public PlainSentence(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
