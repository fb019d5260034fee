package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.verifier.ComplaintBuilder.AS_OF;
import static org.touchstone.verifier.ComplaintBuilder.SUBMITTED;
import static org.touchstone.verifier.ComplaintBuilder.aComplaint;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void an_answer_in_round_two_is_late_and_still_an_answer() {
        Tally tally = tally(
                aComplaint().answeredInRound(1),
                aComplaint().answeredInRound(2),
                aComplaint().answeredInRound(3));

        assertThat(tally.late()).isEqualTo(2);
        assertThat(tally.answered()).isEqualTo(3);
        assertThat(tally.unanswered()).isZero();
    }

    @Test
    void an_answer_after_the_last_round_keeps_the_point() {
        Tally tally = tally(aComplaint().answeredInRound(0, Duration.ofDays(9)), aComplaint());

        assertThat(tally.matured()).isEqualTo(2);
        assertThat(tally.unanswered()).isEqualTo(2);
        assertThat(tally.answered()).isZero();
        assertThat(tally.late()).isZero();
    }

    @Test
    void a_missed_round_is_a_delay_at_once() {
        Tally tally = tally(
                aComplaint().lastDeadline(AS_OF.plusSeconds(1)).missedRounds(1),
                aComplaint().in(Standing.STOPPED).missedRounds(2),
                aComplaint().in(Standing.EXCLUDED).missedRounds(4),
                aComplaint().in(Standing.NOT_ADMITTED).missedRounds(8));

        assertThat(tally.matured()).isZero();
        assertThat(tally.delays()).isEqualTo(3);
    }

    @Test
    void complaints_per_order_count_what_is_admitted_and_not_excluded() {
        Tally tally = tally(
                aComplaint().lastDeadline(AS_OF.plusSeconds(1)),
                aComplaint().in(Standing.STOPPED),
                aComplaint().in(Standing.EXCLUDED),
                aComplaint().in(Standing.NOT_ADMITTED));

        assertThat(tally.complaints()).isEqualTo(2);
    }

    @Test
    void waiting_is_estimated_over_the_admitted_whether_matured_or_not() {
        Tally tally = tally(
                aComplaint().in(Standing.STOPPED).answeredInRound(1, Duration.ofHours(10)),
                aComplaint().answeredInRound(0, Duration.ofHours(200)),
                aComplaint().in(Standing.EXCLUDED).answeredInRound(1, Duration.ofHours(1)));

        assertThat(tally.medianWait()).isEqualTo(Duration.ofHours(10));
        assertThat(tally.p90Wait()).isEqualTo(Duration.ofHours(200));
    }

    @Test
    void an_unknown_answer_time_is_counted_and_left_out_of_the_estimate() {
        Tally tally = tally(
                aComplaint().answeredInRound(1, Duration.ofHours(30)),
                aComplaint().answeredAtUnknownTime(),
                aComplaint().answeredAtUnknownTime().in(Standing.EXCLUDED));

        assertThat(tally.unknownAnswerTimes()).isEqualTo(2);
        assertThat(tally.medianWait()).isEqualTo(Duration.ofHours(30));
        assertThat(tally.answered()).isEqualTo(2);
    }

    @Test
    void a_silent_wait_is_seen_until_the_withdrawal_or_the_snapshot() {
        Complaint withdrawn =
                aComplaint().withdrawn(SUBMITTED.plus(Duration.ofHours(7))).build();
        Complaint open = aComplaint().submitted(AS_OF.minusSeconds(60)).build();
        Complaint withdrawnLater = aComplaint()
                .submitted(AS_OF.minusSeconds(60))
                .withdrawn(AS_OF.plusSeconds(1))
                .build();

        assertThat(withdrawn.answerTime(AS_OF)).isEqualTo(new AnswerTime(Duration.ofHours(7), false));
        assertThat(open.answerTime(AS_OF)).isEqualTo(new AnswerTime(Duration.ofSeconds(60), false));
        assertThat(withdrawnLater.answerTime(AS_OF)).isEqualTo(new AnswerTime(Duration.ofSeconds(60), false));
    }

    @Test
    void the_word_of_the_consumer_counts_within_the_matured() {
        Tally tally = tally(
                aComplaint().answeredInRound(1).saying(ConsumerWord.SOLVED).reopened(),
                aComplaint().answeredInRound(1).saying(ConsumerWord.NOT_SOLVED),
                aComplaint().answeredInRound(1).in(Standing.CLOSED_UNRATED),
                aComplaint()
                        .lastDeadline(AS_OF.plusSeconds(1))
                        .saying(ConsumerWord.SOLVED)
                        .reopened());

        assertThat(tally.solved()).isEqualTo(1);
        assertThat(tally.rated()).isEqualTo(2);
        assertThat(tally.closedUnrated()).isEqualTo(1);
        assertThat(tally.reopened()).isEqualTo(1);
    }

    @Test
    void refusals_are_summed_over_the_whole_window() {
        Tally tally = tally(
                aComplaint().refusals(1, 1),
                aComplaint().in(Standing.EXCLUDED).refusals(1, 0),
                aComplaint().in(Standing.STOPPED).refusals(2, 1));

        assertThat(tally.refusalsAsked()).isEqualTo(4);
        assertThat(tally.refusalsLost()).isEqualTo(2);
    }

    @Test
    void money_is_summed_per_currency() {
        Tally tally = tally(
                aComplaint().moneyReturned("1000000", "IRR"),
                aComplaint().moneyReturned("49.50", "USD"),
                aComplaint().moneyReturned("200000", "IRR"),
                aComplaint().moneyReturned("0.50", "USD"));

        assertThat(tally.moneyReturned())
                .isEqualTo(Map.of("IRR", new BigDecimal("1200000"), "USD", new BigDecimal("50.00")));
    }

    @Test
    void template_answers_are_looked_for_among_the_matured() {
        Tally tally = tally(
                aComplaint().answeredInRound(1).fingerprint(7),
                aComplaint().answeredInRound(1).fingerprint(7),
                aComplaint().answeredInRound(1).fingerprint(8),
                aComplaint().answeredInRound(1),
                aComplaint().answeredInRound(1).fingerprint(7).in(Standing.EXCLUDED));

        assertThat(tally.templates()).isEqualTo(new Templates(0, 3));
    }

    private static Tally tally(ComplaintBuilder... complaints) {
        return Tally.of(Stream.of(complaints).map(ComplaintBuilder::build).toList(), 0, AS_OF);
    }
}
