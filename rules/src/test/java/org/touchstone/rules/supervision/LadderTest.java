package org.touchstone.rules.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.touchstone.rules.mark.MarkState.*;
import static org.touchstone.rules.supervision.Climb.Move.*;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Policy.Ladder;
import org.touchstone.rules.policy.Policy.Rung;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.Figures;
import org.touchstone.rules.supervision.CureTarget.Kind;

/** The ladder of supervision (sources 10). */
class LadderTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Ladder STANDARD = Ladder.STANDARD;

    private static Points points(int count) {
        return points(count, null);
    }

    private static Points points(int count, @Nullable Long orders) {
        return new Points(
                IntStream.range(0, count)
                        .mapToObj(i -> NOW.minus(Duration.ofDays(100L - i)))
                        .toList(),
                orders,
                null);
    }

    private static Climb at(MarkState state, @Nullable SupervisionStep step) {
        return new Climb(state, step, null, false, false, null, null, null);
    }

    private static Climb inCase(MarkState state, CaseState open, @Nullable Instant failed, @Nullable Instant declined) {
        return new Climb(state, SupervisionStep.LETTER, open, false, false, null, failed, declined);
    }

    @ParameterizedTest
    @CsvSource({
        "3, NONE",
        "4, WATCH",
        "7, WATCH",
        "8, LETTER",
        "15, LETTER",
        "40, LETTER",
    })
    void a_mark_nobody_wrote_to_is_watched_or_written_to_and_never_more(int count, String move) {
        assertThat(at(ISSUED, null).next(points(count), STANDARD))
                .isEqualTo(move.equals("NONE") ? Optional.empty() : Optional.of(Climb.Move.valueOf(move)));
    }

    @Test
    void a_watch_ends_when_the_points_have_left_the_window() {
        var watched = at(ISSUED, SupervisionStep.WATCH);
        assertThat(watched.next(points(4), STANDARD)).isEmpty();
        assertThat(watched.next(points(3), STANDARD)).contains(END_WATCH);
        assertThat(watched.next(points(8), STANDARD)).contains(LETTER);
    }

    /** 5 points for each 10,000 orders are not many; more are. */
    @ParameterizedTest
    @CsvSource({
        "8, 16000, WATCH",
        "8, 15999, LETTER",
        "9, 1000000, WATCH",
        "500, 1000000, WATCH",
        "501, 1000000, LETTER",
        "8, 1, LETTER",
    })
    void a_large_shop_is_written_to_for_many_points_among_its_orders_only(int count, long orders, Climb.Move move) {
        assertThat(at(ISSUED, null).next(points(count, orders), STANDARD)).contains(move);
    }

    @Test
    void the_raw_threshold_stands_beside_the_one_for_its_size() {
        assertThat(STANDARD.at(8)).isEqualTo(Rung.LETTER);
        assertThat(STANDARD.at(8, 16_000L)).isEqualTo(Rung.WATCH);
        assertThat(STANDARD.at(8, null)).isEqualTo(Rung.LETTER);
        assertThat(STANDARD.at(8, 0L)).isEqualTo(Rung.LETTER);
    }

    @Test
    void without_an_active_ladder_the_centre_only_watches() {
        var resting = new Ladder(
                Period.ofMonths(12),
                7,
                14,
                28,
                3,
                BigDecimal.valueOf(5),
                3,
                Duration.ofDays(10),
                Duration.ofDays(60),
                false);
        assertThat(at(ISSUED, null).next(points(40), resting)).contains(WATCH);
        assertThat(at(ISSUED, SupervisionStep.WATCH).next(points(40), resting)).isEmpty();
    }

    @Test
    void points_that_were_answered_for_bring_no_other_letter_without_three_new_ones() {
        var before = points(8);
        var settled = before.given().getLast();
        var climb = new Climb(ISSUED, SupervisionStep.WATCH, null, false, false, settled, null, null);
        assertThat(climb.next(before, STANDARD)).isEmpty();
        assertThat(climb.next(points(10), STANDARD)).isEmpty();
        assertThat(climb.next(points(11), STANDARD)).contains(LETTER);
    }

    @Test
    void who_does_not_put_things_right_is_put_before_officers() {
        assertThat(inCase(ISSUED, CaseState.LETTER, null, null).next(points(14), STANDARD))
                .isEmpty();
        assertThat(inCase(ISSUED, CaseState.LETTER, null, null).next(points(15), STANDARD))
                .contains(RECOMMEND_SUSPENSION);
        assertThat(inCase(ISSUED, CaseState.FAILED, NOW, null).next(points(8), STANDARD))
                .contains(RECOMMEND_SUSPENSION);
        assertThat(inCase(ISSUED, CaseState.FAILED, NOW, NOW.plusSeconds(1)).next(points(8), STANDARD))
                .isEmpty();
        assertThat(inCase(ISSUED, CaseState.FAILED, NOW, NOW.minusSeconds(1)).next(points(8), STANDARD))
                .contains(RECOMMEND_SUSPENSION);
    }

    @Test
    void only_a_suspended_mark_is_put_before_officers_for_revocation() {
        assertThat(inCase(ISSUED, CaseState.CURING, null, null).next(points(40), STANDARD))
                .contains(RECOMMEND_SUSPENSION);
        assertThat(inCase(SUSPENDED, CaseState.SUSPENDED, null, null).next(points(28), STANDARD))
                .isEmpty();
        assertThat(inCase(SUSPENDED, CaseState.SUSPENDED, null, null).next(points(29), STANDARD))
                .contains(RECOMMEND_REVOCATION);
        assertThat(inCase(REVOKED, CaseState.SUSPENDED, null, null).next(points(40), STANDARD))
                .isEmpty();
    }

    @Test
    void nothing_is_recommended_twice_or_beside_a_decision_that_waits() {
        assertThat(new Climb(ISSUED, SupervisionStep.LETTER, CaseState.FAILED, true, false, null, NOW, null)
                        .next(points(40), STANDARD))
                .isEmpty();
        assertThat(new Climb(ISSUED, SupervisionStep.LETTER, CaseState.FAILED, false, true, null, NOW, null)
                        .next(points(40), STANDARD))
                .isEmpty();
    }

    private record Walk(
            MarkState state,
            @Nullable SupervisionStep step,
            int few,
            int more,
            @Nullable Long orders) {}

    private static <T> T one(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Walk walk(RandomGenerator random) {
        int few = random.nextInt(40);
        return new Walk(
                one(random, List.of(MarkState.values())),
                random.nextInt(3) == 0 ? null : one(random, List.of(SupervisionStep.values())),
                few,
                few + random.nextInt(20),
                random.nextBoolean() ? null : 1 + random.nextLong(200_000));
    }

    /** How heavy a move is. */
    private static int weight(Optional<Climb.Move> move) {
        return move.map(m -> switch (m) {
                    case END_WATCH -> -1;
                    case WATCH -> 1;
                    case LETTER -> 2;
                    case RECOMMEND_SUSPENSION, RECOMMEND_REVOCATION -> 3;
                })
                .orElse(0);
    }

    @Test
    void more_points_never_bring_less_and_nobody_without_a_case_is_put_before_officers() {
        forAll(LadderTest::walk).times(5000).holds(walk -> {
            var climb = at(walk.state(), walk.step());
            var few = climb.next(points(walk.few(), walk.orders()), STANDARD);
            var more = climb.next(points(walk.more(), walk.orders()), STANDARD);
            assertThat(weight(more)).isGreaterThanOrEqualTo(weight(few));
            assertThat(weight(more)).isLessThan(3);
            if (!walk.state().covers()) {
                assertThat(weight(more)).isNotPositive();
            }
        });
    }

    @Test
    void versions_from_before_keep_the_standard_and_rungs_rise() {
        assertThat(new Ladder(Period.ofMonths(6), 2, 4, 6).watchAbove()).isEqualTo(1);
        assertThat(new Ladder(Period.ofMonths(12), 7, 14, 28)).isEqualTo(Ladder.STANDARD);
        assertThatThrownBy(() -> new Ladder(
                        Period.ofMonths(12),
                        7,
                        14,
                        28,
                        8,
                        BigDecimal.ONE,
                        3,
                        Duration.ofDays(10),
                        Duration.ofDays(60),
                        true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Points and targets.

    private static CaseFacts unanswered(Instant filed) {
        return facts(filed, null, null);
    }

    private static CaseFacts facts(Instant filed, @Nullable Integer round, @Nullable Instant answered) {
        var state = round == null ? State.UNANSWERED : round == 0 ? State.ANSWERED_AFTER_EXPIRY : State.ANSWERED;
        return new CaseFacts(
                "MARK-1",
                "OTHER",
                filed,
                List.of(filed.plus(Duration.ofDays(4))),
                "test",
                state,
                round,
                answered,
                0,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                null,
                null,
                null);
    }

    @Test
    void points_are_the_unanswered_complaints_within_the_window() {
        var recent = NOW.minus(Duration.ofDays(30));
        var points = Points.of(
                List.of(
                        unanswered(recent),
                        unanswered(NOW.minus(Duration.ofDays(366))),
                        unanswered(NOW.minus(Duration.ofDays(2))),
                        facts(recent, 1, recent.plus(Duration.ofDays(1))),
                        facts(recent, 0, recent.plus(Duration.ofDays(20)))),
                NOW,
                Period.ofMonths(12),
                null);
        assertThat(points.given()).containsExactly(recent.plus(Duration.ofDays(4)), recent.plus(Duration.ofDays(4)));
        assertThat(points.since(recent.plus(Duration.ofDays(4)))).isZero();
        assertThat(points.since(recent)).isEqualTo(2);
    }

    @Test
    void a_point_leaves_at_the_instant_that_is_foretold_and_not_an_hour_before() {
        forAll(random -> NOW.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 1000))))
                .holds(filed -> {
                    for (var window : List.of(Period.ofMonths(12), Period.ofMonths(1), Period.ofMonths(6))) {
                        var leaves = Figures.windowLeft(filed, window);
                        assertThat(Figures.windowStart(leaves, window)).isAfterOrEqualTo(filed);
                        assertThat(Figures.windowStart(leaves.minus(Duration.ofHours(1)), window))
                                .isBefore(filed);
                    }
                });
    }

    @Test
    void each_target_is_measured_on_the_record() {
        var letter = NOW.minus(Duration.ofDays(60));
        var accepted = NOW.minus(Duration.ofDays(30));
        var old = letter.minus(Duration.ofDays(20));
        var fresh = accepted.plus(Duration.ofDays(2));
        var cases = List.of(
                facts(old, 0, accepted.plus(Duration.ofDays(1))),
                facts(old, 0, accepted.plus(Duration.ofDays(2))),
                unanswered(old),
                facts(fresh, 1, fresh.plus(Duration.ofHours(10))),
                facts(fresh, 1, fresh.plus(Duration.ofHours(20))),
                unanswered(fresh));
        var caught = new CureTarget(Kind.CATCH_UP, 66).measure(cases, letter, accepted, NOW);
        assertThat(caught.measured()).isEqualByComparingTo("66.66");
        assertThat(caught.of()).isEqualTo(3);
        assertThat(caught.met()).isTrue();
        assertThat(new CureTarget(Kind.CATCH_UP, 67)
                        .measure(cases, letter, accepted, NOW)
                        .met())
                .isFalse();
        var rate = new CureTarget(Kind.ANSWER_RATE, 67).measure(cases, letter, accepted, NOW);
        assertThat(rate.measured()).isEqualByComparingTo("66.66");
        assertThat(rate.met()).isFalse();
        assertThat(new CureTarget(Kind.UNANSWERED, 0)
                        .measure(cases, letter, accepted, NOW)
                        .met())
                .isFalse();
        assertThat(new CureTarget(Kind.UNANSWERED, 1)
                        .measure(cases, letter, accepted, NOW)
                        .met())
                .isTrue();
        var median = new CureTarget(Kind.MEDIAN_HOURS, 20).measure(cases, letter, accepted, NOW);
        assertThat(median.measured()).isEqualByComparingTo("20");
        assertThat(median.met()).isTrue();
    }

    @Test
    void where_nothing_can_be_measured_a_promise_is_not_broken() {
        for (var kind : Kind.values()) {
            var measured = new CureTarget(kind, kind.most()).measure(List.of(), NOW, NOW, NOW);
            assertThat(measured.met()).isTrue();
        }
    }

    @Test
    void a_plan_promises_something_measurable_by_a_day_that_is_not_too_far() {
        var soon = NOW.plus(Duration.ofDays(20));
        var target = new CureTarget(Kind.UNANSWERED, 0);
        assertThat(new CurePlan(List.of(target), soon).fault(NOW, STANDARD)).isEmpty();
        assertThat(new CurePlan(List.of(), soon).fault(NOW, STANDARD)).contains(new CurePlan.Fault.NoTarget());
        assertThat(new CurePlan(List.of(target, new CureTarget(Kind.UNANSWERED, 1)), soon).fault(NOW, STANDARD))
                .contains(new CurePlan.Fault.Twice(Kind.UNANSWERED));
        assertThat(new CurePlan(List.of(target), NOW).fault(NOW, STANDARD)).contains(new CurePlan.Fault.NotToCome());
        assertThat(new CurePlan(List.of(target), NOW.plus(Duration.ofDays(60))).fault(NOW, STANDARD))
                .isEmpty();
        assertThat(new CurePlan(List.of(target), NOW.plus(Duration.ofDays(60)).plusSeconds(1)).fault(NOW, STANDARD))
                .contains(new CurePlan.Fault.TooFar(NOW.plus(Duration.ofDays(60))));
        assertThatThrownBy(() -> new CureTarget(Kind.ANSWER_RATE, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    // The case.

    private static final Set<CaseStep> BY_OFFICERS = EnumSet.of(
            CaseStep.ACCEPT_PLAN, CaseStep.RETURN_PLAN, CaseStep.NOT_FOLLOW, CaseStep.SETTLE, CaseStep.WITHDRAW);

    static Stream<Arguments> every_state_and_step() {
        return Arrays.stream(CaseState.values())
                .flatMap(state -> Arrays.stream(CaseStep.values()).map(step -> Arguments.of(state, step)));
    }

    /** The same table, written from the prose of docs/supervision.md. */
    private static Set<CaseState> from(CaseStep step) {
        var open = EnumSet.of(CaseState.LETTER, CaseState.PLAN_GIVEN, CaseState.CURING, CaseState.FAILED);
        var all = EnumSet.copyOf(open);
        all.add(CaseState.SUSPENDED);
        return switch (step) {
            case SEND_LETTER -> Set.of();
            case GIVE_PLAN -> EnumSet.of(CaseState.LETTER, CaseState.FAILED);
            case MISS_PLAN -> EnumSet.of(CaseState.LETTER);
            case ACCEPT_PLAN, RETURN_PLAN -> EnumSet.of(CaseState.PLAN_GIVEN);
            case PASS_CHECK, FAIL_CHECK -> EnumSet.of(CaseState.CURING);
            case SETTLE, WITHDRAW, SUSPEND -> open;
            case REINSTATE -> EnumSet.of(CaseState.SUSPENDED);
            case STATE, RECOMMEND, NOT_FOLLOW, REVOKE, SET_ASIDE -> all;
        };
    }

    @ParameterizedTest
    @MethodSource("every_state_and_step")
    void a_case_changes_as_the_table_says_and_in_no_other_way(CaseState state, CaseStep step) {
        assertThat(CaseTransitions.TABLE.allows(state, step))
                .isEqualTo(from(step).contains(state));
        for (var party : CaseParty.values()) {
            var refusal = CaseRefusal.of(state, step, party);
            if (!from(step).contains(state)) {
                assertThat(refusal).contains(new CaseRefusal.WrongState(state, step));
            } else if (BY_OFFICERS.contains(step)) {
                assertThat(refusal.isEmpty()).isEqualTo(party == CaseParty.OFFICER);
            }
        }
    }

    @Test
    void a_closed_case_stays_closed() {
        assertThat(CaseTransitions.TABLE.edges()).noneMatch(edge -> edge.from().isClosed());
        assertThat(CaseTransitions.TABLE.edges()).doesNotHaveDuplicates();
    }
}
