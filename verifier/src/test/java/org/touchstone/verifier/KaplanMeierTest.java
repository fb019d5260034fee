package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
    @Test
    void without_open_cases_the_median_is_the_middle_answer() {
        KaplanMeier estimate = of(answered(30), answered(10), answered(20));

        assertThat(estimate.timeUntilStillWaiting(0.5)).isEqualTo(Duration.ofHours(20));
        assertThat(estimate.timeUntilStillWaiting(0.1)).isEqualTo(Duration.ofHours(30));
    }

    @Test
    void a_share_that_is_met_exactly_is_reached() {
        KaplanMeier estimate = KaplanMeier.of(
                IntStream.rangeClosed(1, 10).mapToObj(KaplanMeierTest::answered).toList());

        assertThat(estimate.timeUntilStillWaiting(0.5)).isEqualTo(Duration.ofHours(5));
        assertThat(estimate.timeUntilStillWaiting(0.1)).isEqualTo(Duration.ofHours(9));
    }

    @Test
    void a_censored_wait_leaves_the_number_at_risk_and_is_no_answer() {
        // S: 4/5 at 10 h; one leaves at 15 h; then 2/3 of it at 20 h = 0.533; 1/2 of that at 30 h = 0.267.
        KaplanMeier estimate = of(answered(10), open(15), answered(20), answered(30), open(40));

        assertThat(estimate.timeUntilStillWaiting(0.55)).isEqualTo(Duration.ofHours(20));
        assertThat(estimate.timeUntilStillWaiting(0.5)).isEqualTo(Duration.ofHours(30));
    }

    @Test
    void at_equal_times_answers_come_before_censorings() {
        // Answer first: S = 1/2 at 10 h. The other order would leave one at risk and end at S = 0.
        KaplanMeier estimate = of(open(10), answered(10));

        assertThat(estimate.timeUntilStillWaiting(0.5)).isEqualTo(Duration.ofHours(10));
        assertThat(estimate.timeUntilStillWaiting(0.1)).isNull();
    }

    @Test
    void answers_at_equal_times_are_one_step() {
        KaplanMeier estimate = of(answered(10), answered(10), answered(10), answered(90));

        assertThat(estimate.timeUntilStillWaiting(0.5)).isEqualTo(Duration.ofHours(10));
        assertThat(estimate.timeUntilStillWaiting(0.1)).isEqualTo(Duration.ofHours(90));
    }

    @Test
    void a_share_that_is_never_reached_has_no_time() {
        KaplanMeier estimate = of(answered(10), answered(20), answered(30), open(500));

        assertThat(estimate.timeUntilStillWaiting(0.5)).isEqualTo(Duration.ofHours(20));
        assertThat(estimate.timeUntilStillWaiting(0.1)).isNull();
        assertThat(of(open(1), open(2)).timeUntilStillWaiting(0.5)).isNull();
        assertThat(of().timeUntilStillWaiting(0.5)).isNull();
    }

    private static KaplanMeier of(AnswerTime... times) {
        return KaplanMeier.of(List.of(times));
    }

    private static AnswerTime answered(int hours) {
        return new AnswerTime(Duration.ofHours(hours), true);
    }

    private static AnswerTime open(int hours) {
        return new AnswerTime(Duration.ofHours(hours), false);
    }
}
