package org.touchstone.rules.complaint;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.complaint.Party.BUSINESS;
import static org.touchstone.rules.complaint.Party.CENTRE;
import static org.touchstone.rules.complaint.Party.CONSUMER;
import static org.touchstone.rules.testing.AComplaint.FILED;
import static org.touchstone.rules.testing.AComplaint.aComplaint;
import static org.touchstone.rules.testing.AComplaint.after;
import static org.touchstone.rules.testing.AComplaint.explanation;
import static org.touchstone.rules.testing.AComplaint.refundOf;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.complaint.ComplaintEvent.*;
import org.touchstone.rules.complaint.Decision.Refused;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.CaseFacts.SetAside;
import org.touchstone.rules.testing.Policies;

/** Everything that may follow besides a plain answer. The instants are computed by hand. */
class BranchesTest {

    private static final Policy FOUR_DAYS = Policies.oneRoundOfFourDays();
    private static final Policy THREE_ROUNDS = Policies.roundsOf72And48And24();

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Refused.class);
        return ((Refused) decision).refusal();
    }

    @Nested
    class Asking_the_consumer {
        // Filed on 3 May 08:30 UTC, due on 7 May 08:30.
        private final Complaint open = aComplaint().complaint();
        private final Instant asked = at("2026-05-05T08:30:00Z");
        private final Complaint waiting = after(open, open.askInformation(asked, FOUR_DAYS), FOUR_DAYS);

        @Test
        void stops_the_clock_for_48_hours_at_most() {
            assertThat(waiting.state()).isEqualTo(State.WAITING_CONSUMER);
            assertThat(waiting.due()).isEmpty();
            assertThat(waiting.nextPassing()).contains(at("2026-05-07T08:30:00Z"));
        }

        @Test
        void gives_the_business_the_two_days_back_that_were_left() {
            var given = after(waiting, waiting.giveInformation(at("2026-05-06T20:00:00Z"), FOUR_DAYS), FOUR_DAYS);
            assertThat(given.state()).isEqualTo(State.OPEN);
            assertThat(given.deadlines()).containsExactly(at("2026-05-08T20:00:00Z"));
        }

        @Test
        void ends_by_itself_with_the_time_that_was_left() {
            var events = waiting.passed(at("2026-05-09T08:29:59Z"), FOUR_DAYS);
            assertThat(events)
                    .containsExactly(
                            new InformationNotGiven(at("2026-05-07T08:30:00Z"), List.of(at("2026-05-09T08:30:00Z"))));
            assertThat(waiting.passed(at("2026-05-09T08:30:00Z"), FOUR_DAYS))
                    .hasSize(2)
                    .last()
                    .isEqualTo(new LeftUnanswered(at("2026-05-09T08:30:00Z")));
        }

        @Test
        void is_allowed_once() {
            var given = after(waiting, waiting.giveInformation(asked.plus(ofHours(1)), FOUR_DAYS), FOUR_DAYS);
            assertThat(refusal(given.askInformation(asked.plus(ofHours(2)), FOUR_DAYS)))
                    .isEqualTo(new Refusal.OnlyOnce(Step.ASK_INFORMATION));
        }

        @Test
        void an_answer_to_the_question_after_the_48_hours_comes_too_late_and_says_so() {
            assertThat(refusal(waiting.giveInformation(at("2026-05-07T08:30:00Z"), FOUR_DAYS)))
                    .isEqualTo(new Refusal.DeadlinePassed(at("2026-05-07T08:30:00Z")));
        }

        @Test
        void moves_the_rounds_after_the_running_one_too() {
            // 72 h → 6 May, 48 h → 8 May, 24 h → 9 May, each 08:30. Asked in round 2 with 24 h left, answered 12 h
            // later.
            var complaint = aComplaint().under(THREE_ROUNDS).complaint();
            complaint =
                    after(complaint, complaint.askInformation(at("2026-05-07T08:30:00Z"), THREE_ROUNDS), THREE_ROUNDS);
            assertThat(complaint.round()).isEqualTo(2);
            complaint =
                    after(complaint, complaint.giveInformation(at("2026-05-07T20:30:00Z"), THREE_ROUNDS), THREE_ROUNDS);
            assertThat(complaint.deadlines())
                    .containsExactly(
                            at("2026-05-06T08:30:00Z"), at("2026-05-08T20:30:00Z"), at("2026-05-09T20:30:00Z"));
            assertThat(complaint.round()).isEqualTo(2);
        }
    }

    @Nested
    class Refusing {
        private final Complaint open = aComplaint().complaint();
        private final Complaint review =
                after(open, open.refuse(FILED.plus(ofDays(3)), RefusalGround.NOT_OUR_CUSTOMER, FOUR_DAYS), FOUR_DAYS);

        @Test
        void stops_the_clock_until_the_officer_decides() {
            assertThat(review.nextPassing()).isEmpty();
            assertThat(review.passed(FILED.plus(ofDays(300)), FOUR_DAYS)).isEmpty();
        }

        @Test
        void denied_leaves_the_day_that_was_left_and_counts_as_lost() {
            var denied = after(review, review.reviewRefusal(FILED.plus(ofDays(10)), false, FOUR_DAYS), FOUR_DAYS);
            assertThat(denied.deadlines()).containsExactly(FILED.plus(ofDays(11)));
            var facts = CaseFacts.at(FILED.plus(ofDays(10)), denied.history(), FOUR_DAYS);
            assertThat(facts.refusals()).isEqualTo(1);
            assertThat(facts.refusalsLost()).isEqualTo(1);
            assertThat(facts.matured(FILED.plus(ofDays(10)))).isFalse();
            var later = CaseFacts.at(FILED.plus(ofDays(11)), denied.history(), FOUR_DAYS);
            assertThat(later.state()).isEqualTo(State.UNANSWERED);
        }

        @Test
        void upheld_takes_the_complaint_out_of_every_figure() {
            var upheld = after(review, review.reviewRefusal(FILED.plus(ofDays(4)), true, FOUR_DAYS), FOUR_DAYS);
            assertThat(upheld.state()).isEqualTo(State.EXCLUDED);
            var facts = CaseFacts.at(FILED.plus(ofDays(99)), upheld.history(), FOUR_DAYS);
            assertThat(facts.counts()).isFalse();
            assertThat(facts.refusals()).isEqualTo(1);
            assertThat(facts.refusalsLost()).isZero();
        }

        @Test
        void is_allowed_once() {
            var denied = after(review, review.reviewRefusal(FILED.plus(ofDays(4)), false, FOUR_DAYS), FOUR_DAYS);
            assertThat(refusal(denied.refuse(FILED.plus(ofDays(4)), RefusalGround.OTHER, FOUR_DAYS)))
                    .isEqualTo(new Refusal.OnlyOnce(Step.REFUSE));
        }

        @Test
        void an_exclusion_set_aside_on_appeal_gives_the_time_back_and_counts_as_lost() {
            var upheld = after(review, review.reviewRefusal(FILED.plus(ofDays(4)), true, FOUR_DAYS), FOUR_DAYS);
            var appealed = after(upheld, upheld.appeal(FILED.plus(ofDays(6)), CONSUMER, FOUR_DAYS), FOUR_DAYS);
            assertThat(appealed.appealIsPending()).isTrue();
            var open = after(appealed, appealed.decideAppeal(FILED.plus(ofDays(9)), true, FOUR_DAYS), FOUR_DAYS);
            assertThat(open.state()).isEqualTo(State.OPEN);
            assertThat(open.deadlines()).containsExactly(FILED.plus(ofDays(10)));
            assertThat(CaseFacts.at(FILED.plus(ofDays(9)), open.history(), FOUR_DAYS)
                            .refusalsLost())
                    .isEqualTo(1);
        }

        @Test
        void an_appeal_comes_within_twenty_days_and_once() {
            var decided = FILED.plus(ofDays(4));
            var upheld = after(review, review.reviewRefusal(decided, true, FOUR_DAYS), FOUR_DAYS);
            var last = decided.plus(ofDays(20));
            assertThat(refusal(upheld.appeal(last.plusNanos(1), CONSUMER, FOUR_DAYS)))
                    .isEqualTo(new Refusal.DeadlinePassed(last));
            var appealed = after(upheld, upheld.appeal(last, CONSUMER, FOUR_DAYS), FOUR_DAYS);
            assertThat(refusal(appealed.appeal(last, CONSUMER, FOUR_DAYS))).isEqualTo(new Refusal.AppealPending());
            var denied = after(appealed, appealed.decideAppeal(last, false, FOUR_DAYS), FOUR_DAYS);
            assertThat(denied.state()).isEqualTo(State.EXCLUDED);
            assertThat(refusal(denied.appeal(last, CONSUMER, FOUR_DAYS))).isEqualTo(new Refusal.OnlyOnce(Step.APPEAL));
            assertThat(refusal(denied.decideAppeal(last, true, FOUR_DAYS)))
                    .isEqualTo(new Refusal.NothingToDecide(Step.GRANT_APPEAL));
        }
    }

    @Nested
    class Reopening {
        private final Offer promise = new Offer(Remedy.REFUND, null, LocalDate.of(2026, 5, 10));
        private final Complaint resolved = aComplaint()
                .answered()
                .offering(promise)
                .after(ofHours(5))
                .rated(true, 5)
                .complaint();
        private final Instant rated = FILED.plus(ofHours(29));

        @Test
        void begins_the_rounds_anew() {
            var now = rated.plus(ofDays(30));
            var reopened = after(resolved, resolved.reopen(now, FOUR_DAYS), FOUR_DAYS);
            assertThat(reopened.state()).isEqualTo(State.OPEN);
            assertThat(reopened.round()).isEqualTo(1);
            assertThat(reopened.deadlines()).containsExactly(now.plus(ofDays(4)));
        }

        @Test
        void comes_within_thirty_days_and_once() {
            var last = rated.plus(ofDays(30));
            assertThat(refusal(resolved.reopen(last.plusNanos(1), FOUR_DAYS)))
                    .isEqualTo(new Refusal.DeadlinePassed(last));
            var again = after(resolved, resolved.reopen(last, FOUR_DAYS), FOUR_DAYS);
            again = after(again, again.answer(last.plusSeconds(1), explanation(), null, FOUR_DAYS), FOUR_DAYS);
            again = after(again, again.rate(last.plusSeconds(2), true, 4, FOUR_DAYS), FOUR_DAYS);
            assertThat(refusal(again.reopen(last.plusSeconds(3), FOUR_DAYS)))
                    .isEqualTo(new Refusal.OnlyOnce(Step.REOPEN));
        }

        @Test
        void keeps_the_first_answer_in_the_record_until_the_new_rounds_end_and_takes_back_the_word_solved() {
            var now = rated.plus(ofDays(3));
            var reopened = after(resolved, resolved.reopen(now, FOUR_DAYS), FOUR_DAYS);
            var open = CaseFacts.at(now.plus(ofDays(1)), reopened.history(), FOUR_DAYS);
            assertThat(open.matured(now.plus(ofDays(1)))).isTrue();
            assertThat(open.answeredInTime()).isTrue();
            assertThat(open.solved()).isNull();
            assertThat(open.reopened()).isEqualTo(1);
            assertThat(open.moneyReturned()).isNull();
            var silent = CaseFacts.at(now.plus(ofDays(4)), reopened.history(), FOUR_DAYS);
            assertThat(silent.state()).isEqualTo(State.UNANSWERED);
            assertThat(silent.answeredInTime()).isFalse();
            assertThat(silent.matured(now.plus(ofDays(4)))).isTrue();
        }

        @Test
        void the_consumer_is_asked_on_the_morning_of_the_promised_day() {
            // Nine in the morning in Tehran.
            var morning = at("2026-05-10T05:30:00Z");
            assertThat(resolved.nextWake(rated, FOUR_DAYS)).contains(morning);
            assertThat(resolved.asksKeptBetween(rated, morning, FOUR_DAYS)).isTrue();
            assertThat(resolved.asksKeptBetween(morning, morning.plus(ofDays(1)), FOUR_DAYS))
                    .isFalse();
            var kept = after(resolved, resolved.confirmKept(rated.plusSeconds(9), FOUR_DAYS), FOUR_DAYS);
            assertThat(kept.asksKeptBetween(rated, morning, FOUR_DAYS)).isFalse();
            assertThat(refusal(kept.confirmKept(morning, FOUR_DAYS)))
                    .isEqualTo(new Refusal.OnlyOnce(Step.CONFIRM_KEPT));
        }
    }

    @Nested
    class Mediating {
        private final Complaint notResolved =
                aComplaint().answered().after(ofHours(5)).rated(false, 1).complaint();
        private final Instant rated = FILED.plus(ofHours(29));
        private final Instant now = rated.plus(ofDays(1));
        private final Complaint mediation =
                after(notResolved, notResolved.askMediation(now, BUSINESS, FOUR_DAYS), FOUR_DAYS);

        private Complaint settled() {
            var c = after(mediation, mediation.propose(now, refundOf("500", "IRR"), FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.accept(now, BUSINESS, FOUR_DAYS), FOUR_DAYS);
            assertThat(c.state()).isEqualTo(State.MEDIATION);
            return after(c, c.accept(now, CONSUMER, FOUR_DAYS), FOUR_DAYS);
        }

        @Test
        void may_be_asked_for_within_sixty_days() {
            var last = rated.plus(ofDays(60));
            assertThat(refusal(notResolved.askMediation(last.plusNanos(1), CONSUMER, FOUR_DAYS)))
                    .isEqualTo(new Refusal.DeadlinePassed(last));
        }

        @Test
        void the_centre_opens_it_for_an_unanswered_complaint_and_the_point_stays() {
            var silent = aComplaint().timerRunsAfter(ofDays(4)).complaint();
            var opened = after(silent, silent.askMediation(FILED.plus(ofDays(6)), CENTRE, FOUR_DAYS), FOUR_DAYS);
            var facts = CaseFacts.at(FILED.plus(ofDays(7)), opened.history(), FOUR_DAYS);
            assertThat(facts.matured(FILED.plus(ofDays(7)))).isTrue();
            assertThat(facts.answeredInTime()).isFalse();
        }

        @Test
        void a_settlement_needs_both() {
            assertThat(refusal(mediation.accept(now, CONSUMER, FOUR_DAYS)))
                    .isEqualTo(new Refusal.NothingToDecide(Step.ACCEPT_SETTLEMENT));
            var settled = settled();
            assertThat(settled.state()).isEqualTo(State.SETTLED);
            assertThat(settled.history()).last().isEqualTo(new Settled(now, refundOf("500", "IRR")));
        }

        @Test
        void nobody_accepts_twice_and_a_new_proposal_begins_anew() {
            var c = after(mediation, mediation.propose(now, refundOf("500", "IRR"), FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.accept(now, CONSUMER, FOUR_DAYS), FOUR_DAYS);
            assertThat(refusal(c.accept(now, CONSUMER, FOUR_DAYS)))
                    .isEqualTo(new Refusal.OnlyOnce(Step.ACCEPT_SETTLEMENT));
            c = after(c, c.propose(now, refundOf("400", "IRR"), FOUR_DAYS), FOUR_DAYS);
            assertThat(c.hasAccepted(CONSUMER)).isFalse();
            c = after(c, c.decline(now, BUSINESS, FOUR_DAYS), FOUR_DAYS);
            assertThat(c.proposal()).isEmpty();
            assertThat(refusal(c.accept(now, CONSUMER, FOUR_DAYS)))
                    .isEqualTo(new Refusal.NothingToDecide(Step.ACCEPT_SETTLEMENT));
        }

        @Test
        void a_settlement_kept_returns_the_money_of_the_settlement() {
            var settled = settled();
            var kept = after(settled, settled.confirmSettlement(now, true, FOUR_DAYS), FOUR_DAYS);
            var facts = CaseFacts.at(now, kept.history(), FOUR_DAYS);
            assertThat(facts.moneyReturned()).isEqualTo(refundOf("500", "IRR").amount());
            assertThat(facts.solved()).isFalse();
            assertThat(refusal(kept.rule(now, RulingOutcome.FOR_CONSUMER, null, FOUR_DAYS)))
                    .isEqualTo(new Refusal.NothingToDecide(Step.RULE));
        }

        @Test
        void a_breach_opens_the_way_to_a_ruling_and_the_court() {
            var settled = settled();
            assertThat(refusal(settled.rule(now, RulingOutcome.FOR_CONSUMER, null, FOUR_DAYS)))
                    .isEqualTo(new Refusal.NothingToDecide(Step.RULE));
            var c = after(settled, settled.confirmSettlement(now, false, FOUR_DAYS), FOUR_DAYS);
            assertThat(refusal(c.confirmSettlement(now, true, FOUR_DAYS)))
                    .isEqualTo(new Refusal.OnlyOnce(Step.CONFIRM_SETTLEMENT));
            c = after(c, c.rule(now, RulingOutcome.FOR_CONSUMER, refundOf("500", "IRR"), FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.appeal(now, BUSINESS, FOUR_DAYS), FOUR_DAYS);
            assertThat(refusal(c.refer(now, FOUR_DAYS))).isEqualTo(new Refusal.AppealPending());
            c = after(c, c.decideAppeal(now, false, FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.refer(now, FOUR_DAYS), FOUR_DAYS);
            assertThat(c.state()).isEqualTo(State.REFERRED);
        }

        @Test
        void a_ruling_set_aside_returns_to_the_mediation_without_the_old_proposal() {
            var c = after(mediation, mediation.propose(now, refundOf("500", "IRR"), FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.accept(now, CONSUMER, FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.rule(now, RulingOutcome.FOR_BUSINESS, null, FOUR_DAYS), FOUR_DAYS);
            assertThat(refusal(c.confirmCompliance(now, FOUR_DAYS)))
                    .isEqualTo(new Refusal.NothingToDecide(Step.CONFIRM_COMPLIANCE));
            assertThat(refusal(c.refer(now, FOUR_DAYS))).isEqualTo(new Refusal.NothingToDecide(Step.REFER));
            c = after(c, c.appeal(now, CONSUMER, FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.decideAppeal(now, true, FOUR_DAYS), FOUR_DAYS);
            assertThat(c.state()).isEqualTo(State.MEDIATION);
            assertThat(c.proposal()).isEmpty();
            assertThat(c.hasAccepted(CONSUMER)).isFalse();
        }
    }

    @Nested
    class Not_admitting {
        private final Complaint out =
                aComplaint().complaint().with(new NotAdmitted(FILED, Inadmissible.PURCHASE_OUT_OF_RANGE), FOUR_DAYS);

        @Test
        void stops_everything_until_the_centre_decides() {
            assertThat(out.state()).isEqualTo(State.NOT_ADMITTED);
            assertThat(out.passed(FILED.plus(ofDays(99)), FOUR_DAYS)).isEmpty();
            assertThat(CaseFacts.at(FILED.plus(ofDays(99)), out.history(), FOUR_DAYS)
                            .counts())
                    .isFalse();
        }

        @Test
        void admitted_after_all_gives_the_business_its_full_time() {
            var now = FILED.plus(ofDays(2));
            var open = after(out, out.admit(now, FOUR_DAYS), FOUR_DAYS);
            assertThat(open.deadlines()).containsExactly(now.plus(ofDays(4)));
        }

        @Test
        void is_decided_once() {
            var kept = after(out, out.keepOut(FILED.plus(ofDays(2)), FOUR_DAYS), FOUR_DAYS);
            assertThat(kept.state()).isEqualTo(State.NOT_ADMITTED);
            assertThat(refusal(kept.admit(FILED.plus(ofDays(3)), FOUR_DAYS)))
                    .isEqualTo(new Refusal.OnlyOnce(Step.ADMIT));
        }
    }

    @Nested
    class Setting_aside {
        private final Complaint silent = aComplaint().timerRunsAfter(ofDays(4)).complaint();
        private final Instant now = FILED.plus(ofDays(5));

        @Test
        void takes_a_complaint_out_of_the_figures_and_back() {
            var aside = after(silent, silent.quarantine(now, FOUR_DAYS), FOUR_DAYS);
            assertThat(CaseFacts.at(now, aside.history(), FOUR_DAYS).setAside()).isEqualTo(SetAside.QUARANTINED);
            assertThat(refusal(aside.quarantine(now, FOUR_DAYS))).isEqualTo(new Refusal.AlreadySo());
            var back = after(aside, aside.release(now.plusSeconds(1), FOUR_DAYS), FOUR_DAYS);
            assertThat(CaseFacts.at(now.plusSeconds(1), back.history(), FOUR_DAYS)
                            .setAside())
                    .isNull();
            assertThat(CaseFacts.at(now, back.history(), FOUR_DAYS).setAside()).isEqualTo(SetAside.QUARANTINED);
        }

        @Test
        void does_not_stop_the_clock() {
            var open = aComplaint().complaint();
            var aside = after(open, open.quarantine(FILED.plusSeconds(1), FOUR_DAYS), FOUR_DAYS);
            assertThat(aside.due()).isEqualTo(open.due());
        }

        @Test
        void a_correction_stays_after_a_release() {
            var c = after(silent, silent.correct(now, Correction.NOT_COUNTED, FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.quarantine(now, FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.release(now, FOUR_DAYS), FOUR_DAYS);
            assertThat(CaseFacts.at(now, c.history(), FOUR_DAYS).setAside()).isEqualTo(SetAside.CORRECTED);
        }
    }

    @Nested
    class Force_majeure {
        private final LegalCalendar.Period flood =
                new LegalCalendar.Period(at("2026-05-05T00:00:00Z"), at("2026-05-08T00:00:00Z"));

        @Test
        void moves_a_running_deadline_by_the_part_of_the_period_that_is_still_to_come() {
            var open = aComplaint().complaint();
            // Declared on 4 May: all three days count. Declared on 6 May: two days are left.
            var early = after(open, open.extend(at("2026-05-04T00:00:00Z"), "v2", flood, FOUR_DAYS), FOUR_DAYS);
            assertThat(early.deadlines()).containsExactly(at("2026-05-10T08:30:00Z"));
            var late = after(open, open.extend(at("2026-05-06T00:00:00Z"), "v2", flood, FOUR_DAYS), FOUR_DAYS);
            assertThat(late.deadlines()).containsExactly(at("2026-05-09T08:30:00Z"));
        }

        @Test
        void is_applied_once() {
            var open = aComplaint().complaint();
            var once = after(open, open.extend(at("2026-05-04T00:00:00Z"), "v2", flood, FOUR_DAYS), FOUR_DAYS);
            var twice = after(once, once.extend(at("2026-05-04T10:00:00Z"), "v2", flood, FOUR_DAYS), FOUR_DAYS);
            assertThat(twice).isEqualTo(once);
        }

        @Test
        void counts_when_a_stopped_clock_runs_again() {
            var c = aComplaint().complaint();
            c = after(c, c.refuse(at("2026-05-04T08:30:00Z"), RefusalGround.OTHER, FOUR_DAYS), FOUR_DAYS);
            c = after(c, c.extend(at("2026-05-04T12:00:00Z"), "v2", flood, FOUR_DAYS), FOUR_DAYS);
            // Three days were left; they run from the end of the period.
            c = after(c, c.reviewRefusal(at("2026-05-06T10:00:00Z"), false, FOUR_DAYS), FOUR_DAYS);
            assertThat(c.deadlines()).containsExactly(at("2026-05-11T00:00:00Z"));
        }

        @Test
        void does_nothing_where_no_round_runs_and_where_it_is_over() {
            var answered = aComplaint().answered().after(Duration.ofHours(1)).complaint();
            assertThat(after(answered, answered.extend(at("2026-05-04T00:00:00Z"), "v2", flood, FOUR_DAYS), FOUR_DAYS))
                    .isEqualTo(answered);
            var open = aComplaint().complaint();
            var over = new LegalCalendar.Period(FILED.minus(ofDays(3)), FILED.minus(ofDays(1)));
            assertThat(after(open, open.extend(FILED.plusSeconds(1), "v2", over, FOUR_DAYS), FOUR_DAYS))
                    .isEqualTo(open);
        }
    }
}
