package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.record.ACase.AS_OF;
import static org.touchstone.rules.record.ACase.aCase;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.testing.Policies;

class FiguresTest {

    private static final Period YEAR = Period.ofMonths(12);

    private static Figures figures(ACase... cases) {
        return figures(List.of(cases), null);
    }

    private static Figures figures(List<ACase> cases, @Nullable Long orders) {
        return Figures.of(cases.stream().map(ACase::facts).toList(), AS_OF, YEAR, Policies.RECORD, orders);
    }

    @Test
    void a_mark_without_complaints_has_no_rates() {
        var none = figures();
        assertThat(none.matured()).isZero();
        assertThat(none.tooFew()).isTrue();
        assertThat(none.answerRate()).isNull();
        assertThat(none.answerInterval()).isNull();
        assertThat(none.lateShare()).isNull();
        assertThat(none.solvedOfRated()).isNull();
        assertThat(none.solvedOfAll()).isNull();
        assertThat(none.solvedOfficial()).isNull();
        assertThat(none.solvedCoverage()).isNull();
        assertThat(none.reopenedShare()).isNull();
        assertThat(none.templateShare()).isNull();
        assertThat(none.times()).isEqualTo(new AnswerTimes(null, null));
        assertThat(none.moneyReturned()).isEmpty();
    }

    @Nested
    class Window {
        @Test
        void it_is_open_at_its_beginning_and_closed_at_its_end() {
            var from = Instant.parse("2025-11-21T10:00:00Z");
            assertThat(figures(aCase().submitted(from)).filed()).isZero();
            assertThat(figures(aCase().submitted(from.plusNanos(1))).filed()).isEqualTo(1);
            assertThat(figures(aCase().submitted(AS_OF)).filed()).isEqualTo(1);
            assertThat(figures(aCase().submitted(AS_OF.plusNanos(1))).filed()).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "2026-11-21T10:00:00Z, P12M, 2025-11-21T10:00:00Z",
            "2028-02-29T23:59:59Z, P12M, 2027-02-28T23:59:59Z",
            "2026-03-31T00:00:00Z, P1M, 2026-02-28T00:00:00Z",
            "2026-03-31T00:00:00Z, P30D, 2026-03-01T00:00:00Z",
            "2026-03-29T03:30:00Z, P1D, 2026-03-28T03:30:00Z"
        })
        void it_begins_by_the_utc_calendar(Instant asOf, Period window, Instant from) {
            assertThat(Figures.windowStart(asOf, window)).isEqualTo(from);
        }

