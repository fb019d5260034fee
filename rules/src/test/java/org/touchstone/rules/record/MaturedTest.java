package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.record.ACase.AS_OF;
import static org.touchstone.rules.record.ACase.aCase;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.rules.complaint.State;

/** Who belongs to the matured set M. */
class MaturedTest {

    private static final Instant FILED_FOUR_DAYS_AGO = AS_OF.minus(ofDays(4));

    private static boolean matured(ACase aCase) {
        return aCase.facts().matured(AS_OF);
    }

    @Test
    void silence_matures_at_the_last_due_instant() {
        assertThat(matured(aCase().submitted(FILED_FOUR_DAYS_AGO))).isTrue();
        assertThat(matured(aCase().submitted(FILED_FOUR_DAYS_AGO.plusNanos(1)).in(State.OPEN)))
                .isFalse();
    }

    @Test
    void a_missed_round_before_the_last_does_not_mature_it() {
        assertThat(matured(aCase().submitted(FILED_FOUR_DAYS_AGO)
                        .inRounds(ofDays(3), ofDays(2))
                        .missing(1)
                        .in(State.OPEN)))
                .isFalse();
    }

    @Test
    void an_answer_in_a_round_matures_at_once() {
        assertThat(matured(aCase().submitted(AS_OF.minus(ofHours(6))).answered()))
                .isTrue();
        assertThat(matured(aCase().submitted(AS_OF.minus(ofHours(6))).answeredAtUnknownTime()))
                .isTrue();
    }

    @Test
    void an_answer_after_the_last_round_is_matured_as_unanswered() {
        var late = aCase().answeredIn(0, ofDays(6)).facts();
        assertThat(late.matured(AS_OF)).isTrue();
        assertThat(late.answeredInTime()).isFalse();
    }

    @Test
    void a_withdrawal_before_the_last_due_instant_keeps_it_out() {
        assertThat(matured(aCase().withdrawnAfter(ofDays(4).minusNanos(1)))).isFalse();
    }

    @Test
    void a_withdrawal_at_or_after_the_last_due_instant_does_not_erase_the_point() {
        assertThat(matured(aCase().withdrawnAfter(ofDays(4)))).isTrue();
        assertThat(matured(aCase().withdrawnAfter(ofDays(9)))).isTrue();
    }

    @Test
    void an_answered_complaint_stays_matured_when_it_is_withdrawn() {
        assertThat(matured(aCase().answered().withdrawnAfter(ofHours(9)))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCLUDED", "NOT_ADMITTED"})
    void what_the_centre_took_out_is_not_matured(State state) {
        assertThat(matured(aCase().in(state))).isFalse();
        assertThat(matured(aCase().answered().in(state))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSAL_REVIEW", "WAITING_CONSUMER"})
    void while_a_clock_stands_still_only_an_earlier_answer_makes_it_mature(State state) {
        assertThat(matured(aCase().in(state))).isFalse();
        assertThat(matured(aCase().answered().in(state))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(CaseFacts.SetAside.class)
    void what_is_set_aside_is_not_matured(CaseFacts.SetAside why) {
        assertThat(matured(aCase().setAside(why))).isFalse();
        assertThat(matured(aCase().answered().setAside(why))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"EXCLUDED", "NOT_ADMITTED", "REFUSAL_REVIEW", "WAITING_CONSUMER"})
    void every_other_state_is_matured_once_expired_or_answered(State state) {
        assertThat(matured(aCase().in(state))).isTrue();
        assertThat(matured(aCase().answered().in(state))).isTrue();
    }

    @Test
    void a_refusal_under_review_still_counts_as_a_complaint() {
        assertThat(aCase().in(State.REFUSAL_REVIEW).facts().counts()).isTrue();
        assertThat(aCase().in(State.EXCLUDED).facts().counts()).isFalse();
        assertThat(aCase().in(State.NOT_ADMITTED).facts().counts()).isFalse();
    }
}
