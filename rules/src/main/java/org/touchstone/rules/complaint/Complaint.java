package org.touchstone.rules.complaint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.ComplaintEvent.Answered;
import org.touchstone.rules.complaint.ComplaintEvent.AnsweredAfterExpiry;
import org.touchstone.rules.complaint.ComplaintEvent.ClosedUnrated;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.ComplaintEvent.LeftUnanswered;
import org.touchstone.rules.complaint.ComplaintEvent.Rated;
import org.touchstone.rules.complaint.ComplaintEvent.RoundMissed;
import org.touchstone.rules.complaint.ComplaintEvent.Withdrawn;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.complaint.Decision.Refused;
import org.touchstone.rules.policy.Policy;

/**
 * A complaint as its history makes it. Immutable: a step yields events, and the complaint with those events is a new value.
 *
 * @param filed how it began
 * @param state where it stands
 * @param round the answer round now running, from 1; stays at the last one run
 * @param ratingDue until when the consumer may rate the answer; absent while there is none
 * @param history all events so far, in order
 */
public record Complaint(
        Filed filed, State state, int round, @Nullable Instant ratingDue, List<ComplaintEvent> history) {

    /** Copies the history: nobody changes it afterwards. */
    public Complaint {
        history = List.copyOf(history);
    }

    /** A new complaint. All due instants are fixed now, under the policy in force now. */
    public static Filed file(
            Instant now, Policy policy, String mark, String category, Remedy asked, @Nullable Money amount) {
        return new Filed(now, mark, category, asked, amount, policy.version(), policy.deadlines(now));
    }

    /** The complaint its history makes under the policy it began with. Refuses a history that does not begin with a filing. */
    public static Complaint of(List<ComplaintEvent> history, Policy policy) {
        if (history.isEmpty() || !(history.getFirst() instanceof Filed filed)) {
            throw new IllegalArgumentException("a history begins with the filing");
        }
        var complaint = new Complaint(filed, State.OPEN, 1, null, List.of(filed));
        for (var event : history.subList(1, history.size())) {
            complaint = complaint.with(event, policy);
        }
        return complaint;
    }

    /** This complaint after one more event. */
    public Complaint with(ComplaintEvent event, Policy policy) {
        var events = new ArrayList<>(history);
        events.add(event);
        return switch (event) {
            case Filed _ -> throw new IllegalArgumentException("a complaint is filed once");
            case RoundMissed missed -> new Complaint(filed, State.OPEN, missed.round() + 1, null, events);
            case LeftUnanswered _ -> new Complaint(filed, State.UNANSWERED, round, null, events);
            case Answered answered ->
                new Complaint(filed, State.ANSWERED, round, answered.at().plus(policy.ratingPeriod()), events);
            case AnsweredAfterExpiry _ -> new Complaint(filed, State.ANSWERED_AFTER_EXPIRY, round, null, events);
            case Rated rated ->
                new Complaint(filed, rated.solved() ? State.RESOLVED : State.NOT_RESOLVED, round, null, events);
            case ClosedUnrated _ -> new Complaint(filed, State.CLOSED_UNRATED, round, ratingDue, events);
            case Withdrawn _ -> new Complaint(filed, State.WITHDRAWN, round, null, events);
        };
    }

    /** When the present round is due; absent when no round is running. */
    public Optional<Instant> due() {
        return state == State.OPEN ? Optional.of(filed.deadlines().get(round - 1)) : Optional.empty();
    }

    /**
     * What time has brought about until now: every round and period that is over, each stamped with its due instant. A round
     * is over at its due instant: an answer at that very instant is late.
     */
    public List<ComplaintEvent> passed(Instant now, Policy policy) {
        var events = new ArrayList<ComplaintEvent>();
        var complaint = this;
        for (var next = complaint.nextPassing(now); next.isPresent(); next = complaint.nextPassing(now)) {
            events.add(next.get());
            complaint = complaint.with(next.get(), policy);
        }
        return events;
    }

    /** When the state next changes by itself. */
    public Optional<Instant> nextPassing() {
        return state == State.ANSWERED ? Optional.ofNullable(ratingDue) : due();
    }

    private Optional<ComplaintEvent> nextPassing(Instant now) {
        return nextPassing()
                .filter(due -> !due.isAfter(now))
                .map(due -> state == State.ANSWERED ? new ClosedUnrated(due) : roundPassed(due));
    }

    /** A round missed is a delay; the last one missed makes the complaint unanswered (sources 5 and what is settled there). */
    private ComplaintEvent roundPassed(Instant due) {
        return round < filed.deadlines().size() ? new RoundMissed(due, round) : new LeftUnanswered(due);
    }

    /** When time next brings something about after an instant: a reminder, a due instant, the end of the rating period. */
    public Optional<Instant> nextWake(Instant after, Policy policy) {
        return Stream.concat(nextPassing().stream(), reminders(policy))
                .filter(at -> at.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    /** Whether a reminder of the running round falls between two instants, the later one included. */
    public boolean remindsBetween(Instant after, Instant until, Policy policy) {
        return reminders(policy).anyMatch(at -> at.isAfter(after) && !at.isAfter(until));
    }

    /** The business is reminded before each due instant, where the round is long enough for it. */
    private Stream<Instant> reminders(Policy policy) {
        var begun = round == 1 ? filed.at() : filed.deadlines().get(round - 2);
        return due().stream()
                .flatMap(due -> policy.reminders().stream().map(due::minus))
                .filter(at -> at.isAfter(begun));
    }

    /** The business answers: within a round, or after the last one, when the point stays. */
    public Decision answer(Instant now, Offer offer, @Nullable String fingerprint, Policy policy) {
        return step(
                Step.ANSWER,
                now,
                policy,
                c -> c.state == State.UNANSWERED
                        ? new AnsweredAfterExpiry(now, offer, fingerprint)
                        : new Answered(now, true, c.round, offer, fingerprint));
    }

    /** The consumer says whether the answer solved the matter, with a score from 1 to 5, within the rating period. */
    public Decision rate(Instant now, boolean solved, int score, Policy policy) {
        if (score < 1 || score > 5) {
            throw new IllegalArgumentException("a score is 1 to 5");
        }
        return step(solved ? Step.RATE_SOLVED : Step.RATE_NOT_SOLVED, now, policy, c -> new Rated(now, solved, score));
    }

    /** The consumer withdraws. A point that was made stays. */
    public Decision withdraw(Instant now, Policy policy) {
        return step(Step.WITHDRAW, now, policy, c -> new Withdrawn(now));
    }

    private interface Outcome {
        ComplaintEvent of(Complaint complaint);
    }

    private Decision step(Step step, Instant now, Policy policy, Outcome outcome) {
        var events = new ArrayList<>(passed(now, policy));
        var complaint = this;
        for (var event : events) {
            complaint = complaint.with(event, policy);
        }
        if (Transitions.find(complaint.state, step).isEmpty()) {
            return new Refused(complaint.whyNot(step));
        }
        events.add(outcome.of(complaint));
        return new Happened(List.copyOf(events));
    }

    private Refusal whyNot(Step step) {
        boolean rating = step == Step.RATE_SOLVED || step == Step.RATE_NOT_SOLVED;
        return rating && state == State.CLOSED_UNRATED && ratingDue != null
                ? new Refusal.DeadlinePassed(ratingDue)
                : new Refusal.WrongState(state, step);
    }
}
