package org.touchstone.rules.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.*;
import org.touchstone.rules.complaint.Correction;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy;

/**
 * What one complaint contributes to the public record as of an instant. A row of the open data; see docs/open-data.md for the
 * meaning of each column.
 *
 * <p>A complaint opened again keeps what its first answer made of it until the new rounds bring an answer or end without one.
 *
 * @param deadlines due instants of the rounds as they stand
 * @param answeredRound the round it was answered in, 0 after the last one, absent without an answer
 * @param answered when it was first answered; absent without an answer and where the time is not known
 * @param missedRounds rounds before the last that passed without an answer
 * @param closed when it reached its end
 * @param moneyReturned what the consumer confirmed to have got back
 * @param setAside why no figure counts it; absent where it counts
 */
public record CaseFacts(
        String mark,
        String category,
        Instant submitted,
        List<Instant> deadlines,
        String policyVersion,
        State state,
        @Nullable Integer answeredRound,
        @Nullable Instant answered,
        int missedRounds,
        @Nullable Instant withdrawn,
        @Nullable Instant closed,
        @Nullable Boolean solved,
        @Nullable Integer score,
        int reopened,
        int refusals,
        int refusalsLost,
        @Nullable String answerFingerprint,
        @Nullable Money moneyReturned,
        @Nullable SetAside setAside) {

    /** Why an admitted complaint is left out of the figures. It stays visible, with this word. */
    public enum SetAside {
        /** Part of a flood of look-alikes, by an officer's decision. */
        QUARANTINED,
        /** Left out by a correction after a dispute. */
        CORRECTED
    }

    /** The facts as of an instant: later events are not seen, deadlines passed by then are, even if no timer ran yet. */
    public static CaseFacts at(Instant asOf, List<ComplaintEvent> history, Policy policy) {
        var seen = history.stream().filter(e -> !e.at().isAfter(asOf)).toList();
        var complaint = Complaint.of(seen, policy);
        for (var event : complaint.passed(asOf, policy)) {
            complaint = complaint.with(event, policy);
        }
        return new Gathering().all(complaint.history()).in(complaint);
    }

    /** The last of the due instants. */
    public Instant lastDeadline() {
        return deadlines.getLast();
    }

    /** The due instant of the round that runs at an instant; the last one where none does. */
    public Instant runningDeadline(Instant now) {
        return deadlines.stream().filter(due -> due.isAfter(now)).findFirst().orElse(deadlines.getLast());
    }

    /** Whether it is an admitted complaint that counts: neither refused nor set aside by the centre's own decision. */
    public boolean counts() {
        return state != State.EXCLUDED && state != State.NOT_ADMITTED && setAside == null;
    }

    /** Whether it was answered before its last round ended. */
    public boolean answeredInTime() {
        return answeredRound != null && answeredRound >= 1;
    }

    /** Whether the time of the answer is not known, as in some imported data. */
    public boolean answerTimeUnknown() {
        return answeredRound != null && answered == null;
    }

    /**
     * Whether it belongs to the matured set: it counts, and it was answered in a round or its last round passed before any
     * withdrawal while no clock stood still. Only matured complaints are judged by.
     */
    public boolean matured(Instant asOf) {
        if (!counts()) {
            return false;
        }
        boolean stopped = state == State.REFUSAL_REVIEW || state == State.WAITING_CONSUMER;
        boolean expired =
                !stopped && !lastDeadline().isAfter(asOf) && (withdrawn == null || !withdrawn.isBefore(lastDeadline()));
        return answeredInTime() || expired;
    }

    private static final class Gathering {
        private @Nullable Integer answeredRound;
        private @Nullable Instant answered;
        private boolean answeredBefore;
        private int missedRounds;
        private @Nullable Instant withdrawn;
        private @Nullable Instant closed;
        private @Nullable Boolean solved;
        private @Nullable Integer score;
        private int reopened;
        private int refusals;
        private int refusalsLost;
        private @Nullable String fingerprint;
        private @Nullable Offer offer;
        private @Nullable Money returned;
        private @Nullable SetAside setAside;
        private boolean corrected;

        Gathering all(List<ComplaintEvent> history) {
            history.forEach(this::add);
            return this;
        }

        private void add(ComplaintEvent event) {
            switch (event) {
                case RoundMissed _ -> missedRounds++;
                case LeftUnanswered _ -> {
                    answeredRound = null;
                    answered = null;
                    answeredBefore = false;
                }
                case Answered a -> answer(a.round(), a.timeKnown() ? a.at() : null, a.offer(), a.fingerprint());
                case AnsweredAfterExpiry a -> answer(0, a.at(), a.offer(), a.fingerprint());
                case Rated rated -> {
                    solved = rated.solved();
                    score = rated.score();
                    closed = rated.at();
                    returned = rated.solved() ? refund(offer) : null;
                }
                case Reopened _ -> {
                    reopened++;
                    solved = null;
                    score = null;
                    closed = null;
                    returned = null;
                }
                case RefusalAsked _ -> refusals++;
                case RefusalDenied _ -> refusalsLost++;
                case RefusalUpheld e -> closed = e.at();
                case ExclusionSetAside _ -> {
                    refusalsLost++;
                    closed = null;
                }
                case MediationOpened _, RulingSetAside _ -> closed = null;
                case SettlementProposed e -> offer = e.offer();
                case SettlementKept e -> {
                    closed = e.at();
                    returned = refund(offer);
                }
                case Ruled e -> offer = e.ordered();
                case Complied e -> {
                    closed = e.at();
                    returned = refund(offer);
                }
                case Referred e -> closed = e.at();
                case ClosedUnrated e -> closed = e.at();
                case AdmissionDenied e -> closed = e.at();
                case Withdrawn e -> {
                    withdrawn = e.at();
                    closed = e.at();
                }
                case Quarantined _ -> setAside = SetAside.QUARANTINED;
                case Released _ -> setAside = corrected ? SetAside.CORRECTED : null;
                case Corrected e -> correct(e.correction());
                case Filed _,
                        NotAdmitted _,
                        Admitted _,
                        InformationAsked _,
                        InformationGiven _,
                        InformationNotGiven _,
                        PromiseKept _,
                        SettlementAccepted _,
                        SettlementDeclined _,
                        Settled _,
                        SettlementBreached _,
                        AppealFiled _,
                        AppealDenied _,
                        Extended _ -> {}
            }
        }

        /** The time of the first answer stands; the round is that of the last. */
        private void answer(int round, @Nullable Instant at, Offer offered, @Nullable String print) {
            answeredRound = round;
            if (!answeredBefore) {
                answered = at;
            }
            answeredBefore = true;
            offer = offered;
            fingerprint = print;
        }

        private void correct(Correction correction) {
            switch (correction) {
                case NOT_COUNTED -> {
                    corrected = true;
                    setAside = SetAside.CORRECTED;
                }
                case DELAYS_STRUCK -> missedRounds = 0;
            }
        }

        /** Money counts as returned when a refund was offered, agreed or ordered and the consumer says that it came. */
        private static @Nullable Money refund(@Nullable Offer offer) {
            return offer != null && offer.remedy() == Remedy.REFUND ? offer.amount() : null;
        }

        CaseFacts in(Complaint complaint) {
            var filed = complaint.filed();
            return new CaseFacts(
                    filed.mark(),
                    filed.category(),
                    filed.at(),
                    complaint.deadlines(),
                    filed.policyVersion(),
                    complaint.state(),
                    answeredRound,
                    answered,
                    missedRounds,
                    withdrawn,
                    closed,
                    solved,
                    score,
                    reopened,
                    refusals,
                    refusalsLost,
                    fingerprint,
                    returned,
                    setAside);
        }
    }
}
