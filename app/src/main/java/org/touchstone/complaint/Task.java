package org.touchstone.complaint;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.State;

/**
 * A case in the queue of the centre, with why it is there now.
 *
 * @param id of the complaint, or of the follow-up or dispute that {@code why} names
 * @param dueAt by when the centre acts; the queue is ordered by it
 * @param nextStep for a follow-up, what is to be done next
 */
public record Task(
        UUID id,
        UUID complaintId,
        String reference,
        String host,
        String legalName,
        State state,
        Why why,
        Instant dueAt,
        FollowUp.@Nullable NextStep nextStep) {

    /** Why a case needs the centre now. */
    public enum Why {
        /** It was left unanswered: the centre contacts the business (sources 4). */
        UNANSWERED,
        /** A consumer asks to admit a complaint the checks refused. */
        ADMISSION,
        /** A business refuses to answer. */
        REFUSAL,
        /** Mediation was asked for. */
        MEDIATION,
        /** A proposed settlement has waited too long. */
        PROPOSAL,
        /** A settlement was not kept. */
        BREACH,
        /** What a ruling orders was not confirmed in time. */
        COMPLIANCE,
        /** A decision is appealed against. */
        APPEAL,
        /** A business disputes a published figure. */
        DISPUTE
    }

    /** The page where the officer acts. */
    public String path() {
        return switch (why) {
            case UNANSWERED -> "/officer/follow-ups/" + id;
            case DISPUTE -> "/officer/disputes/" + id;
            default -> "/complaints/" + complaintId;
        };
    }
}
