package org.touchstone.rules.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.*;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy;

/**
 * What a stored history would have been under another policy. What people did stays, at the instant they did it: filing,
 * questions, answers, ratings, decisions of the centre. What time did is computed anew from the filing on: due instants, rounds
 * missed, the negative point, the end of a period.
 *
 * <p>An act that the other policy leaves no room for is handled so:
 *
 * <ul>
 *   <li>an answer after the last round becomes an answer after expiry, and an answer after expiry becomes an answer in the round
 *       that still runs;
 *   <li>an answer while the clock still stands for a question lets the clock run on at that instant and counts as of then;
 *   <li>a declared stop of all clocks is applied where a clock lives, and is nothing elsewhere;
 *   <li>every other act that would be refused is left out and counted in {@link #dropped}: a rating after the rating period or
 *       after an answer that came too late, a mediation while a round still runs, a refusal after the last round, and what
 *       follows from them.
 * </ul>
 *
 * <p>A filing stays a filing: daily limit, categories and the time to complain within are not tried again, since nobody knows who
 * would have come on another day. People are taken to act as they did, although other periods would have moved some of them.
 *
 * @param history the history under the other policy
 * @param dropped acts left out; a history with any is comparable only in part
 */
public record Replay(List<ComplaintEvent> history, int dropped) {

    /** Copies the history. */
    public Replay {
        history = List.copyOf(history);
    }

    /** A history under another policy. Refuses one that does not begin with a filing. */
    public static Replay of(List<ComplaintEvent> history, Policy policy) {
        if (history.isEmpty() || !(history.getFirst() instanceof Filed filed)) {
            throw new IllegalArgumentException("a history begins with the filing");
        }
        var run = new Run(filed, policy);
        history.subList(1, history.size()).forEach(run::act);
        return new Replay(run.complaint.history(), run.dropped);
    }

    private static final class Run {
        private final Policy policy;
        private Complaint complaint;
        private int dropped;

        Run(Filed filed, Policy policy) {
            this.policy = policy;
            this.complaint = Complaint.of(
                    List.of(new Filed(
                            filed.at(),
                            filed.mark(),
                            filed.category(),
                            filed.asked(),
                            filed.amount(),
                            policy.version(),
                            policy.deadlines(filed.at()))),
                    policy);
        }

        void act(ComplaintEvent event) {
            switch (event) {
                case Filed _ -> throw new IllegalArgumentException("a complaint is filed once");
                case NotAdmitted e -> take(e);
                case Answered e -> answer(e.at(), e.timeKnown(), e.offer(), e.fingerprint());
                case AnsweredAfterExpiry e -> answer(e.at(), true, e.offer(), e.fingerprint());
                case Rated e -> rate(e);
                case Extended e -> extend(e);
                default -> decision(event).ifPresent(this::take);
            }
        }

        /** What the rules say to an act at its instant; nothing for what only time or another act brings about. */
        private Optional<Decision> decision(ComplaintEvent event) {
            var c = complaint;
            var at = event.at();
            return Optional.ofNullable(
                    switch (event) {
                        case Admitted _ -> c.admit(at, policy);
                        case AdmissionDenied _ -> c.keepOut(at, policy);
                        case InformationAsked _ -> c.askInformation(at, policy);
                        case InformationGiven _ -> c.giveInformation(at, policy);
                        case RefusalAsked e -> c.refuse(at, e.ground(), policy);
                        case RefusalUpheld _ -> c.reviewRefusal(at, true, policy);
                        case RefusalDenied _ -> c.reviewRefusal(at, false, policy);
                        case PromiseKept _ -> c.confirmKept(at, policy);
                        case Reopened _ -> c.reopen(at, policy);
                        case MediationOpened e -> c.askMediation(at, e.by(), policy);
                        case SettlementProposed e -> c.propose(at, e.offer(), policy);
                        case SettlementAccepted e -> c.accept(at, e.by(), policy);
                        case SettlementDeclined e -> c.decline(at, e.by(), policy);
                        case SettlementKept _ -> c.confirmSettlement(at, true, policy);
                        case SettlementBreached _ -> c.confirmSettlement(at, false, policy);
                        case Ruled e -> c.rule(at, e.outcome(), e.ordered(), policy);
                        case Complied _ -> c.confirmCompliance(at, policy);
                        case Referred _ -> c.refer(at, policy);
                        case AppealFiled e -> c.appeal(at, e.by(), policy);
                        case AppealDenied _ -> c.decideAppeal(at, false, policy);
                        case ExclusionSetAside _, RulingSetAside _ -> c.decideAppeal(at, true, policy);
                        case Withdrawn _ -> c.withdraw(at, policy);
                        case Quarantined _ -> c.quarantine(at, policy);
                        case Released _ -> c.release(at, policy);
                        case Corrected e -> c.correct(at, e.correction(), policy);
                        case Filed _,
                                NotAdmitted _,
                                Answered _,
                                AnsweredAfterExpiry _,
                                Rated _,
                                Extended _,
                                RoundMissed _,
                                LeftUnanswered _,
                                ClosedUnrated _,
                                InformationNotGiven _,
                                Settled _ -> null;
                    });
        }

        private void answer(Instant at, boolean timeKnown, Offer offer, @Nullable String fingerprint) {
            // An answer of unknown time is written down as of the end of its round, where it would be too late.
            var when = timeKnown ? at : at.minusNanos(1);
            if (standing(when).state() == State.WAITING_CONSUMER) {
                take(complaint.giveInformation(when, policy));
            }
            var decision = complaint.answer(when, offer, fingerprint, policy);
            if (timeKnown || !(decision instanceof Happened(var events))) {
                take(decision);
                return;
            }
            take(new Happened(events.stream()
                    .map(e -> e instanceof Answered a ? new Answered(at, false, a.round(), offer, fingerprint) : e)
                    .toList()));
        }

        /** Some imported ratings have no score; the rule only asks when and whether. */
        private void rate(Rated rated) {
            if (complaint.rate(rated.at(), rated.solved(), 1, policy) instanceof Happened(var events)) {
                take(new Happened(
                        events.stream().map(e -> e instanceof Rated ? rated : e).toList()));
            } else {
                dropped++;
            }
        }

        /** Where no clock lives any more, nothing happens: not even what time has brought about is written down for it. */
        private void extend(Extended extended) {
            var decision = complaint.extend(extended.at(), extended.policyVersion(), extended.stop(), policy);
            if (decision instanceof Happened(var events) && events.stream().anyMatch(Extended.class::isInstance)) {
                take(decision);
            }
        }

        private Complaint standing(Instant now) {
            var standing = complaint;
            for (var event : complaint.passed(now, policy)) {
                standing = standing.with(event, policy);
            }
            return standing;
        }

        private void take(Decision decision) {
            if (decision instanceof Happened(var events)) {
                events.forEach(this::take);
            } else {
                dropped++;
            }
        }

        private void take(ComplaintEvent event) {
            complaint = complaint.with(event, policy);
        }
    }

    /** What the history under the other policy contributes to the record as of an instant. */
    public CaseFacts facts(Instant asOf, Policy policy) {
        return CaseFacts.at(asOf, history, policy);
    }
}
