package org.touchstone.rules.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Answered;
import org.touchstone.rules.complaint.ComplaintEvent.AnsweredAfterExpiry;
import org.touchstone.rules.complaint.ComplaintEvent.ClosedUnrated;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.ComplaintEvent.LeftUnanswered;
import org.touchstone.rules.complaint.ComplaintEvent.Rated;
import org.touchstone.rules.complaint.ComplaintEvent.RoundMissed;
import org.touchstone.rules.complaint.ComplaintEvent.Withdrawn;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy;

/**
 * What one complaint contributes to the public record as of an instant. A row of the open data; see docs/open-data.md for the
 * meaning of each column.
 *
 * @param answeredRound the round it was answered in, 0 after the last one, absent without an answer
 * @param answered when it was answered; absent without an answer and where the time is not known
 * @param missedRounds rounds before the last that passed without an answer
 * @param closed when it reached its end
 * @param moneyReturned what the consumer confirmed to have got back
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
        @Nullable Money moneyReturned) {

    /** The facts as of an instant: later events are not seen, deadlines passed by then are, even if no timer ran yet. */
    public static CaseFacts at(Instant asOf, List<ComplaintEvent> history, Policy policy) {
        var seen = history.stream().filter(e -> !e.at().isAfter(asOf)).toList();
        var complaint = Complaint.of(seen, policy);
        for (var event : complaint.passed(asOf, policy)) {
            complaint = complaint.with(event, policy);
        }
        var facts = new Gathering(complaint.filed());
        complaint.history().forEach(facts::add);
        return facts.in(complaint.state());
    }

    /** The last of the due instants. */
    public Instant lastDeadline() {
        return deadlines.getLast();
    }

    /** Whether it is an admitted complaint that counts: not refused by the centre's own decision. */
    public boolean counts() {
        return state != State.EXCLUDED && state != State.NOT_ADMITTED;
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
     * Whether it belongs to the matured set: it counts, no refusal is under review, and it was answered in a round or its last
     * round passed before any withdrawal. Only matured complaints are judged by.
     */
    public boolean matured(Instant asOf) {
        if (!counts() || state == State.REFUSAL_REVIEW) {
            return false;
        }
        boolean expired = !lastDeadline().isAfter(asOf) && (withdrawn == null || !withdrawn.isBefore(lastDeadline()));
        return answeredInTime() || expired;
    }

    private static final class Gathering {
        private final Filed filed;
        private @Nullable Integer answeredRound;
        private @Nullable Instant answered;
        private int missedRounds;
        private @Nullable Instant withdrawn;
        private @Nullable Instant closed;
        private @Nullable Boolean solved;
        private @Nullable Integer score;
        private @Nullable String fingerprint;
        private @Nullable Offer offer;

        Gathering(Filed filed) {
            this.filed = filed;
        }

        void add(ComplaintEvent event) {
            switch (event) {
                case Filed _, LeftUnanswered _ -> {}
                case RoundMissed _ -> missedRounds++;
                case Answered a -> answer(a.round(), a.timeKnown() ? a.at() : null, a.offer(), a.fingerprint());
                case AnsweredAfterExpiry a -> answer(0, a.at(), a.offer(), a.fingerprint());
                case Rated rated -> {
                    solved = rated.solved();
                    score = rated.score();
                    closed = rated.at();
                }
                case ClosedUnrated c -> closed = c.at();
                case Withdrawn w -> {
                    withdrawn = w.at();
                    closed = w.at();
                }
            }
        }

        private void answer(int round, @Nullable Instant at, Offer offered, @Nullable String print) {
            answeredRound = round;
            answered = at;
            offer = offered;
            fingerprint = print;
        }

        /** Money counts as returned when a refund was offered and the consumer says the matter is solved. */
        private @Nullable Money returned() {
            return Boolean.TRUE.equals(solved) && offer != null && offer.remedy() == Remedy.REFUND
                    ? offer.amount()
                    : null;
        }

        CaseFacts in(State state) {
            return new CaseFacts(
                    filed.mark(),
                    filed.category(),
                    filed.at(),
                    filed.deadlines(),
                    filed.policyVersion(),
                    state,
                    answeredRound,
                    answered,
                    missedRounds,
                    withdrawn,
                    closed,
                    solved,
                    score,
                    0,
                    0,
                    0,
                    fingerprint,
                    returned());
        }
    }
}
