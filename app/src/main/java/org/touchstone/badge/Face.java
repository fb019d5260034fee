package org.touchstone.badge;

import org.touchstone.rules.mark.MarkState;

/** What a picture says: one word, one shape, one tone. Each has a shape of its own, so that none is told by colour alone. */
public enum Face {
    /** The mark is valid: a tick. */
    VALID(Tone.GOOD, "<circle cx='12' cy='12' r='11' class='a'/><path d='M6.5 12.5l4 4 7-8' class='c'/>"),
    /** Valid, but being looked at: a clock. */
    UNDER_REVIEW(Tone.CARE, "<circle cx='12' cy='12' r='10' class='r'/><path d='M12 6.5V12l4 2.5' class='r'/>"),
    /** Suspended: a pause. */
    SUSPENDED(
            Tone.CARE,
            "<rect x='1' y='1' width='22' height='22' rx='5' class='a'/><path d='M9 7v10M15 7v10' class='c'/>"),
    /** Taken away: a cross. */
    REVOKED(
            Tone.STOP,
            "<path d='M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z' class='a'/><path d='M8 8l8 8M16 8l-8 8' class='c'/>"),
    /** Its validity has passed: an hourglass. */
    EXPIRED(Tone.CARE, "<path d='M4 1h16v3l-6 8 6 8v3H4v-3l6-8-6-8z' class='a'/>"),
    /** There is no such mark: a ring with a dash. */
    NO_SUCH_MARK(Tone.PLAIN, "<circle cx='12' cy='12' r='10' class='r'/><path d='M7.5 12h9' class='r'/>"),
    /** The mark of another site: a warning triangle. */
    NOT_HERE(Tone.ALARM, "<path d='M12 1l11.5 21H.5z' class='a'/><path d='M12 8.5v6M12 18v.1' class='c'/>"),
    /** It cannot be told now: an empty ring. */
    UNREACHABLE(Tone.PLAIN, "<circle cx='12' cy='12' r='10' class='r' stroke-dasharray='4 4'/>");

    /** Colours of a face: in light and in dark, and whether they fill the picture. */
    enum Tone {
        GOOD("#0a6553", "#7fd0b6"),
        CARE("#7d4b00", "#f0c274"),
        STOP("#a3211b", "#ffa498"),
        PLAIN("#51605a", "#a5b2ac"),
        ALARM("#fff", "#fff");

        private final String light;
        private final String dark;

        Tone(String light, String dark) {
            this.light = light;
            this.dark = dark;
        }

        String light() {
            return light;
        }

        String dark() {
            return dark;
        }
    }

    private final Tone tone;
    private final String shape;

    Face(Tone tone, String shape) {
        this.tone = tone;
        this.shape = shape.replace('\'', '"');
    }

    Tone tone() {
        return tone;
    }

    /** In a square of 24: {@code a} is filled, {@code c} is cut out of it, {@code r} is drawn as a line. */
    String shape() {
        return shape;
    }

    /** The face of a state. */
    static Face of(MarkState state) {
        return switch (state) {
            case ISSUED -> VALID;
            case UNDER_REVIEW -> UNDER_REVIEW;
            case SUSPENDED -> SUSPENDED;
            case REVOKED -> REVOKED;
            case EXPIRED -> EXPIRED;
        };
    }
}
