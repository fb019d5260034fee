package org.touchstone.rules.testing;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Answered;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.record.CaseFacts;

/** A complaint filed at noon of 3 May 2026 in Tehran, to be answered in one round of four days, unless said otherwise. */
public final class AComplaint {

    /** Sunday, noon in Tehran. */
    public static final Instant FILED = Instant.parse("2026-05-03T08:30:00Z");

    private Policy policy = Policies.oneRoundOfFourDays();
    private Instant filedAt = FILED;
    private final List<UnaryOperator<Complaint>> acts = new ArrayList<>();

    private AComplaint() {}

    public static AComplaint aComplaint() {
        return new AComplaint();
    }

    public AComplaint under(Policy policy) {
        this.policy = policy;
        return this;
    }

    public AComplaint filedAt(Instant instant) {
        this.filedAt = instant;
        return this;
    }

    /** The business answers; say when with {@code after}, {@code inRound} or {@code afterTheLastRound}. */
    public Answering answered() {
        return new Answering();
    }

    /** The consumer rates the answer a day after it. */
    public AComplaint rated(boolean solved, int score) {
        acts.add(c -> happened(c, c.rate(c.history().getLast().at().plus(ofDays(1)), solved, score, policy)));
        return this;
    }

    /** The consumer withdraws so long after the filing. */
    public AComplaint withdrawnAfter(Duration sinceFiling) {
        acts.add(c -> happened(c, c.withdraw(filedAt.plus(sinceFiling), policy)));
        return this;
    }

    /** Nothing happens, and a timer runs so long after the filing. */
    public AComplaint timerRunsAfter(Duration sinceFiling) {
        acts.add(c -> happened(c, new Happened(c.passed(filedAt.plus(sinceFiling), policy))));
        return this;
    }

    public Policy policy() {
        return policy;
    }

    public Complaint complaint() {
        var complaint = Complaint.of(
                List.of(Complaint.file(
                        filedAt, policy, "MARK-1", "NOT_DELIVERED", Remedy.REFUND, money("1200000", "IRR"))),
                policy);
        for (var act : acts) {
            complaint = act.apply(complaint);
        }
        return complaint;
    }

    public List<ComplaintEvent> history() {
        return complaint().history();
    }

    public CaseFacts factsAfter(Duration sinceFiling) {
        return factsAt(filedAt.plus(sinceFiling));
    }

    public CaseFacts factsAt(Instant asOf) {
        return CaseFacts.at(asOf, history(), policy);
    }

    private Complaint happened(Complaint complaint, Decision decision) {
        return after(complaint, decision, policy);
    }

    /** The complaint after a decision; a refusal fails the test. */
    public static Complaint after(Complaint complaint, Decision decision, Policy policy) {
        if (!(decision instanceof Happened(var events))) {
            throw new AssertionError("refused: " + decision);
        }
        for (var event : events) {
            complaint = complaint.with(event, policy);
        }
        return complaint;
    }

    public static Money money(String value, String currency) {
        return new Money(new BigDecimal(value), currency);
    }

    public static Offer refundOf(String value, String currency) {
        return new Offer(Remedy.REFUND, money(value, currency), null);
    }

    public static Offer explanation() {
        return new Offer(Remedy.EXPLANATION, null, null);
    }

    /** How and when the business answers. */
    public final class Answering {
        private Offer offer = explanation();
        private @Nullable String fingerprint;

        public Answering offering(Offer offer) {
            this.offer = offer;
            return this;
        }

        public Answering saying(String fingerprint) {
            this.fingerprint = fingerprint;
            return this;
        }

        public AComplaint after(Duration sinceFiling) {
            acts.add(c -> happened(c, c.answer(filedAt.plus(sinceFiling), offer, fingerprint, policy)));
            return AComplaint.this;
        }

        /** An hour before the round is due. */
        public AComplaint inRound(int round) {
            var due = policy.deadlines(filedAt).get(round - 1);
            return after(Duration.between(filedAt, due).minus(ofHours(1)));
        }

        /** A day after the last due instant. */
        public AComplaint afterTheLastRound() {
            var due = policy.deadlines(filedAt).getLast();
            return after(Duration.between(filedAt, due).plus(ofDays(1)));
        }

        /** In a round, as some imported cases have it: the source names no time. */
        public AComplaint atAnUnknownTimeInRound(int round) {
            acts.add(c -> {
                var due = c.filed().deadlines().get(round - 1);
                var answer = new Answered(due, false, round, offer, fingerprint);
                return c.with(answer, policy);
            });
            return AComplaint.this;
        }
    }
}
