package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.touchstone.rules.testing.AComplaint.FILED;
import static org.touchstone.rules.testing.AComplaint.aComplaint;
import static org.touchstone.rules.testing.AComplaint.explanation;
import static org.touchstone.rules.testing.AComplaint.money;
import static org.touchstone.rules.testing.AComplaint.refundOf;

import org.junit.jupiter.api.Test;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.testing.Policies;

class CaseFactsTest {

    private static final Policy THREE_ROUNDS = Policies.roundsOf72And48And24();

    @Test
    void a_complaint_just_filed_has_no_outcome() {
        var facts = aComplaint().factsAt(FILED);
        assertThat(facts.state()).isEqualTo(State.OPEN);
        assertThat(facts.submitted()).isEqualTo(FILED);
        assertThat(facts.mark()).isEqualTo("MARK-1");
        assertThat(facts.category()).isEqualTo("NOT_DELIVERED");
        assertThat(facts.policyVersion()).isEqualTo("1404-4-days");
        assertThat(facts.lastDeadline()).isEqualTo(FILED.plus(ofDays(4)));
        assertThat(facts.answeredRound()).isNull();
        assertThat(facts.answered()).isNull();
        assertThat(facts.solved()).isNull();
        assertThat(facts.closed()).isNull();
        assertThat(facts.moneyReturned()).isNull();
        assertThat(facts.missedRounds()).isZero();
    }