        @Test
        void nothing_outside_it_is_counted_anywhere() {
            var outside = aCase().submitted(AS_OF.minus(ofDays(400)))
                    .answeredIn(1, ofHours(3))
                    .solved(true)
                    .saying("a")
                    .refused(1, 1)
                    .returning("5", "IRR")
                    .reopened();
            assertThat(figures(outside)).isEqualTo(figures());
        }
    }

    @Nested
    class Answering {
        @Test
        void each_unanswered_complaint_is_one_negative_point() {
            var figures = figures(aCase(), aCase().answeredIn(0, ofDays(9)), aCase().answered());
            assertThat(figures.matured()).isEqualTo(3);
            assertThat(figures.unanswered()).isEqualTo(2);
            assertThat(figures.negativePoints()).isEqualTo(2);
            assertThat(figures.answered()).isEqualTo(1);
            assertThat(figures.answerRate()).isEqualTo(1.0 / 3);
        }

        @Test
        void a_complaint_is_not_negative_in_itself() {
            var open = figures(aCase().submitted(AS_OF.minus(ofHours(5))).in(State.OPEN));
            assertThat(open.filed()).isEqualTo(1);
            assertThat(open.matured()).isZero();
            assertThat(open.negativePoints()).isZero();
        }

        @Test
        void a_withdrawal_before_the_last_due_instant_leaves_no_point_and_one_after_it_does() {
            assertThat(figures(aCase().withdrawnAfter(ofDays(1))).negativePoints())
                    .isZero();
            assertThat(figures(aCase().withdrawnAfter(ofDays(5))).negativePoints())
                    .isEqualTo(1);
        }

        @Test
        void a_missed_round_is_a_delay_at_once_also_of_what_has_not_matured() {
            var running = aCase().inRounds(ofDays(10), ofDays(10), ofDays(40))
                    .missing(2)
                    .in(State.OPEN);
            var figures =
                    figures(running, aCase().inRounds(ofDays(3), ofDays(2)).answeredIn(2, ofDays(4)));
            assertThat(figures.delays()).isEqualTo(3);
            assertThat(figures.matured()).isEqualTo(1);
        }

        @Test
        void what_the_centre_excluded_brings_no_delay() {
            assertThat(figures(aCase().missing(2).in(State.EXCLUDED)).delays()).isZero();
            assertThat(figures(aCase().missing(2).in(State.REFUSAL_REVIEW)).delays())
                    .isEqualTo(2);
        }

        @Test
        void an_answer_after_the_first_round_is_late() {
            var rounds = new Duration[] {ofDays(3), ofDays(2), ofDays(1)};
            var figures = figures(
                    aCase().inRounds(rounds).answeredIn(1, ofHours(1)),
                    aCase().inRounds(rounds).answeredIn(2, ofHours(80)),
                    aCase().inRounds(rounds).answeredIn(3, ofHours(130)),
                    aCase().inRounds(rounds).answeredIn(1, ofHours(1)),
                    aCase().inRounds(rounds).answeredIn(0, ofHours(999)));
            assertThat(figures.late()).isEqualTo(2);
            assertThat(figures.lateShare()).isEqualTo(0.5);
            assertThat(figures.delays()).isEqualTo(5);
        }

        @Test
        void eight_of_ten_answered_lie_between_49_and_94_per_cent() {
            var interval = figures(concat(times(8, ACase::answered), times(2, c -> c)), null)
                    .answerInterval();
            assertThat(interval).isNotNull();
            assertThat(Share.rounded(interval.low(), 4)).isEqualTo(0.4902);
            assertThat(Share.rounded(interval.high(), 4)).isEqualTo(0.9433);
        }

        @Test
        void a_record_of_fewer_than_ten_matured_complaints_is_too_small_to_judge() {
            assertThat(figures(times(9, c -> c), null).tooFew()).isTrue();
            assertThat(figures(times(10, c -> c), null).tooFew()).isFalse();
        }
    }

    @Nested
    class Times {
        @Test
        void open_cases_are_censored_at_the_instant_of_the_figures() {
            var figures = figures(
                    aCase().answeredIn(1, ofHours(10)),
                    aCase().answeredIn(1, ofHours(20)),
                    aCase().submitted(AS_OF.minus(ofHours(15))).in(State.OPEN));
            // S(10) = 2/3; at 15 one leaves the sample; S(20) = 0.
            assertThat(figures.times()).isEqualTo(new AnswerTimes(ofHours(20), ofHours(20)));
        }

        @Test
        void withdrawn_cases_are_censored_at_their_withdrawal() {
            var figures = figures(
                    aCase().answeredIn(1, ofHours(10)),
                    aCase().answeredIn(1, ofHours(20)),
                    aCase().withdrawnAfter(ofHours(9)));
            assertThat(figures.times()).isEqualTo(new AnswerTimes(ofHours(10), ofHours(20)));
        }

        @Test
        void a_late_answer_takes_the_time_it_took() {
            assertThat(figures(aCase().answeredIn(0, ofDays(20))).times())
                    .isEqualTo(new AnswerTimes(ofDays(20), ofDays(20)));
        }

        @Test
        void an_answer_whose_time_is_not_known_is_left_out_and_counted_as_such() {
            var figures = figures(
                    aCase().answeredAtUnknownTime(),
                    aCase().answeredAtUnknownTime(),
                    aCase().answeredIn(1, ofHours(7)));
            assertThat(figures.times()).isEqualTo(new AnswerTimes(ofHours(7), ofHours(7)));
            assertThat(figures.unknownAnswerTimes()).isEqualTo(2);
            assertThat(figures.answered()).isEqualTo(3);
        }

        @Test
        void excluded_cases_are_left_out() {
            assertThat(figures(aCase().answeredIn(1, ofHours(7)).in(State.EXCLUDED))
                            .times())
                    .isEqualTo(new AnswerTimes(null, null));
        }
    }

    @Nested
    class Solving {
        private final Figures figures = figures(
                aCase().answered().solved(true),
                aCase().answered().solved(true),
                aCase().answered().solved(true),
                aCase().answered().solved(false),
                aCase().answered().closedUnrated(),
                aCase().answered().closedUnrated(),
                aCase().answered(),
                aCase());

        @Test
        void solved_stands_in_three_ways_side_by_side_with_its_coverage() {
            assertThat(figures.solvedOfRated()).isEqualTo(3.0 / 4);
            assertThat(figures.solvedOfAll()).isEqualTo(3.0 / 8);
            assertThat(figures.solvedOfficial()).isEqualTo(5.0 / 6);
            assertThat(figures.solvedCoverage()).isEqualTo(4.0 / 8);
        }

        @Test
        void a_silent_consumer_is_a_class_of_its_own() {
            assertThat(figures.closedUnrated()).isEqualTo(2);
            assertThat(figures.rated()).isEqualTo(4);
            assertThat(figures.solved()).isEqualTo(3);
        }

        @Test
        void reopened_complaints_are_a_share_of_the_matured() {
            var reopened = figures(aCase().answered().reopened(), aCase(), aCase(), aCase().reopened());
            assertThat(reopened.reopened()).isEqualTo(2);
            assertThat(reopened.reopenedShare()).isEqualTo(0.5);
        }
    }

    @Nested
    class Templates {
        @Test
        void an_answer_given_three_times_is_a_template() {
            var figures = figures(said("a", "a", "a", "b", "b"), null);
            assertThat(figures.templates()).isEqualTo(3);
            assertThat(figures.withText()).isEqualTo(5);
            assertThat(figures.templateShare()).isEqualTo(0.6);
        }

        @Test
        void an_answer_given_twice_is_none() {
            assertThat(figures(said("a", "a", "b", "b"), null).templates()).isZero();
        }

        @Test
        void late_answers_repeat_one_another_too_and_unknown_texts_do_not() {
            var late = concat(
                    said("a", "a"), List.of(aCase().answeredIn(0, ofDays(9)).saying("a")));
            assertThat(figures(late, null).templates()).isEqualTo(3);
            assertThat(figures(times(3, ACase::answered), null).templateShare()).isNull();
        }

        @Test
        void an_answer_outside_the_matured_set_does_not_make_a_template() {
            var excluded = aCase().answered().saying("a").in(State.EXCLUDED);
            assertThat(figures(concat(said("a", "a"), List.of(excluded)), null).templates())
                    .isZero();
        }

        private List<ACase> said(String... texts) {
            return Arrays.stream(texts).map(t -> aCase().answered().saying(t)).toList();
        }
    }

    @Nested
    class Rest {
        @Test
        void refusals_asked_and_lost_are_sums_over_the_window() {
            var figures =
                    figures(aCase().refused(1, 0).in(State.EXCLUDED), aCase().refused(2, 1), aCase().refused(0, 0));
            assertThat(figures.refusalsAsked()).isEqualTo(3);
            assertThat(figures.refusalsLost()).isEqualTo(1);
        }

        @Test
        void money_is_summed_by_currency_in_their_order() {
            var figures = figures(
                    aCase().returning("0.5", "USD"),
                    aCase().returning("1200000", "IRR"),
                    aCase().returning("0.5001", "USD"),
                    aCase());
            assertThat(figures.moneyReturned())
                    .containsExactly(
                            Map.entry("IRR", new BigDecimal("1200000")), Map.entry("USD", new BigDecimal("1.0001")));
        }

        @Test
        void figures_per_ten_thousand_orders_need_orders() {
            assertThat(figures(List.of(), 12_000L).per10000Orders(3)).isEqualTo(2.5);
            assertThat(figures(List.of(), 0L).per10000Orders(3)).isNull();
            assertThat(figures(List.of(), null).per10000Orders(3)).isNull();
        }

        @Test
        void complaints_filed_are_those_that_count_matured_or_not() {
            assertThat(figures(
                                    aCase(),
                                    aCase().in(State.REFUSAL_REVIEW),
                                    aCase().withdrawnAfter(ofHours(1)),
                                    aCase().in(State.EXCLUDED),
                                    aCase().in(State.NOT_ADMITTED))
                            .filed())
                    .isEqualTo(3);
        }

        @Test
        void figures_name_their_instant_and_the_beginning_of_their_window() {
            assertThat(figures().asOf()).isEqualTo(AS_OF);
            assertThat(figures().from()).isEqualTo(Instant.parse("2025-11-21T10:00:00Z"));
        }

        @Test
        void the_order_of_the_cases_does_not_matter() {
            var cases = concat(
                    times(
                            3,
                            c -> c.answered()
                                    .solved(true)
                                    .returning("1.25", "USD")
                                    .saying("a")),
                    List.of(aCase(), aCase().answeredIn(0, ofDays(7)), aCase().withdrawnAfter(ofHours(5))));
            var reversed = new ArrayList<>(cases);
            Collections.reverse(reversed);
            assertThat(figures(reversed, 7L)).isEqualTo(figures(cases, 7L));
        }
    }

    private static List<ACase> times(int n, UnaryOperator<ACase> with) {
        return IntStream.range(0, n).mapToObj(_ -> with.apply(aCase())).toList();
    }

    private static List<ACase> concat(List<ACase> some, List<ACase> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
