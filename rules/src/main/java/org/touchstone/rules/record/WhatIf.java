package org.touchstone.rules.record;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.Policy.RecordRules;

/**
 * What becomes of a business's record by what it does about one complaint: answers it now, or misses one due instant after the
 * other. By the very rules by which the record is made; every other complaint is taken to stay as it is now.
 *
 * @param before the record without this complaint
 * @param now the record as it is
 * @param answered the record if it is answered now; absent where it cannot be
 * @param answeredRound the round such an answer would count in, 0 after the last one; absent where it cannot be answered
 * @param missed what each due instant still to come would bring, in their order
 */
public record WhatIf(
        Standing before,
        Standing now,
        @Nullable Standing answered,
        @Nullable Integer answeredRound,
        List<Missed> missed) {

    /** Copies the list. */
    public WhatIf {
        missed = List.copyOf(missed);
    }

    /** The figures of a record that an answer or a silence moves; as {@link Figures} defines them. */
    public record Standing(int matured, int unanswered, int delays, int answered, int late) {

        private static Standing of(Figures f) {
            return new Standing(f.matured(), f.unanswered(), f.delays(), f.answered(), f.late());
        }

        private Standing plus(Standing other) {
            return new Standing(
                    matured + other.matured,
                    unanswered + other.unanswered,
                    delays + other.delays,
                    answered + other.answered,
                    late + other.late);
        }

        /** Answered among the matured. */
        public @Nullable Double answerRate() {
            return Share.of(answered, matured);
        }

        /** The 95 % interval of the answer rate. */
        public Share.@Nullable Interval answerInterval() {
            return Share.Interval.wilson(answered, matured);
        }
    }

    /**
     * A due instant missed.
     *
     * @param due the instant
     * @param last whether it is the last one: then the complaint is unanswered, one negative point
     * @param standing the record then
     */
    public record Missed(Instant due, boolean last, Standing standing) {}

    /**
     * Works it out.
     *
     * @param others facts of the mark's other complaints as of now
     * @param history what has happened to this one
     */
    public static WhatIf of(
            Collection<CaseFacts> others,
            List<ComplaintEvent> history,
            Instant now,
            Period window,
            RecordRules rules,
            Policy policy) {
        var before = Standing.of(Figures.of(others, now, window, rules, null));
        var complaint = Complaint.of(history, policy);
        var alone = new Alone(window, rules, policy);
        var answer = answer(complaint, now, policy);
        return new WhatIf(
                before,
                before.plus(alone.standing(history, now)),
                answer == null ? null : before.plus(alone.standing(answer.history(), now)),
                answer == null
                        ? null
                        : CaseFacts.at(now, answer.history(), policy).answeredRound(),
                missed(complaint, now, policy, before, alone));
    }

    private static @Nullable Complaint answer(Complaint complaint, Instant now, Policy policy) {
        var offer = new Offer(Remedy.EXPLANATION, null, null);
        return complaint.answer(now, offer, null, policy) instanceof Decision.Happened(var events)
                ? after(complaint, events, policy)
                : null;
    }

    private static List<Missed> missed(Complaint complaint, Instant now, Policy policy, Standing before, Alone alone) {
        var missed = new ArrayList<Missed>();
        var current = after(complaint, complaint.passed(now, policy), policy);
        for (var due = current.due(); due.isPresent(); due = current.due()) {
            current = after(current, current.passed(due.get(), policy), policy);
            missed.add(new Missed(
                    due.get(), current.due().isEmpty(), before.plus(alone.standing(current.history(), due.get()))));
        }
        return missed;
    }

    private static Complaint after(Complaint complaint, List<ComplaintEvent> events, Policy policy) {
        var current = complaint;
        for (var event : events) {
            current = current.with(event, policy);
        }
        return current;
    }

    /** The part of one complaint in a record. Each of these figures is a count, so that parts can be added. */
    private record Alone(Period window, RecordRules rules, Policy policy) {
        Standing standing(List<ComplaintEvent> history, Instant at) {
            return Standing.of(Figures.of(List.of(CaseFacts.at(at, history, policy)), at, window, rules, null));
        }
    }
}