    @Test
    void there_are_no_facts_before_the_filing() {
        assertThatThrownBy(() -> aComplaint().factsAt(FILED.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_deadline_that_passed_is_seen_though_no_timer_ran() {
        assertThat(aComplaint().factsAfter(ofDays(4)).state()).isEqualTo(State.UNANSWERED);
        assertThat(aComplaint().factsAfter(ofDays(4).minusNanos(1)).state()).isEqualTo(State.OPEN);
        assertThat(aComplaint().under(THREE_ROUNDS).factsAfter(ofDays(5)).missedRounds())
                .isEqualTo(2);
    }

    @Test
    void the_last_round_missed_is_a_point_and_no_further_delay() {
        assertThat(aComplaint().factsAfter(ofDays(30)).missedRounds()).isZero();
        assertThat(aComplaint().under(THREE_ROUNDS).factsAfter(ofDays(30)).missedRounds())
                .isEqualTo(2);
    }

    @Test
    void an_answer_bears_its_round_and_its_time() {
        var facts =
                aComplaint().under(THREE_ROUNDS).answered().after(ofHours(100)).factsAfter(ofHours(100));
        assertThat(facts.answeredRound()).isEqualTo(2);
        assertThat(facts.answered()).isEqualTo(FILED.plus(ofHours(100)));
        assertThat(facts.missedRounds()).isEqualTo(1);
        assertThat(facts.answeredInTime()).isTrue();
    }

    @Test
    void a_late_answer_is_shown_with_its_date_and_round_0() {
        var facts = aComplaint().answered().afterTheLastRound().factsAfter(ofDays(9));
        assertThat(facts.state()).isEqualTo(State.ANSWERED_AFTER_EXPIRY);
        assertThat(facts.answeredRound()).isZero();
        assertThat(facts.answered()).isEqualTo(FILED.plus(ofDays(5)));
        assertThat(facts.answeredInTime()).isFalse();
        assertThat(facts.answerTimeUnknown()).isFalse();
    }

    @Test
    void later_events_are_not_seen() {
        var complaint = aComplaint().answered().after(ofHours(50)).rated(true, 5);
        assertThat(complaint.factsAfter(ofHours(50).minusNanos(1)))
                .isEqualTo(aComplaint().factsAfter(ofHours(49)));
        assertThat(complaint.factsAfter(ofHours(51)).state()).isEqualTo(State.ANSWERED);
        assertThat(complaint.factsAfter(ofHours(74)).state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void a_source_that_names_no_time_leaves_the_time_of_the_answer_unknown() {
        var facts = aComplaint()
                .under(Policies.unitedStates())
                .answered()
                .atAnUnknownTimeInRound(1)
                .factsAfter(ofDays(15));
        assertThat(facts.answeredRound()).isEqualTo(1);
        assertThat(facts.answered()).isNull();
        assertThat(facts.answerTimeUnknown()).isTrue();
        assertThat(facts.matured(FILED.plus(ofDays(15)))).isTrue();
    }

    @Test
    void the_consumers_word_and_score_are_kept_and_close_it() {
        var facts = aComplaint().answered().after(ofHours(5)).rated(false, 2).factsAfter(ofDays(9));
        assertThat(facts.solved()).isFalse();
        assertThat(facts.score()).isEqualTo(2);
        assertThat(facts.closed()).isEqualTo(FILED.plus(ofHours(29)));
    }

    @Test
    void silence_closes_it_without_a_word() {
        var facts = aComplaint().answered().after(ofHours(5)).factsAfter(ofDays(30));
        assertThat(facts.state()).isEqualTo(State.CLOSED_UNRATED);
        assertThat(facts.solved()).isNull();
        assertThat(facts.closed()).isEqualTo(FILED.plus(ofHours(5)).plus(ofDays(20)));
    }

    @Test
    void a_withdrawal_closes_it() {
        var facts = aComplaint().withdrawnAfter(ofHours(30)).factsAfter(ofDays(30));
        assertThat(facts.withdrawn()).isEqualTo(FILED.plus(ofHours(30)));
        assertThat(facts.closed()).isEqualTo(FILED.plus(ofHours(30)));
        assertThat(facts.matured(FILED.plus(ofDays(30)))).isFalse();
    }

    @Test
    void a_withdrawal_after_the_due_instant_does_not_erase_the_point() {
        var facts = aComplaint().withdrawnAfter(ofDays(6)).factsAfter(ofDays(30));
        assertThat(facts.state()).isEqualTo(State.WITHDRAWN);
        assertThat(facts.matured(FILED.plus(ofDays(30)))).isTrue();
        assertThat(facts.answeredInTime()).isFalse();
    }

    @Test
    void money_is_returned_when_a_refund_was_offered_and_the_consumer_says_it_is_solved() {
        var refund = aComplaint()
                .answered()
                .offering(refundOf("500", "IRR"))
                .after(ofHours(5))
                .rated(true, 5);
        assertThat(refund.factsAfter(ofDays(9)).moneyReturned()).isEqualTo(money("500", "IRR"));
        assertThat(refund.factsAfter(ofHours(6)).moneyReturned())
                .as("not yet confirmed")
                .isNull();
    }

    @Test
    void an_offer_that_was_not_kept_or_was_no_refund_returns_no_money() {
        var broken = aComplaint()
                .answered()
                .offering(refundOf("500", "IRR"))
                .after(ofHours(5))
                .rated(false, 1);
        assertThat(broken.factsAfter(ofDays(9)).moneyReturned()).isNull();
        var repair = new Offer(Remedy.REPAIR, money("500", "IRR"), null);
        var repaired =
                aComplaint().answered().offering(repair).after(ofHours(5)).rated(true, 5);
        assertThat(repaired.factsAfter(ofDays(9)).moneyReturned()).isNull();
        var explained = aComplaint()
                .answered()
                .offering(explanation())
                .after(ofHours(5))
                .rated(true, 5);
        assertThat(explained.factsAfter(ofDays(9)).moneyReturned()).isNull();
    }

    @Test
    void the_fingerprint_of_the_answer_is_kept() {
        assertThat(aComplaint()
                        .answered()
                        .saying("abc")
                        .after(ofHours(5))
                        .factsAfter(ofDays(1))
                        .answerFingerprint())
                .isEqualTo("abc");
        assertThat(aComplaint()
                        .answered()
                        .saying("abc")
                        .afterTheLastRound()
                        .factsAfter(ofDays(9))
                        .answerFingerprint())
                .isEqualTo("abc");
    }
}
