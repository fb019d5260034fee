package org.touchstone.rules.complaint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.complaint.ComplaintEvent.*;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.policy.Policy;

/**
 * A complaint as its history makes it. Immutable: a step yields events, and the complaint with those events is a new value.
 *
 * @param filed how it began
 * @param state where it stands
 * @param round the answer round now running, from 1; stays at the last one run
 * @param deadlines due instants of all rounds as they stand; they move back when the clock stood still, never forward
 * @param until when time ends the present state, where it does and no round runs; absent otherwise
 * @param history all events so far, in order
 */
public record Complaint(
        Filed filed,
        State state,
        int round,
        List<Instant> deadlines,
        @Nullable Instant until,
        List<ComplaintEvent> history) {

    /** Copies the lists: nobody changes them afterwards. */
    public Complaint {
        deadlines = List.copyOf(deadlines);
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
        var complaint = new Complaint(filed, State.OPEN, 1, filed.deadlines(), null, List.of(filed));
        for (var event : history.subList(1, history.size())) {
            complaint = complaint.with(event, policy);
        }
        return complaint;
    }

    /** This complaint after one more event. */
    public Complaint with(ComplaintEvent event, Policy policy) {
        return switch (event) {
            case Filed _ -> throw new IllegalArgumentException("a complaint is filed once");
            case NotAdmitted _ -> in(State.NOT_ADMITTED, event);
            case Admitted e -> running(1, e);
            case InformationAsked e ->
                new Complaint(filed, State.WAITING_CONSUMER, round, deadlines, e.until(), and(event));
            case InformationGiven e -> running(round, e);
            case InformationNotGiven e -> running(round, e);
            case RefusalAsked _ -> in(State.REFUSAL_REVIEW, event);
            case RefusalUpheld _ -> in(State.EXCLUDED, event);
            case RefusalDenied e -> running(round, e);
            case ExclusionSetAside e -> running(round, e);
            case RoundMissed e -> new Complaint(filed, State.OPEN, e.round() + 1, deadlines, null, and(event));
            case LeftUnanswered _ -> in(State.UNANSWERED, event);
            case Answered e ->
                new Complaint(filed, State.ANSWERED, round, deadlines, e.at().plus(policy.ratingPeriod()), and(event));
            case AnsweredAfterExpiry _ -> in(State.ANSWERED_AFTER_EXPIRY, event);
            case Rated e -> in(e.solved() ? State.RESOLVED : State.NOT_RESOLVED, event);
            case ClosedUnrated _ -> in(State.CLOSED_UNRATED, event);
            case Reopened e -> running(1, e);
            case MediationOpened _, RulingSetAside _ -> in(State.MEDIATION, event);
            case Settled _ -> in(State.SETTLED, event);
            case Ruled _ -> in(State.RULED, event);
            case Complied _ -> in(State.COMPLIED, event);
            case Referred _ -> in(State.REFERRED, event);
            case Withdrawn _ -> in(State.WITHDRAWN, event);
            case Extended e -> new Complaint(filed, state, round, e.deadlines(), until, and(event));
            case AdmissionDenied _,
                    PromiseKept _,
                    SettlementProposed _,
                    SettlementAccepted _,
                    SettlementDeclined _,
                    SettlementKept _,
                    SettlementBreached _,
                    AppealFiled _,
                    AppealDenied _,
                    Quarantined _,
                    Released _,
                    Corrected _ -> new Complaint(filed, state, round, deadlines, until, and(event));
        };
    }

    private Complaint in(State next, ComplaintEvent event) {
        return new Complaint(filed, next, round, deadlines, null, and(event));
    }

    private Complaint running(int inRound, ClockSet event) {
        return new Complaint(filed, State.OPEN, inRound, event.deadlines(), null, and(event));
    }

    private List<ComplaintEvent> and(ComplaintEvent event) {
        var events = new ArrayList<>(history);
        events.add(event);
        return events;
    }

    /** The last event of a kind, if there was one. */
    public <E extends ComplaintEvent> Optional<E> last(Class<E> kind) {
        return history.reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** Whether an event of a kind has happened. */
    public boolean has(Class<? extends ComplaintEvent> kind) {
        return history.stream().anyMatch(kind::isInstance);
    }

    /** Whether the last event of one kind came after every event of some others. */
    private boolean hasSince(Class<?> kind, Class<?>... before) {
        for (var event : history.reversed()) {
            if (kind.isInstance(event)) {
                return true;
            }
            if (Stream.of(before).anyMatch(b -> b.isInstance(event))) {
                return false;
            }
        }
        return false;
    }

    /** When the present round is due; absent when no round is running. */
    public Optional<Instant> due() {
        return state == State.OPEN ? Optional.of(deadlines.get(round - 1)) : Optional.empty();
    }

    /** Until when the consumer may rate the answer; absent where there is nothing to rate. */
    public Optional<Instant> ratingDue() {
        return state == State.ANSWERED ? Optional.ofNullable(until) : Optional.empty();
    }

    /** Whether it is set aside as part of a flood. */
    public boolean isQuarantined() {
        return hasSince(Quarantined.class, Released.class);
    }

    /** Whether an appeal waits for its decision. */
    public boolean appealIsPending() {
        return hasSince(AppealFiled.class, AppealDenied.class, ExclusionSetAside.class, RulingSetAside.class);
    }

    /** The proposal of the centre that neither party has declined; absent where there is none. */
    public Optional<Offer> proposal() {
        return state == State.MEDIATION && hasSince(SettlementProposed.class, SettlementDeclined.class, Ruled.class)
                ? last(SettlementProposed.class).map(SettlementProposed::offer)
                : Optional.empty();
    }

    /** Whether a party has accepted the proposal now standing. */
    public boolean hasAccepted(Party party) {
        for (var event : history.reversed()) {
            if (event instanceof SettlementAccepted accepted && accepted.by() == party) {
                return true;
            }
            if (event instanceof SettlementProposed || event instanceof SettlementDeclined || event instanceof Ruled) {
                return false;
            }
        }
        return false;
    }

    /** Whether the consumer has reported that the settlement was not kept. */
    public boolean isBreached() {
        return state == State.SETTLED && hasSince(SettlementBreached.class, Settled.class);
    }

    /** What the business has promised and must now do, with the day; absent where nothing stands promised. */
    public Optional<Offer> promise() {
        return switch (state) {
            case ANSWERED, RESOLVED -> last(Answered.class).map(Answered::offer);
            case SETTLED -> last(Settled.class).map(Settled::offer);
            case RULED -> last(Ruled.class).flatMap(r -> Optional.ofNullable(r.ordered()));
            default -> Optional.empty();
        };
    }

    /** What it waits for; absent where nobody must act. */
    public Optional<Expected> expected(Policy policy) {
        var targets = policy.procedure().targets();
        if (appealIsPending()) {
            return centre(Expected.Why.APPEAL, AppealFiled.class, targets.appeal());
        }
        return switch (state) {
            case OPEN -> due().map(due -> new Expected(Party.BUSINESS, Expected.Why.ANSWER, due));
            case WAITING_CONSUMER ->
                nextPassing().map(due -> new Expected(Party.CONSUMER, Expected.Why.INFORMATION, due));
            case ANSWERED -> nextPassing().map(due -> new Expected(Party.CONSUMER, Expected.Why.RATING, due));
            case NOT_ADMITTED ->
                has(AdmissionDenied.class)
                        ? Optional.empty()
                        : centre(Expected.Why.ADMISSION, NotAdmitted.class, targets.admission());
            case REFUSAL_REVIEW -> centre(Expected.Why.REFUSAL, RefusalAsked.class, targets.refusalReview());
            case MEDIATION ->
                proposal().isEmpty()
                        ? centre(Expected.Why.MEDIATION, MediationOpened.class, targets.mediation())
                        : centre(Expected.Why.PROPOSAL, MediationOpened.class, targets.mediation())
                                .map(e -> new Expected(
                                        hasAccepted(Party.BUSINESS) ? Party.CONSUMER : Party.BUSINESS,
                                        e.why(),
                                        e.by()));
            case SETTLED ->
                isBreached()
                        ? centre(Expected.Why.BREACH, SettlementBreached.class, targets.mediation())
                        : hasSince(SettlementKept.class, Settled.class)
                                ? Optional.empty()
                                : promised(Expected.Why.SETTLEMENT, policy);
            case RULED -> promised(Expected.Why.COMPLIANCE, policy);
            default -> Optional.empty();
        };
    }

    private Optional<Expected> centre(Expected.Why why, Class<? extends ComplaintEvent> since, Duration target) {
        return last(since).map(e -> new Expected(Party.CENTRE, why, e.at().plus(target)));
    }

    /** By the end of the promised day; where no day was named, within the time for disputes. */
    private Optional<Expected> promised(Expected.Why why, Policy policy) {
        var zone = policy.calendar().zone();
        return promise()
                .map(offer -> new Expected(
                        Party.BUSINESS,
                        why,
                        offer.by() == null
                                ? history.getLast().at().plus(policy.procedure().disputeWithin())
                                : offer.by().plusDays(1).atStartOfDay(zone).toInstant()));
    }

    /**
     * Whether a party may make a step now: the table and the rule of the step both allow it. From it come the buttons a person
     * sees.
     */
    public boolean allows(Step step, Party who, Instant now, Policy policy) {
        var edge = Transitions.TABLE.find(state, step).filter(e -> e.who().contains(who));
        return edge.isPresent() && who != Party.TIME && attempt(step, who, now, policy) instanceof Happened;
    }

    /** The decision on a step made with stand-ins for what people would write. */
    private Decision attempt(Step step, Party who, Instant now, Policy policy) {
        var offer = new Offer(Remedy.EXPLANATION, null, null);
        return switch (step) {
            case ADMIT -> admit(now, policy);
            case KEEP_OUT -> keepOut(now, policy);
            case ANSWER -> answer(now, offer, null, policy);
            case ASK_INFORMATION -> askInformation(now, policy);
            case GIVE_INFORMATION -> giveInformation(now, policy);
            case REFUSE -> refuse(now, RefusalGround.OTHER, policy);
            case UPHOLD_REFUSAL -> reviewRefusal(now, true, policy);
            case DENY_REFUSAL -> reviewRefusal(now, false, policy);
            case RATE_SOLVED -> rate(now, true, 5, policy);
            case RATE_NOT_SOLVED -> rate(now, false, 1, policy);
            case CONFIRM_KEPT -> confirmKept(now, policy);
            case REOPEN -> reopen(now, policy);
            case ASK_MEDIATION -> askMediation(now, who, policy);
            case PROPOSE_SETTLEMENT -> propose(now, offer, policy);
            case ACCEPT_SETTLEMENT, COMPLETE_SETTLEMENT ->
                hasAccepted(other(who)) == (step == Step.COMPLETE_SETTLEMENT)
                        ? accept(now, who, policy)
                        : refused(new Refusal.NothingToDecide(step));
            case DECLINE_SETTLEMENT -> decline(now, who, policy);
            case CONFIRM_SETTLEMENT -> confirmSettlement(now, true, policy);
            case REPORT_BREACH -> confirmSettlement(now, false, policy);
            case RULE -> rule(now, RulingOutcome.FOR_BUSINESS, null, policy);
            case CONFIRM_COMPLIANCE -> confirmCompliance(now, policy);
            case REFER -> refer(now, policy);
            case APPEAL -> appeal(now, who, policy);
            case GRANT_APPEAL -> decideAppeal(now, true, policy);
            case DENY_APPEAL -> decideAppeal(now, false, policy);
            case WITHDRAW -> withdraw(now, policy);
            case PASS_INFORMATION, PASS_ROUND, PASS_LAST_ROUND, STAY_SILENT -> happened();
        };
    }

    /**
     * What time has brought about until now: every round and period that is over, each stamped with its due instant. A round
     * is over at its due instant: an answer at that very instant is late.
     */
    public List<ComplaintEvent> passed(Instant now, Policy policy) {
        var events = new ArrayList<ComplaintEvent>();
        var complaint = this;
        for (var next = complaint.nextPassing(now, policy);
                next.isPresent();
                next = complaint.nextPassing(now, policy)) {
            events.add(next.get());
            complaint = complaint.with(next.get(), policy);
        }
        return events;
    }

    /** When the state next changes by itself. */
    public Optional<Instant> nextPassing() {
        return state == State.OPEN ? due() : Optional.ofNullable(until);
    }

    private Optional<ComplaintEvent> nextPassing(Instant now, Policy policy) {
        return nextPassing().filter(due -> !due.isAfter(now)).map(due -> switch (state) {
            case ANSWERED -> new ClosedUnrated(due);
            case WAITING_CONSUMER -> new InformationNotGiven(due, resumed(due, policy));
            default -> roundPassed(due);
        });
    }

    /** A round missed is a delay; the last one missed makes the complaint unanswered (sources 5 and what is settled there). */
    private ComplaintEvent roundPassed(Instant due) {
        return round < deadlines.size() ? new RoundMissed(due, round) : new LeftUnanswered(due);
    }

    /** The due instants when the clock runs on now with the time that was left when it was stopped. */
    private List<Instant> resumed(Instant now, Policy policy) {
        var stop = history.reversed().stream()
                .filter(e -> e instanceof InformationAsked || e instanceof RefusalAsked)
                .findFirst()
                .orElseThrow();
        // A stop of all clocks declared while this one stood still takes nothing from the time that was left.
        var known = calendar(history.subList(0, history.indexOf(stop)), policy);
        return from(now, known.between(stop.at(), deadlines.get(round - 1)), policy);
    }

    /** The due instants when the running round has so much time left now, and those after it their full length. */
    private List<Instant> from(Instant now, Duration left, Policy policy) {
        var calendar = calendar(policy);
        var moved = new ArrayList<>(deadlines.subList(0, round - 1));
        moved.add(calendar.after(now, left));
        for (int next = round; next < deadlines.size(); next++) {
            moved.add(calendar.after(moved.getLast(), policy.rounds().get(next)));
        }
        return moved;
    }

    /** The calendar of its policy with every stop declared since. */
    private LegalCalendar calendar(Policy policy) {
        return calendar(history, policy);
    }

    private static LegalCalendar calendar(List<ComplaintEvent> known, Policy policy) {
        var calendar = policy.calendar();
        for (var event : known) {
            if (event instanceof Extended extended) {
                calendar = calendar.stopped(extended.stop());
            }
        }
        return calendar;
    }

    /** When time next brings something about after an instant: a reminder, a due instant, the end of a period. */
    public Optional<Instant> nextWake(Instant after, Policy policy) {
        return Stream.of(nextPassing().stream(), reminders(policy), promisedDay(policy))
                .flatMap(Function.identity())
                .filter(at -> at.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    /** Whether a reminder of the running round falls between two instants, the later one included. */
    public boolean remindsBetween(Instant after, Instant until, Policy policy) {
        return reminders(policy).anyMatch(at -> at.isAfter(after) && !at.isAfter(until));
    }

    /** Whether the consumer is asked between two instants, the later one included, if a promise was kept. */
    public boolean asksKeptBetween(Instant after, Instant until, Policy policy) {
        return promisedDay(policy).anyMatch(at -> at.isAfter(after) && !at.isAfter(until));
    }

    /** The business is reminded before each due instant, where the round is long enough for it. */
    private Stream<Instant> reminders(Policy policy) {
        return due().stream()
                .flatMap(due -> policy.reminders().stream().map(due::minus))
                .filter(at -> at.isAfter(roundBegun()));
    }

    private Instant roundBegun() {
        var set = history.reversed().stream()
                .filter(ClockSet.class::isInstance)
                .findFirst()
                .orElse(filed)
                .at();
        return round == 1 || set.isAfter(deadlines.get(round - 2)) ? set : deadlines.get(round - 2);
    }

    /** Nine in the morning of the day by which something was promised. */
    private Stream<Instant> promisedDay(Policy policy) {
        return promise().stream()
                .filter(_ -> !hasSince(SettlementKept.class, Settled.class) && !isBreached())
                .filter(_ -> !hasSince(PromiseKept.class, Answered.class))
                .flatMap(offer -> Stream.ofNullable(offer.by()))
                .map(day -> day.atTime(9, 0).atZone(policy.calendar().zone()).toInstant());
    }

    /** The centre admits the complaint after all: its rounds begin now. */
    public Decision admit(Instant now, Policy policy) {
        return step(
                Step.ADMIT,
                now,
                policy,
                c -> c.has(AdmissionDenied.class)
                        ? refused(new Refusal.OnlyOnce(Step.ADMIT))
                        : happened(new Admitted(now, c.from(now, policy))));
    }

    private List<Instant> from(Instant now, Policy policy) {
        var calendar = calendar(policy);
        var due = new ArrayList<Instant>();
        var begin = now;
        for (var length : policy.rounds()) {
            begin = calendar.after(begin, length);
            due.add(begin);
        }
        return due;
    }

    /** The centre confirms that the complaint is not admitted. */
    public Decision keepOut(Instant now, Policy policy) {
        return step(
                Step.KEEP_OUT,
                now,
                policy,
                c -> c.has(AdmissionDenied.class)
                        ? refused(new Refusal.OnlyOnce(Step.KEEP_OUT))
                        : happened(new AdmissionDenied(now)));
    }

    /** The business answers: within a round, or after the last one, when the point stays. */
    public Decision answer(Instant now, Offer offer, @Nullable String fingerprint, Policy policy) {
        return step(
                Step.ANSWER,
                now,
                policy,
                c -> happened(
                        c.state == State.UNANSWERED
                                ? new AnsweredAfterExpiry(now, offer, fingerprint)
                                : new Answered(now, true, c.round, offer, fingerprint)));
    }

    /** The business asks the consumer for information, once. The clock stands still for the period of the policy at most. */
    public Decision askInformation(Instant now, Policy policy) {
        return step(
                Step.ASK_INFORMATION,
                now,
                policy,
                c -> c.has(InformationAsked.class)
                        ? refused(new Refusal.OnlyOnce(Step.ASK_INFORMATION))
                        : happened(new InformationAsked(
                                now, now.plus(policy.procedure().informationWithin()))));
    }

    /** The consumer gives the information; the round goes on with the time that was left. */
    public Decision giveInformation(Instant now, Policy policy) {
        return step(
                Step.GIVE_INFORMATION, now, policy, c -> happened(new InformationGiven(now, c.resumed(now, policy))));
    }

    /** The business says it need not answer, once. The clock stands still until an officer has reviewed that. */
    public Decision refuse(Instant now, RefusalGround ground, Policy policy) {
        return step(
                Step.REFUSE,
                now,
                policy,
                c -> c.has(RefusalAsked.class)
                        ? refused(new Refusal.OnlyOnce(Step.REFUSE))
                        : happened(new RefusalAsked(now, ground)));
    }

    /** An officer reviews a refusal: upheld, the complaint does not count; denied, the round goes on with the time left. */
    public Decision reviewRefusal(Instant now, boolean uphold, Policy policy) {
        return step(
                uphold ? Step.UPHOLD_REFUSAL : Step.DENY_REFUSAL,
                now,
                policy,
                c -> happened(uphold ? new RefusalUpheld(now) : new RefusalDenied(now, c.resumed(now, policy))));
    }

    /** The consumer says whether the answer solved the matter, with a score from 1 to 5, within the rating period. */
    public Decision rate(Instant now, boolean solved, int score, Policy policy) {
        if (score < 1 || score > 5) {
            throw new IllegalArgumentException("a score is 1 to 5");
        }
        return step(
                solved ? Step.RATE_SOLVED : Step.RATE_NOT_SOLVED,
                now,
                policy,
                _ -> happened(new Rated(now, solved, score)));
    }

    /** The consumer confirms that what was promised was done. */
    public Decision confirmKept(Instant now, Policy policy) {
        return step(
                Step.CONFIRM_KEPT,
                now,
                policy,
                c -> c.hasSince(PromiseKept.class, Answered.class)
                        ? refused(new Refusal.OnlyOnce(Step.CONFIRM_KEPT))
                        : happened(new PromiseKept(now)));
    }

    /** What was promised was not done: once, within the period of the policy, the rounds begin anew. */
    public Decision reopen(Instant now, Policy policy) {
        return step(Step.REOPEN, now, policy, c -> {
            if (c.has(Reopened.class)) {
                return refused(new Refusal.OnlyOnce(Step.REOPEN));
            }
            var last = c.last(Rated.class)
                    .orElseThrow()
                    .at()
                    .plus(policy.procedure().reopenWithin());
            return now.isAfter(last)
                    ? refused(new Refusal.DeadlinePassed(last))
                    : happened(new Reopened(now, c.from(now, policy)));
        });
    }

    /** A party, or for an unanswered complaint the centre itself, opens the mediation, within the period of the policy. */
    public Decision askMediation(Instant now, Party by, Policy policy) {
        return step(Step.ASK_MEDIATION, now, policy, c -> {
            var since = Stream.of(Rated.class, LeftUnanswered.class, AnsweredAfterExpiry.class)
                    .flatMap(kind -> c.last(kind).stream())
                    .map(ComplaintEvent::at)
                    .max(Comparator.naturalOrder())
                    .orElse(c.filed.at());
            var last = since.plus(policy.procedure().mediationWithin());
            return now.isAfter(last)
                    ? refused(new Refusal.DeadlinePassed(last))
                    : happened(new MediationOpened(now, by));
        });
    }

    /** The centre proposes a settlement to both parties; an earlier proposal is void. */
    public Decision propose(Instant now, Offer offer, Policy policy) {
        return step(Step.PROPOSE_SETTLEMENT, now, policy, _ -> happened(new SettlementProposed(now, offer)));
    }

    /** A party accepts the proposal; when both have, the settlement is made. */
    public Decision accept(Instant now, Party by, Policy policy) {
        boolean completes = hasAccepted(other(by));
        var step = completes ? Step.COMPLETE_SETTLEMENT : Step.ACCEPT_SETTLEMENT;
        return step(step, now, policy, c -> {
            if (c.proposal().isEmpty()) {
                return refused(new Refusal.NothingToDecide(step));
            }
            if (c.hasAccepted(by)) {
                return refused(new Refusal.OnlyOnce(step));
            }
            return completes
                    ? happened(
                            new SettlementAccepted(now, by),
                            new Settled(now, c.proposal().orElseThrow()))
                    : happened(new SettlementAccepted(now, by));
        });
    }

    private static Party other(Party party) {
        return party == Party.CONSUMER ? Party.BUSINESS : Party.CONSUMER;
    }

    /** A party declines the proposal. */
    public Decision decline(Instant now, Party by, Policy policy) {
        return step(
                Step.DECLINE_SETTLEMENT,
                now,
                policy,
                c -> c.proposal().isEmpty()
                        ? refused(new Refusal.NothingToDecide(Step.DECLINE_SETTLEMENT))
                        : happened(new SettlementDeclined(now, by)));
    }

    /** The consumer says whether the settlement was kept, once. */
    public Decision confirmSettlement(Instant now, boolean kept, Policy policy) {
        var step = kept ? Step.CONFIRM_SETTLEMENT : Step.REPORT_BREACH;
        return step(
                step,
                now,
                policy,
                c -> c.isBreached() || c.hasSince(SettlementKept.class, Settled.class)
                        ? refused(new Refusal.OnlyOnce(step))
                        : happened(kept ? new SettlementKept(now) : new SettlementBreached(now)));
    }

    /**
     * The centre rules: in a mediation that found no settlement, or on a settlement that was not kept.
     *
     * @param ordered what the business must do; absent where the ruling orders nothing
     */
    public Decision rule(Instant now, RulingOutcome outcome, @Nullable Offer ordered, Policy policy) {
        return step(
                Step.RULE,
                now,
                policy,
                c -> c.state == State.SETTLED && !c.isBreached()
                        ? refused(new Refusal.NothingToDecide(Step.RULE))
                        : happened(new Ruled(now, outcome, ordered)));
    }

    /** What was ordered was done. */
    public Decision confirmCompliance(Instant now, Policy policy) {
        return step(
                Step.CONFIRM_COMPLIANCE,
                now,
                policy,
                c -> c.promise().isEmpty()
                        ? refused(new Refusal.NothingToDecide(Step.CONFIRM_COMPLIANCE))
                        : happened(new Complied(now)));
    }

    /** What was ordered was not done: the case goes to the court. Refused while an appeal waits. */
    public Decision refer(Instant now, Policy policy) {
        return step(Step.REFER, now, policy, c -> {
            if (c.appealIsPending()) {
                return refused(new Refusal.AppealPending());
            }
            return c.promise().isEmpty()
                    ? refused(new Refusal.NothingToDecide(Step.REFER))
                    : happened(new Referred(now));
        });
    }

    /** A party appeals against an exclusion or a ruling, once for each, within the period of the policy. */
    public Decision appeal(Instant now, Party by, Policy policy) {
        return step(Step.APPEAL, now, policy, c -> {
            if (c.hasSince(AppealFiled.class, RefusalUpheld.class, Ruled.class)) {
                return refused(c.appealIsPending() ? new Refusal.AppealPending() : new Refusal.OnlyOnce(Step.APPEAL));
            }
            var decided = c.state == State.RULED ? c.last(Ruled.class) : c.last(RefusalUpheld.class);
            var last = decided.map(ComplaintEvent::at)
                    .orElseThrow()
                    .plus(policy.procedure().appealWithin());
            return now.isAfter(last) ? refused(new Refusal.DeadlinePassed(last)) : happened(new AppealFiled(now, by));
        });
    }

    /** The appeal is decided: granted, the decision is set aside; denied, it stands. */
    public Decision decideAppeal(Instant now, boolean grant, Policy policy) {
        var step = grant ? Step.GRANT_APPEAL : Step.DENY_APPEAL;
        return step(step, now, policy, c -> {
            if (!c.appealIsPending()) {
                return refused(new Refusal.NothingToDecide(step));
            }
            if (!grant) {
                return happened(new AppealDenied(now));
            }
            return happened(
                    c.state == State.RULED
                            ? new RulingSetAside(now)
                            : new ExclusionSetAside(now, c.resumed(now, policy)));
        });
    }

    /** The consumer withdraws. A point that was made stays. */
    public Decision withdraw(Instant now, Policy policy) {
        return step(Step.WITHDRAW, now, policy, _ -> happened(new Withdrawn(now)));
    }

    /** An officer sets the complaint aside as part of a flood, in whatever state. No figure counts it until it is released. */
    public Decision quarantine(Instant now, Policy policy) {
        return note(
                now,
                policy,
                c -> c.isQuarantined() ? refused(new Refusal.AlreadySo()) : happened(new Quarantined(now)));
    }

    /** An officer lets a complaint count again. */
    public Decision release(Instant now, Policy policy) {
        return note(
                now, policy, c -> c.isQuarantined() ? happened(new Released(now)) : refused(new Refusal.AlreadySo()));
    }

    /** The public record is corrected after a dispute, each kind once. */
    public Decision correct(Instant now, Correction correction, Policy policy) {
        return note(
                now,
                policy,
                c -> c.history.stream().anyMatch(e -> e instanceof Corrected made && made.correction() == correction)
                        ? refused(new Refusal.AlreadySo())
                        : happened(new Corrected(now, correction)));
    }

    /**
     * All clocks stand still for a declared period. Changes nothing where no round runs or is stopped, where the period ends
     * before now, where its own policy knows the period, and where the same version has been applied before.
     */
    public Decision extend(Instant now, String policyVersion, LegalCalendar.Period stop, Policy policy) {
        return note(now, policy, c -> {
            boolean clockLives =
                    c.state == State.OPEN || c.state == State.WAITING_CONSUMER || c.state == State.REFUSAL_REVIEW;
            boolean applied = c.history.stream()
                            .anyMatch(e -> e instanceof Extended made
                                    && made.policyVersion().equals(policyVersion)
                                    && made.stop().equals(stop))
                    || policy.calendar().forceMajeure().contains(stop);
            if (!clockLives || applied || !stop.to().isAfter(now)) {
                return happened();
            }
            var left = c.calendar(policy).between(now, c.deadlines.get(c.round - 1));
            var ahead = new Extended(now, policyVersion, stop, c.deadlines);
            return happened(
                    c.state == State.OPEN
                            ? new Extended(
                                    now,
                                    policyVersion,
                                    stop,
                                    c.with(ahead, policy).from(now, left, policy))
                            : ahead);
        });
    }

    /**
     * Until when the business may dispute what the record says of this complaint; absent where there is nothing to correct or it
     * was corrected before.
     */
    public Optional<Instant> disputableUntil(Correction correction, Policy policy) {
        boolean corrected =
                history.stream().anyMatch(e -> e instanceof Corrected made && made.correction() == correction);
        return history.stream()
                .filter(e -> !corrected)
                .filter(e -> e instanceof RoundMissed
                        || (correction == Correction.NOT_COUNTED
                                && (e instanceof LeftUnanswered || e instanceof Rated || e instanceof ClosedUnrated)))
                .map(ComplaintEvent::at)
                .max(Comparator.naturalOrder())
                .map(published -> published.plus(policy.procedure().disputeWithin()));
    }

    private interface Rule {
        Decision decide(Complaint complaint);
    }

    /** What time has brought about comes first; then the step is tried against the table and the rule of the step. */
    private Decision step(Step step, Instant now, Policy policy, Rule rule) {
        return note(
                now, policy, c -> !Transitions.TABLE.allows(c.state, step) ? refused(c.whyNot(step)) : rule.decide(c));
    }

    private Decision note(Instant now, Policy policy, Rule rule) {
        var events = new ArrayList<>(passed(now, policy));
        var complaint = this;
        for (var event : events) {
            complaint = complaint.with(event, policy);
        }
        return switch (rule.decide(complaint)) {
            case Decision.Refused refused -> refused;
            case Happened(var more) -> {
                events.addAll(more);
                yield new Happened(List.copyOf(events));
            }
        };
    }

    private static Decision happened(ComplaintEvent... events) {
        return new Happened(List.of(events));
    }

    private static Decision refused(Refusal refusal) {
        return new Decision.Refused(refusal);
    }

    private Refusal whyNot(Step step) {
        boolean rating = step == Step.RATE_SOLVED || step == Step.RATE_NOT_SOLVED;
        if (rating && state == State.CLOSED_UNRATED) {
            return new Refusal.DeadlinePassed(history.getLast().at());
        }
        var timedOut = last(InformationNotGiven.class);
        if (step == Step.GIVE_INFORMATION && state == State.OPEN && timedOut.isPresent()) {
            return new Refusal.DeadlinePassed(timedOut.get().at());
        }
        return new Refusal.WrongState(state, step);
    }
}
