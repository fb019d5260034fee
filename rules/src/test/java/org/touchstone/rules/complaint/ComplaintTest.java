package org.touchstone.rules.complaint;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.touchstone.rules.testing.AComplaint.FILED;
import static org.touchstone.rules.testing.AComplaint.aComplaint;
import static org.touchstone.rules.testing.AComplaint.explanation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.complaint.ComplaintEvent.Answered;
import org.touchstone.rules.complaint.ComplaintEvent.AnsweredAfterExpiry;
import org.touchstone.rules.complaint.ComplaintEvent.ClosedUnrated;
import org.touchstone.rules.complaint.ComplaintEvent.LeftUnanswered;
import org.touchstone.rules.complaint.ComplaintEvent.Rated;
import org.touchstone.rules.complaint.ComplaintEvent.RoundMissed;
import org.touchstone.rules.complaint.ComplaintEvent.Withdrawn;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.complaint.Decision.Refused;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.testing.Policies;

class ComplaintTest {

    private static final Policy FOUR_DAYS = Policies.oneRoundOfFourDays();
    private static final Policy THREE_ROUNDS = Policies.roundsOf72And48And24();
    private static final Instant DUE = FILED.plus(ofDays(4));

    @Nested
    class Filing {
        @Test
        void a_filed_complaint_is_open_in_its_first_round() {
            var complaint = aComplaint().complaint();
            assertThat(complaint.state()).isEqualTo(State.OPEN);
            assertThat(complaint.round()).isEqualTo(1);
            assertThat(complaint.due()).contains(DUE);
            assertThat(complaint.ratingDue()).isEmpty();
        }

        @Test
        void policy_version_and_all_due_instants_are_fixed_at_the_filing() {
            var filed = aComplaint().under(THREE_ROUNDS).complaint().filed();
            assertThat(filed.policyVersion()).isEqualTo("1399-72-48-24");
            assertThat(filed.deadlines())
                    .containsExactly(FILED.plus(ofDays(3)), FILED.plus(ofDays(5)), FILED.plus(ofDays(6)));
        }

        @Test
        void a_later_policy_does_not_move_a_due_instant() {
            var complaint = aComplaint().under(THREE_ROUNDS).complaint();
            assertThat(complaint.passed(FILED.plus(ofDays(5)), FOUR_DAYS))
                    .isEqualTo(complaint.passed(FILED.plus(ofDays(5)), THREE_ROUNDS));
        }

        @Test
        void a_history_begins_with_the_filing_and_has_no_other() {
            var filed = aComplaint().complaint().filed();
            var withdrawn = new Withdrawn(FILED);
            assertThatThrownBy(() -> Complaint.of(List.of(), FOUR_DAYS)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Complaint.of(List.of(withdrawn), FOUR_DAYS))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Complaint.of(List.of(filed, filed), FOUR_DAYS))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Rounds {
        @Test
        void nothing_has_passed_a_moment_before_the_due_instant() {
            assertThat(aComplaint().complaint().passed(DUE.minusNanos(1), FOUR_DAYS))
                    .isEmpty();
        }

        @Test
        void the_only_round_missed_leaves_the_complaint_unanswered_without_a_delay() {
            assertThat(aComplaint().complaint().passed(DUE, FOUR_DAYS)).containsExactly(new LeftUnanswered(DUE));
            assertThat(aComplaint().timerRunsAfter(ofDays(4)).complaint().state())
                    .isEqualTo(State.UNANSWERED);
        }

        @Test
        void a_round_missed_before_the_last_is_a_delay_and_the_next_round_runs() {
            var late =
                    aComplaint().under(THREE_ROUNDS).timerRunsAfter(ofDays(3)).complaint();
            assertThat(late.history()).last().isEqualTo(new RoundMissed(FILED.plus(ofDays(3)), 1));
            assertThat(late.state()).isEqualTo(State.OPEN);
            assertThat(late.round()).isEqualTo(2);
            assertThat(late.due()).contains(FILED.plus(ofDays(5)));
        }

        @Test
        void a_timer_that_runs_late_records_every_due_instant_and_not_its_own() {
            var complaint = aComplaint().under(THREE_ROUNDS).complaint();
            assertThat(complaint.passed(FILED.plus(ofDays(300)), THREE_ROUNDS))
                    .containsExactly(
                            new RoundMissed(FILED.plus(ofDays(3)), 1),
                            new RoundMissed(FILED.plus(ofDays(5)), 2),
                            new LeftUnanswered(FILED.plus(ofDays(6))));
        }

        @Test
        void a_timer_that_runs_twice_records_once() {
            var complaint =
                    aComplaint().under(THREE_ROUNDS).timerRunsAfter(ofDays(300)).complaint();
            assertThat(complaint.passed(FILED.plus(ofDays(300)), THREE_ROUNDS)).isEmpty();
            assertThat(complaint.passed(FILED.plus(ofDays(900)), THREE_ROUNDS)).isEmpty();
        }

        @Test
        void an_unanswered_complaint_has_no_due_instant() {
            var unanswered = aComplaint().timerRunsAfter(ofDays(5)).complaint();
            assertThat(unanswered.due()).isEmpty();
            assertThat(unanswered.nextPassing()).isEmpty();
        }
    }

