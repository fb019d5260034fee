package org.touchstone.rules.record;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {

    private static AnswerTimes estimate(String hours) {
        var sample = new AnswerTimes.Sample();
        for (var time : hours.split(" ")) {
            if (time.endsWith("+")) {
                sample.unansweredFor(ofHours(Long.parseLong(time.substring(0, time.length() - 1))));
            } else {
                sample.answered(ofHours(Long.parseLong(time)));
            }
        }
        return sample.estimate();
    }

    /** Freireich et al. 1963, the textbook example of Kaplan and Meier's estimate: S(22) = 0.538, S(23) = 0.448. */
    @Test
    void the_textbook_example_with_ties_and_censoring() {
        assertThat(estimate("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"))
                .isEqualTo(new AnswerTimes(ofHours(23), null));
    }

    /** The same study's other arm, without censoring: S(8) = 8/21, S(15) = 3/21, S(17) = 2/21. */
    @Test
    void the_textbook_example_without_censoring() {
        assertThat(estimate("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"))
                .isEqualTo(new AnswerTimes(ofHours(8), ofHours(17)));
    }

    @Test
    void without_open_cases_it_is_the_lower_median() {
        assertThat(estimate("5 1").median()).isEqualTo(ofHours(1));
        assertThat(estimate("9 5 1").median()).isEqualTo(ofHours(5));
        assertThat(estimate("7").median()).isEqualTo(ofHours(7));
    }

    @Test
    void exactly_half_and_exactly_a_tenth_are_reached_whatever_floating_point_makes_of_them() {
        for (int size = 10; size <= 500; size += 10) {
            var sample = new AnswerTimes.Sample();
            IntStream.rangeClosed(1, size).forEach(h -> sample.answered(ofHours(h)));
            assertThat(sample.estimate())
                    .as("%d answers", size)
                    .isEqualTo(new AnswerTimes(ofHours(size / 2), ofHours(size / 10 * 9L)));
        }
    }

    @Test
    void an_open_case_counts_as_not_answered_for_so_long_and_never_as_zero() {
        // Without the open case the median would be 2. With it S(2) = 3/4 · 2/3 = 1/2; with two of them it is 3/5.
        assertThat(estimate("1 2 3 9+").median()).isEqualTo(ofHours(2));
        assertThat(estimate("1 2 3 9+ 9+").median()).isEqualTo(ofHours(3));
        assertThat(estimate("1 2 3 9+ 9+").p90()).isNull();
    }

    @Test
    void a_case_censored_before_the_first_answer_changes_nothing() {
        assertThat(estimate("1+ 2+ 5 6")).isEqualTo(estimate("5 6"));
    }

    @Test
    void at_equal_times_answers_come_before_censorings() {
        // S(10) = 1/2: were the censoring first, it would be 0 and nine of ten answered.
        assertThat(estimate("10+ 10")).isEqualTo(new AnswerTimes(ofHours(10), null));
    }

    @Test
    void what_is_not_reached_is_absent() {
        assertThat(estimate("4 9+ 9+ 9+")).isEqualTo(new AnswerTimes(null, null));
        assertThat(estimate("9+ 9+")).isEqualTo(new AnswerTimes(null, null));
        assertThat(new AnswerTimes.Sample().estimate()).isEqualTo(new AnswerTimes(null, null));
    }
}
