package org.touchstone.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.Expected;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.complaint.Transitions;
import org.touchstone.rules.policy.Policy;

/**
 * A complaint as its parties and officers see it.
 *
 * @param reference what people call it
 * @param dueAt when the present round is due, absent when none runs
 * @param narrative the consumer's words
 * @param invoice the invoice number
 * @param answer the business's words, absent without an answer
 * @param publicAnswer the answer as the public reads it
 * @param comment what the consumer said of the answer
 * @param history all events, in order
 * @param expected what it waits for, absent where nobody must act
 * @param texts what was written beside events, by the place of the event in the history, from 1
 * @param answers the answers, likewise
 * @param quarantined whether it is set aside as part of a flood
 * @param channel how it came in
 */
public record CaseFile(
        UUID id,
        String reference,
        String publicId,
        @Nullable UUID consumerId,
        UUID businessId,
        String mark,
        String host,
        String legalName,
        String policyVersion,
        String category,
        State state,
        int round,
        Instant filedAt,
        List<Instant> deadlines,
        @Nullable Instant dueAt,
        @Nullable String narrative,
        boolean publishNarrative,
        @Nullable String invoice,
        @Nullable LocalDate purchasedOn,
        @Nullable String answer,
        @Nullable String publicAnswer,
        @Nullable String comment,
        List<ComplaintEvent> history,
        @Nullable Expected expected,
        Map<Integer, String> texts,
        Map<Integer, Answer> answers,
        boolean quarantined,
        Channel channel) {

    /**
     * An answer of the business.
     *
     * @param text its words
     * @param publicText as the public reads it
     */
    public record Answer(String text, String publicText) {}

    /** How a complaint came in. */
    public enum Channel {
        /** The consumer filed it. */
        DIRECT,
        /** An officer filed it for someone on the telephone. */
        ASSISTED
    }

    /** The complaint its history makes. */
    public Complaint complaint(Policy policy) {
        return Complaint.of(history, policy);
    }

    /** How it began. */
    public ComplaintEvent.Filed filed() {
        return (ComplaintEvent.Filed) history.getFirst();
    }

    /** Whether the case waits for a party now; a proposal waits for each that has not accepted it. */
    public boolean awaits(Party party) {
        return expected != null
                && (expected.who() == party
                        || (expected.why() == Expected.Why.PROPOSAL && party != Party.CENTRE && !hasAccepted(party)));
    }

    private boolean hasAccepted(Party party) {
        for (var event : history.reversed()) {
            if (event instanceof ComplaintEvent.SettlementProposed) {
                return false;
            }
            if (event instanceof ComplaintEvent.SettlementAccepted accepted && accepted.by() == party) {
                return true;
            }
        }
        return false;
    }

    /** The steps a party may make now: from them come its buttons. */
    public List<Step> open(Party party) {
        return Transitions.TABLE.open(state, party);
    }

    /** Whether a party may make a step now. */
    public boolean allows(Party party, Step step) {
        return open(party).contains(step);
    }

    @Override
    public String toString() {
        return "complaint:" + id;
    }
}