    @Nested
    class Answers {
        @Test
        void an_answer_within_the_round_is_on_time() {
            var answered = aComplaint().answered().after(hoursBeforeDue(5)).complaint();
            assertThat(answered.state()).isEqualTo(State.ANSWERED);
            assertThat(answered.history())
                    .last()
                    .isEqualTo(new Answered(DUE.minus(ofHours(5)), true, 1, explanation(), null));
        }

        @Test
        void an_answer_a_moment_before_the_due_instant_is_on_time() {
            assertThat(aComplaint()
                            .answered()
                            .after(ofDays(4).minusNanos(1))
                            .complaint()
                            .state())
                    .isEqualTo(State.ANSWERED);
        }

        @Test
        void an_answer_at_the_due_instant_is_late() {
            assertThat(aComplaint().answered().after(ofDays(4)).history())
                    .endsWith(new LeftUnanswered(DUE), new AnsweredAfterExpiry(DUE, explanation(), null));
        }

        @Test
        void an_answer_in_the_second_round_carries_one_delay() {
            assertThat(aComplaint()
                            .under(THREE_ROUNDS)
                            .answered()
                            .after(ofDays(3))
                            .history())
                    .endsWith(
                            new RoundMissed(FILED.plus(ofDays(3)), 1),
                            new Answered(FILED.plus(ofDays(3)), true, 2, explanation(), null));
        }

        @Test
        void an_answer_in_the_last_round_carries_a_delay_for_each_round_before() {
            var answered = aComplaint().under(THREE_ROUNDS).answered().inRound(3);
            assertThat(answered.complaint().state()).isEqualTo(State.ANSWERED);
            assertThat(answered.history())
                    .filteredOn(RoundMissed.class::isInstance)
                    .hasSize(2);
        }

        @Test
        void an_answer_after_the_last_round_keeps_the_point() {
            var late = aComplaint().under(THREE_ROUNDS).answered().afterTheLastRound();
            assertThat(late.complaint().state()).isEqualTo(State.ANSWERED_AFTER_EXPIRY);
            assertThat(late.history())
                    .endsWith(
                            new LeftUnanswered(FILED.plus(ofDays(6))),
                            new AnsweredAfterExpiry(FILED.plus(ofDays(7)), explanation(), null));
        }

        @Test
        void a_complaint_is_answered_once() {
            var answered = aComplaint().answered().after(ofHours(5)).complaint();
            assertThat(answered.answer(FILED.plus(ofHours(6)), explanation(), null, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.ANSWERED, Step.ANSWER)));
            var late = aComplaint().answered().afterTheLastRound().complaint();
            assertThat(late.answer(FILED.plus(ofDays(9)), explanation(), null, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.ANSWERED_AFTER_EXPIRY, Step.ANSWER)));
        }

