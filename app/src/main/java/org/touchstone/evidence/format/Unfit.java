package org.touchstone.evidence.format;

/** Why a file cannot be taken as evidence. */
public final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final Why why;

    /** A reason, with its stable code and its sentence {@code problem.CODE}. */
    public enum Why {
        EMPTY("evidence-empty"),
        TYPE_UNKNOWN("evidence-type-unknown"),
        MISLABELLED("evidence-mislabelled"),
        DAMAGED("evidence-damaged"),
        LOCKED("evidence-locked"),
        ACTIVE_CONTENT("evidence-active-content"),
        TOO_MANY_PIXELS("evidence-picture-too-many-pixels");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        /** The stable code. */
        public String code() {
            return code;
        }
    }

    /** Refuses a file. */
    public Unfit(Why why) {
        super(why.code());
        this.why = why;
    }

    /** Refuses a file of which a library says more. */
    public Unfit(Why why, Throwable cause) {
        super(why.code(), cause);
        this.why = why;
    }

    /** The reason. */
    public Why why() {
        return why;
    }

    static Unfit damaged() {
        return new Unfit(Why.DAMAGED);
    }
}
