package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.verifier.ComplaintBuilder.AS_OF;
import static org.touchstone.verifier.ComplaintBuilder.LAST_DEADLINE;
import static org.touchstone.verifier.ComplaintBuilder.aComplaint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaturedTest {
    @Test
    void silence_matures_when_the_last_deadline_passes() {
        assertThat(isMatured(aComplaint().lastDeadline(AS_OF))).isTrue();
        assertThat(isMatured(aComplaint().lastDeadline(AS_OF.plusNanos(1)))).isFalse();
    }

    @Test
    void an_answer_in_a_round_matures_at_once() {
        assertThat(isMatured(aComplaint().lastDeadline(AS_OF.plusSeconds(60)).answeredInRound(1)))
                .isTrue();
        assertThat(isMatured(aComplaint().lastDeadline(null).answeredAtUnknownTime()))
                .isTrue();
    }

    @Test
    void a_withdrawal_before_the_last_deadline_keeps_a_complaint_from_maturing() {
        assertThat(isMatured(aComplaint().withdrawn(LAST_DEADLINE.minusNanos(1))))
                .isFalse();
    }

    @Test
    void a_withdrawal_at_or_after_the_last_deadline_does_not_erase_the_point() {
        assertThat(isMatured(aComplaint().withdrawn(LAST_DEADLINE))).isTrue();
        assertThat(isMatured(aComplaint().withdrawn(LAST_DEADLINE.plusSeconds(1))))
                .isTrue();
    }

    @Test
    void an_answer_in_a_round_matures_even_if_the_consumer_withdrew() {
        assertThat(isMatured(aComplaint().answeredInRound(1).withdrawn(LAST_DEADLINE.minusSeconds(1))))
                .isTrue();
    }

    @Test
    void an_unanswered_complaint_without_deadlines_never_matures() {
        assertThat(isMatured(aComplaint().lastDeadline(null))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCLUDED", "NOT_ADMITTED", "QUARANTINED", "SET_ASIDE"})
    void excluded_not_admitted_and_set_aside_never_mature(Standing standing) {
        assertThat(isMatured(aComplaint().in(standing).answeredInRound(1))).isFalse();
        assertThat(isMatured(aComplaint().in(standing))).isFalse();
    }

    @Test
    void while_the_clock_stands_still_only_an_earlier_answer_makes_it_mature() {
        assertThat(isMatured(aComplaint().in(Standing.STOPPED))).isFalse();
        assertThat(isMatured(aComplaint().in(Standing.STOPPED).answeredInRound(1)))
                .isTrue();
    }

    @Test
    void what_is_set_aside_counts_in_no_state() {
        assertThat(Standing.of("UNANSWERED", "QUARANTINED")).isEqualTo(Standing.QUARANTINED);
        assertThat(Standing.of("UNANSWERED", "CORRECTED")).isEqualTo(Standing.SET_ASIDE);
        assertThat(Standing.of("UNANSWERED", "")).isEqualTo(Standing.COUNTED);
    }

    @Test
    void every_other_state_counts() {
        assertThat(Standing.of("WITHDRAWN", "")).isEqualTo(Standing.COUNTED);
        assertThat(Standing.of("A_STATE_OF_LATER_YEARS", "")).isEqualTo(Standing.COUNTED);
        assertThat(Standing.of("EXCLUDED", "")).isEqualTo(Standing.EXCLUDED);
        assertThat(Standing.of("NOT_ADMITTED", "")).isEqualTo(Standing.NOT_ADMITTED);
        assertThat(Standing.of("REFUSAL_REVIEW", "")).isEqualTo(Standing.STOPPED);
        assertThat(Standing.of("WAITING_CONSUMER", "")).isEqualTo(Standing.STOPPED);
        assertThat(Standing.of("CLOSED_UNRATED", "")).isEqualTo(Standing.CLOSED_UNRATED);
    }

    private static boolean isMatured(ComplaintBuilder complaint) {
        return complaint.build().isMatured(AS_OF);
    }
}