        private Duration hoursBeforeDue(int hours) {
            return ofDays(4).minus(ofHours(hours));
        }
    }

    @Nested
    class Ratings {
        private final Instant answeredAt = FILED.plus(ofHours(5));
        private final Instant ratingDue = answeredAt.plus(ofDays(20));
        private final Complaint answered =
                aComplaint().answered().after(ofHours(5)).complaint();

        @Test
        void a_solved_matter_is_resolved_and_an_unsolved_one_is_not() {
            assertThat(aComplaint()
                            .answered()
                            .after(ofHours(5))
                            .rated(true, 5)
                            .complaint()
                            .state())
                    .isEqualTo(State.RESOLVED);
            assertThat(aComplaint()
                            .answered()
                            .after(ofHours(5))
                            .rated(false, 1)
                            .complaint()
                            .state())
                    .isEqualTo(State.NOT_RESOLVED);
        }

        @Test
        void the_consumer_has_twenty_days_from_the_answer() {
            assertThat(answered.ratingDue()).contains(ratingDue);
            var lastMoment = ratingDue.minusNanos(1);
            assertThat(answered.rate(lastMoment, true, 4, FOUR_DAYS))
                    .isEqualTo(new Happened(List.of(new Rated(lastMoment, true, 4))));
        }

        @Test
        void a_silent_consumer_closes_it_unrated_at_the_due_instant_however_late_the_timer_runs() {
            assertThat(answered.passed(ratingDue.minusNanos(1), FOUR_DAYS)).isEmpty();
            assertThat(answered.passed(ratingDue, FOUR_DAYS)).containsExactly(new ClosedUnrated(ratingDue));
            assertThat(answered.passed(ratingDue.plus(ofDays(99)), FOUR_DAYS))
                    .containsExactly(new ClosedUnrated(ratingDue));
        }

        @Test
        void a_rating_at_or_after_the_due_instant_is_too_late_whether_or_not_a_timer_ran() {
            var tooLate = new Refused(new Refusal.DeadlinePassed(ratingDue));
            assertThat(answered.rate(ratingDue, true, 5, FOUR_DAYS)).isEqualTo(tooLate);
            assertThat(answered.rate(ratingDue.plus(ofDays(3)), false, 1, FOUR_DAYS))
                    .isEqualTo(tooLate);
            var closed = answered.with(new ClosedUnrated(ratingDue), FOUR_DAYS);
            assertThat(closed.state()).isEqualTo(State.CLOSED_UNRATED);
            assertThat(closed.rate(ratingDue.plus(ofDays(3)), true, 5, FOUR_DAYS))
                    .isEqualTo(tooLate);
        }

        @Test
        void there_is_nothing_to_rate_before_an_answer() {
            assertThat(aComplaint().complaint().rate(FILED.plus(ofHours(1)), true, 5, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.OPEN, Step.RATE_SOLVED)));
            assertThat(aComplaint().complaint().rate(DUE, false, 1, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.UNANSWERED, Step.RATE_NOT_SOLVED)));
        }

        @Test
        void a_rating_is_final() {
            var rated = aComplaint().answered().after(ofHours(5)).rated(true, 5).complaint();
            assertThat(rated.rate(FILED.plus(ofDays(3)), false, 1, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.RESOLVED, Step.RATE_NOT_SOLVED)));
            assertThat(rated.nextPassing()).isEmpty();
        }

        @Test
        void an_answer_after_expiry_is_not_rated() {
            var late = aComplaint().answered().afterTheLastRound().complaint();
            assertThat(late.rate(FILED.plus(ofDays(6)), true, 5, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.ANSWERED_AFTER_EXPIRY, Step.RATE_SOLVED)));
            assertThat(late.nextPassing()).isEmpty();
        }

        @Test
        void a_score_is_one_to_five() {
            for (int score : new int[] {Integer.MIN_VALUE, -1, 0, 6, 100}) {
                assertThatThrownBy(() -> answered.rate(FILED.plus(ofDays(1)), true, score, FOUR_DAYS))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Nested
    class Withdrawals {
        @Test
        void an_open_complaint_can_be_withdrawn() {
            assertThat(aComplaint().withdrawnAfter(ofHours(1)).history())
                    .endsWith(new Withdrawn(FILED.plus(ofHours(1))));
        }

        @Test
        void a_withdrawal_after_the_last_round_keeps_the_point() {
            assertThat(aComplaint().withdrawnAfter(ofDays(4)).history())
                    .endsWith(new LeftUnanswered(DUE), new Withdrawn(DUE));
        }

        @Test
        void a_withdrawal_after_a_missed_round_keeps_the_delay() {
            assertThat(aComplaint()
                            .under(THREE_ROUNDS)
                            .withdrawnAfter(ofDays(4))
                            .history())
                    .endsWith(new RoundMissed(FILED.plus(ofDays(3)), 1), new Withdrawn(FILED.plus(ofDays(4))));
        }

        @Test
        void no_clock_runs_for_a_withdrawn_complaint() {
            var withdrawn =
                    aComplaint().under(THREE_ROUNDS).withdrawnAfter(ofHours(1)).complaint();
            assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
            assertThat(withdrawn.passed(FILED.plus(ofDays(99)), THREE_ROUNDS)).isEmpty();
            assertThat(withdrawn.nextWake(FILED, THREE_ROUNDS)).isEmpty();
        }

        @Test
        void nothing_can_be_done_to_a_withdrawn_complaint() {
            var withdrawn = aComplaint()
                    .answered()
                    .after(ofHours(1))
                    .withdrawnAfter(ofHours(2))
                    .complaint();
            assertThat(withdrawn.answer(DUE, explanation(), null, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.WITHDRAWN, Step.ANSWER)));
            assertThat(withdrawn.rate(DUE, true, 5, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.WITHDRAWN, Step.RATE_SOLVED)));
            assertThat(withdrawn.withdraw(DUE, FOUR_DAYS))
                    .isEqualTo(new Refused(new Refusal.WrongState(State.WITHDRAWN, Step.WITHDRAW)));
        }
    }

    @Nested
    class Reminders {
        @Test
        void the_business_is_reminded_a_day_and_four_hours_before_the_due_instant() {
            var complaint = aComplaint().complaint();
            assertThat(complaint.nextWake(FILED, FOUR_DAYS)).contains(DUE.minus(ofHours(24)));
            assertThat(complaint.nextWake(DUE.minus(ofHours(24)), FOUR_DAYS)).contains(DUE.minus(ofHours(4)));
            assertThat(complaint.nextWake(DUE.minus(ofHours(4)), FOUR_DAYS)).contains(DUE);
            assertThat(complaint.nextWake(DUE, FOUR_DAYS)).isEmpty();
        }

        @Test
        void each_round_has_its_own_reminders() {
            var secondRound =
                    aComplaint().under(THREE_ROUNDS).timerRunsAfter(ofDays(3)).complaint();
            var due = FILED.plus(ofDays(5));
            assertThat(secondRound.nextWake(FILED.plus(ofDays(3)), THREE_ROUNDS))
                    .contains(due.minus(ofHours(24)));
            assertThat(secondRound.nextWake(due.minus(ofHours(24)), THREE_ROUNDS))
                    .contains(due.minus(ofHours(4)));
        }

        @Test
        void a_round_too_short_for_a_reminder_has_none() {
            // The third round lasts 24 hours: a reminder a day before its end would fall on its beginning.
            var thirdRound =
                    aComplaint().under(THREE_ROUNDS).timerRunsAfter(ofDays(5)).complaint();
            assertThat(thirdRound.nextWake(FILED.plus(ofDays(5)), THREE_ROUNDS)).contains(FILED.plus(ofHours(140)));
            var hour = Policies.withRounds(ofHours(1));
            assertThat(aComplaint().under(hour).complaint().nextWake(FILED, hour))
                    .contains(FILED.plus(ofHours(1)));
        }

        @Test
        void an_answered_complaint_next_wakes_at_the_end_of_the_rating_period() {
            var answered = aComplaint().answered().after(ofHours(5)).complaint();
            assertThat(answered.nextWake(FILED.plus(ofHours(5)), FOUR_DAYS))
                    .contains(FILED.plus(ofHours(5)).plus(ofDays(20)));
        }

        @Test
        void a_finished_complaint_never_wakes() {
            for (var finished : List.of(
                    aComplaint().answered().after(ofHours(5)).rated(true, 5),
                    aComplaint().answered().afterTheLastRound(),
                    aComplaint().timerRunsAfter(ofDays(5)),
                    aComplaint().answered().after(ofHours(5)).timerRunsAfter(ofDays(30)))) {
                assertThat(finished.complaint().nextWake(FILED, FOUR_DAYS)).isEmpty();
            }
        }

        @Test
        void a_reminder_falls_between_two_instants_the_later_one_included() {
            var complaint = aComplaint().complaint();
            var reminder = DUE.minus(ofHours(24));
            assertThat(complaint.remindsBetween(FILED, reminder, FOUR_DAYS)).isTrue();
            assertThat(complaint.remindsBetween(reminder.minusNanos(1), reminder, FOUR_DAYS))
                    .isTrue();
            assertThat(complaint.remindsBetween(reminder, reminder.plus(ofMinutes(5)), FOUR_DAYS))
                    .isFalse();
            assertThat(complaint.remindsBetween(FILED, reminder.minusNanos(1), FOUR_DAYS))
                    .isFalse();
        }

        @Test
        void nobody_is_reminded_of_an_answered_complaint() {
            var answered = aComplaint().answered().after(ofHours(5)).complaint();
            assertThat(answered.remindsBetween(FILED, DUE, FOUR_DAYS)).isFalse();
        }
    }

    /** The two regimes of the real centre, and the one of the sources, with instants reckoned by hand. */
    @Nested
    class Replays {
        @Test
        void the_last_complaint_of_the_old_regime_had_three_rounds_of_96_hours() {
            var filedAt = Policies.SHORTER_ROUNDS_BEGIN.minusSeconds(1);
            var policy = Policies.shipped().at(filedAt);
            assertThat(aComplaint()
                            .under(policy)
                            .filedAt(filedAt)
                            .timerRunsAfter(ofDays(365))
                            .history())
                    .endsWith(
                            new RoundMissed(Instant.parse("2020-11-10T20:29:59Z"), 1),
                            new RoundMissed(Instant.parse("2020-11-14T20:29:59Z"), 2),
                            new LeftUnanswered(Instant.parse("2020-11-18T20:29:59Z")));
        }

        @Test
        void the_first_complaint_of_the_new_regime_had_72_48_and_24_hours() {
            var filedAt = Policies.SHORTER_ROUNDS_BEGIN;
            var policy = Policies.shipped().at(filedAt);
            assertThat(aComplaint()
                            .under(policy)
                            .filedAt(filedAt)
                            .timerRunsAfter(ofDays(365))
                            .history())
                    .endsWith(
                            new RoundMissed(Instant.parse("2020-11-09T20:30:00Z"), 1),
                            new RoundMissed(Instant.parse("2020-11-11T20:30:00Z"), 2),
                            new LeftUnanswered(Instant.parse("2020-11-12T20:30:00Z")));
        }

        @Test
        void a_complaint_of_the_press_conference_answered_on_its_ninth_day_was_two_rounds_late() {
            var filedAt = Instant.parse("2020-02-09T06:00:00Z");
            var policy = Policies.shipped().at(filedAt);
            assertThat(aComplaint()
                            .under(policy)
                            .filedAt(filedAt)
                            .answered()
                            .after(ofDays(9))
                            .history())
                    .endsWith(
                            new RoundMissed(Instant.parse("2020-02-13T06:00:00Z"), 1),
                            new RoundMissed(Instant.parse("2020-02-17T06:00:00Z"), 2),
                            new Answered(Instant.parse("2020-02-18T06:00:00Z"), true, 3, explanation(), null));
        }

        @Test
        void a_complaint_of_1404_unanswered_for_four_days_is_one_point_and_no_delay() {
            var filedAt = Policies.FOUR_DAYS_BEGIN;
            var policy = Policies.shipped().at(filedAt);
            var history = aComplaint()
                    .under(policy)
                    .filedAt(filedAt)
                    .timerRunsAfter(ofDays(30))
                    .history();
            assertThat(history).hasSize(2).endsWith(new LeftUnanswered(Instant.parse("2025-03-24T20:30:00Z")));
        }
    }

    @Test
    void a_history_cannot_be_changed_from_outside() {
        var history = aComplaint().answered().after(ofHours(5)).history();
        assertThatThrownBy(() -> history.add(new Withdrawn(FILED))).isInstanceOf(UnsupportedOperationException.class);
    }
}
