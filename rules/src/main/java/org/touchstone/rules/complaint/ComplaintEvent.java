package org.touchstone.rules.complaint;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a complaint. The history of a complaint is the list of its events and is only ever appended to.
 * No event holds personal data or free text: the history is what the public record is built from.
 */
public sealed interface ComplaintEvent {

    /** When it took effect; for a missed deadline the due instant, however late the timer ran. */
    Instant at();

    /**
     * The complaint was filed and admitted. Policy version and all due instants are fixed here.
     *
     * @param mark code of the mark complained about
     * @param category category code of the policy
     * @param asked the remedy the consumer asks for
     * @param amount what is at stake
     * @param policyVersion the policy it follows to its end
     * @param deadlines due instants of the rounds, in order
     */
    record Filed(
            Instant at,
            String mark,
            String category,
            Remedy asked,
            @Nullable Money amount,
            String policyVersion,
            List<Instant> deadlines)
            implements ComplaintEvent {

        /** Copies the deadlines: they never move. */
        public Filed {
            deadlines = List.copyOf(deadlines);
        }
    }

    /** A round before the last passed without an answer: a delay. */
    record RoundMissed(Instant at, int round) implements ComplaintEvent {}

    /** The last round passed without an answer: one negative point. */
    record LeftUnanswered(Instant at) implements ComplaintEvent {}

    /**
     * The business answered within a round.
     *
     * @param at when; where the source of an imported case gives no time, the last instant of the round
     * @param timeKnown whether {@code at} is the true time of the answer
     * @param round the round it was answered in, from 1
     * @param fingerprint equal for equal answer texts; absent where the text is not known
     */
    record Answered(
            Instant at,
            boolean timeKnown,
            int round,
            Offer offer,
            @Nullable String fingerprint) implements ComplaintEvent {}

    /** The business answered after the last round. The point stays. */
    record AnsweredAfterExpiry(
            Instant at, Offer offer, @Nullable String fingerprint) implements ComplaintEvent {}

    /**
     * The consumer said whether the answer solved the matter.
     *
     * @param score 1 (very bad) to 5 (very good); absent in imported cases without one
     */
    record Rated(Instant at, boolean solved, @Nullable Integer score) implements ComplaintEvent {}

    /** The consumer stayed silent for the rating period. */
    record ClosedUnrated(Instant at) implements ComplaintEvent {}

    /** The consumer withdrew the complaint. */
    record Withdrawn(Instant at) implements ComplaintEvent {}
}
