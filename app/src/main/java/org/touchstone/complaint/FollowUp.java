package org.touchstone.complaint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.State;

/**
 * A task of the centre: a complaint was left unanswered (sources 4).
 *
 * @param openedAt when the last round passed
 * @param dueAt by when the next step is made
 * @param nextStep what is to be done next
 * @param state where the complaint stands now
 * @param log what was done so far, the newest first
 */
public record FollowUp(
        UUID id,
        UUID complaintId,
        String reference,
        String host,
        String legalName,
        String category,
        State state,
        Instant openedAt,
        Instant dueAt,
        NextStep nextStep,
        @Nullable Instant doneAt,
        List<Entry> log) {

    /** What the centre does next about a business that stays silent. */
    public enum NextStep {
        CALL,
        LETTER,
        MEDIATION,
        COURT,
        WAIT
    }

    /** What was done. */
    public enum Kind {
        CALL,
        LETTER,
        NOTE,
        CLOSED
    }

    /** What came of it. */
    public enum Outcome {
        REACHED,
        NOT_REACHED,
        PROMISED,
        DECLINED,
        SENT,
        DONE
    }

    /**
     * One line of the log.
     *
     * @param officer who did it
     * @param text in the officer's words
     */
    public record Entry(
            Instant at,
            UUID officer,
            Kind kind,
            Outcome outcome,
            @Nullable String text,
            @Nullable NextStep nextStep,
            @Nullable Instant nextDue) {

        @Override
        public String toString() {
            return kind + " at " + at;
        }
    }
}
