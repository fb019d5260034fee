package org.touchstone.rules.complaint;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.calendar.LegalCalendar;

/**
 * Something that happened to a complaint. The history of a complaint is the list of its events and is only ever appended to.
 * No event holds personal data or free text: the history is what the public record is built from.
 */
public sealed interface ComplaintEvent {

    /** When it took effect; for a missed deadline the due instant, however late the timer ran. */
    Instant at();

    /** Every kind of event there is. */
    static List<Class<?>> kinds() {
        return kinds(ComplaintEvent.class).toList();
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ComplaintEvent::kinds)
                : Stream.of(type);
    }

    /** An event after which an answer round runs, with the due instants of all rounds from then on. */
    sealed interface ClockSet extends ComplaintEvent {

        /** Due instants of all rounds, in order; those that have passed stand unchanged. */
        List<Instant> deadlines();
    }

    /**
     * The complaint was filed. Policy version and all due instants are fixed here.
     *
     * @param mark code of the mark complained about
     * @param category category code of the policy
     * @param asked the remedy the consumer asks for
     * @param amount what is at stake
     * @param policyVersion the policy it follows to its end
     */
    record Filed(
            Instant at,
            String mark,
            String category,
            Remedy asked,
            @Nullable Money amount,
            String policyVersion,
            List<Instant> deadlines)
            implements ClockSet {

        /** Copies the deadlines. */
        public Filed {
            deadlines = List.copyOf(deadlines);
        }
    }

    /** The checks at filing refused to admit it, and the consumer asked the centre to decide. */
    record NotAdmitted(Instant at, Inadmissible reason) implements ComplaintEvent {}

    /** The centre admitted it after all; its rounds begin now. */
    record Admitted(Instant at, List<Instant> deadlines) implements ClockSet {

        /** Copies the deadlines. */
        public Admitted {
            deadlines = List.copyOf(deadlines);
        }
    }

    /** The centre confirmed that it is not admitted. */
    record AdmissionDenied(Instant at) implements ComplaintEvent {}

    /** The business asked the consumer for information. The clock stands still. */
    record InformationAsked(Instant at, Instant until) implements ComplaintEvent {}

    /** The consumer gave the information; the round goes on with the time that was left. */
    record InformationGiven(Instant at, List<Instant> deadlines) implements ClockSet {

        /** Copies the deadlines. */
        public InformationGiven {
            deadlines = List.copyOf(deadlines);
        }
    }

    /** The consumer did not give the information in time; the round goes on with the time that was left. */
    record InformationNotGiven(Instant at, List<Instant> deadlines) implements ClockSet {

        /** Copies the deadlines. */
        public InformationNotGiven {
            deadlines = List.copyOf(deadlines);
        }
    }

    /** The business said it need not answer. The clock stands still until an officer has reviewed that. */
    record RefusalAsked(Instant at, RefusalGround ground) implements ComplaintEvent {}

    /** The officer agreed with the business: the complaint does not count. */
    record RefusalUpheld(Instant at) implements ComplaintEvent {}

    /** The officer did not agree; the round goes on with the time that was left. */
    record RefusalDenied(Instant at, List<Instant> deadlines) implements ClockSet {

        /** Copies the deadlines. */
        public RefusalDenied {
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
     * @param fingerprint equal for answers whose texts are alike; absent where the text is not known
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

    /** The consumer confirmed that what was promised was done. */
    record PromiseKept(Instant at) implements ComplaintEvent {}

    /** What was promised was not done: the rounds begin anew. */
    record Reopened(Instant at, List<Instant> deadlines) implements ClockSet {

        /** Copies the deadlines. */
        public Reopened {
            deadlines = List.copyOf(deadlines);
        }
    }

    /** A party, or the centre itself, opened the mediation. */
    record MediationOpened(Instant at, Party by) implements ComplaintEvent {}

    /** The centre proposed a settlement; an earlier proposal is void. */
    record SettlementProposed(Instant at, Offer offer) implements ComplaintEvent {}

    /** A party accepted the proposal. */
    record SettlementAccepted(Instant at, Party by) implements ComplaintEvent {}

    /** A party declined the proposal; it is void. */
    record SettlementDeclined(Instant at, Party by) implements ComplaintEvent {}

    /** Both parties have accepted. */
    record Settled(Instant at, Offer offer) implements ComplaintEvent {}

    /** The consumer confirmed that the settlement was kept. */
    record SettlementKept(Instant at) implements ComplaintEvent {}

    /** The consumer reported that the settlement was not kept. */
    record SettlementBreached(Instant at) implements ComplaintEvent {}

    /**
     * The centre ruled, with reasons.
     *
     * @param ordered what the business must do; absent where the ruling orders nothing
     */
    record Ruled(
            Instant at, RulingOutcome outcome, @Nullable Offer ordered) implements ComplaintEvent {}

    /** The ruling was followed. */
    record Complied(Instant at) implements ComplaintEvent {}

    /** The case went to the court. */
    record Referred(Instant at) implements ComplaintEvent {}

    /** A party appealed against the centre's last decision. */
    record AppealFiled(Instant at, Party by) implements ComplaintEvent {}

    /** The decision stands. */
    record AppealDenied(Instant at) implements ComplaintEvent {}

    /** The exclusion is set aside; the round goes on with the time that was left. */
    record ExclusionSetAside(Instant at, List<Instant> deadlines) implements ClockSet {

        /** Copies the deadlines. */
        public ExclusionSetAside {
            deadlines = List.copyOf(deadlines);
        }
    }

    /** The ruling is set aside; the mediation goes on. */
    record RulingSetAside(Instant at) implements ComplaintEvent {}

    /** The consumer withdrew the complaint. */
    record Withdrawn(Instant at) implements ComplaintEvent {}

    /** An officer set the complaint aside as part of a flood: until it is released no figure counts it. */
    record Quarantined(Instant at) implements ComplaintEvent {}

    /** The complaint counts again. */
    record Released(Instant at) implements ComplaintEvent {}

    /** A dispute of the business led to a correction of the record. */
    record Corrected(Instant at, Correction correction) implements ComplaintEvent {}

    /**
     * All clocks stand still for a declared period; the due instants that had not passed move back by it.
     *
     * @param policyVersion the version that declares it
     */
    record Extended(Instant at, String policyVersion, LegalCalendar.Period stop, List<Instant> deadlines)
            implements ClockSet {

        /** Copies the deadlines. */
        public Extended {
            deadlines = List.copyOf(deadlines);
        }
    }
}
