package org.touchstone.rules.grade;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.grade.AGrade.NOW;
import static org.touchstone.rules.grade.AGrade.example;
import static org.touchstone.rules.grade.AGrade.tally;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading;
import org.touchstone.rules.policy.Grading.Cap;
import org.touchstone.rules.policy.Index;
import org.touchstone.rules.policy.Part;
import org.touchstone.rules.testing.Policies;

class GraderTest {

    private final Grader grader = new Grader(Grading.STANDARD, Policies.RECORD);

    /**
     * On paper. The answer rate: 36 of 40 answered, and 7 complaints of a trade that answers 800 of 1000: (36 + 7 × 0.8) ÷ 47 = 41.6 ÷ 47.
     * The score: 76 stars in 20 scores, and 7 of a trade with a mean of 4: (76 + 28) ÷ 27 = 3.85185…; (3.85185 − 1) ÷ 4.
     */
    @Test
    void the_parts_of_the_example_are_those_on_paper() {
        var parts = new EnumMap<Part, String>(Part.class);
        for (var index : grader.grade(example(), null).indices()) {
            index.components().forEach(c -> parts.put(c.part(), String.valueOf(c.value())));
        }
        assertThat(parts)
                .isEqualTo(Map.ofEntries(
                        Map.entry(Part.ANSWERED, "88.51"),
                        Map.entry(Part.ON_TIME, "75.00"),
                        Map.entry(Part.UNDISPUTED, "92.50"),
                        Map.entry(Part.STANDING, "100.00"),
                        Map.entry(Part.LICENCE, "100.00"),
                        Map.entry(Part.CHECKS, "87.50"),
                        Map.entry(Part.REACHED, "96.67"),
                        Map.entry(Part.AGE, "50.00"),
                        Map.entry(Part.ENCRYPTED, "100.00"),
                        Map.entry(Part.CERTIFICATE, "100.00"),
                        Map.entry(Part.PROTECTIONS, "66.67"),
                        Map.entry(Part.INCIDENTS, "90.00"),
                        Map.entry(Part.DELIVERY, "90.00"),
                        Map.entry(Part.PROMISES, "90.00"),
                        Map.entry(Part.SCORES, "71.30")));
    }

    /**
     * On paper: 0.60 × 88.51 + 0.25 × 75 + 0.15 × 92.50 = 85.731. 0.2 × 100 + 0.2 × 100 + 0.25 × 87.50 + 0.2 × 96.67 + 0.15 × 50 = 88.709.
     * 0.3 × 100 + 0.15 × 100 + 0.2 × 66.67 + 0.35 × 90 = 89.834. And 0.3 × 85.73 + 0.25 × 88.71 + 0.15 × (89.83 + 90 + 71.30) = 85.566.
     */
    @Test
    void the_indices_and_the_total_of_the_example_are_those_on_paper() {
        var graded = grader.grade(example(), null);
        assertThat(graded.indices().stream().map(i -> String.valueOf(i.value())))
                .containsExactly("85.73", "88.71", "89.83", "90.00", "71.30");
        assertThat(graded.total()).isEqualTo("85.57");
        assertThat(graded.grade()).isEqualTo(Grade.B);
        assertThat(graded.lack()).isNull();
    }

    @Test
    void a_trade_nothing_is_known_of_shrinks_nothing() {
        var f = example();
        var alone =
                new GradeFacts(f.asOf(), f.state(), f.issuedAt(), null, f.tally(), Peers.NONE, f.seen(), f.incidents());
        assertThat(part(alone, Part.ANSWERED).value()).isEqualTo("90.00");
        assertThat(part(alone, Part.SCORES).value()).isEqualTo("70.00");
    }

    @Test
    void the_size_of_a_shop_does_not_count() {
        var large = example().with(tally(Map.of("delivery", 54), 120_000L));
        assertThat(part(large, Part.DELIVERY).value()).isEqualTo("90.00");
        assertThat(part(example().with(tally(Map.of("delivery", 54), 12_000L)), Part.DELIVERY)
                        .value())
                .isEqualTo("0.00");
    }

    @Test
    void too_little_is_neither_0_nor_100() {
        var f = example();
        var few = grader.grade(f.with(new Tally(9, 9, 9, 0, 0, 0, 4, 4, 4, 20, null)), null);
        assertThat(few.grade()).isNull();
        assertThat(few.lack()).isEqualTo(Lack.NO_HISTORY);
        assertThat(few.value(Index.HISTORY)).isNull();
        assertThat(few.indices().getFirst().lack()).isEqualTo(Lack.TOO_FEW_COMPLAINTS);
        assertThat(few.value(Index.SERVICE)).isNull();
        assertThat(few.value(Index.SATISFACTION)).isNull();
        assertThat(part(f.with(tally(Map.of(), null)), Part.DELIVERY).lack()).isEqualTo(Lack.NO_ORDERS);
        assertThat(part(f.with(tally(Map.of(), 499L)), Part.DELIVERY).lack()).isEqualTo(Lack.TOO_FEW_ORDERS);
        assertThat(part(f.with(tally(Map.of(), 500L)), Part.DELIVERY).lack()).isNull();

        var neverLooked = grader.grade(f.with((Seen) null), null);
        assertThat(neverLooked.value(Index.CAPABILITY)).isNull();
        // That nothing bad was ever reported does not make a website safe.
        assertThat(neverLooked.value(Index.SECURITY)).isNull();
        // 30 + 15 + 15 of 100 is just enough: (30 × 85.73 + 15 × 90 + 15 × 71.30) ÷ 60 = 83.19.
        assertThat(neverLooked.total()).isEqualTo("83.19");
        var hardlyKnown = grader.grade(f.with((Seen) null).with(tally(Map.of("rated", -16), 12_000L)), null);
        assertThat(hardlyKnown.lack()).isEqualTo(Lack.TOO_LITTLE_KNOWN);
    }

    @Test
    void a_mark_that_is_none_any_more_has_no_grade() {
        for (var state : List.of(MarkState.EXPIRED, MarkState.REVOKED)) {
            var graded = grader.grade(example().in(state, null), Grade.B);
            assertThat(graded.lack()).isEqualTo(Lack.NOT_LIVE);
            assertThat(graded.grade()).isNull();
            assertThat(graded.indices()).hasSize(5);
        }
    }

    @Test
    void caps_hold_the_grade_down_and_not_the_total() {
        var suspended = grader.grade(example().in(MarkState.SUSPENDED, null), Grade.B);
        assertThat(suspended.grade()).isEqualTo(Grade.E);
        assertThat(suspended.caps()).containsExactly(Cap.SUSPENDED);
        // Standing is worth nothing now, 20 of the 25: 88.709 − 20 = 68.709; 85.566 − 0.25 × 20 = 80.566.
        assertThat(suspended.total()).isEqualTo("80.57");
        assertThat(suspended.earned()).isEqualTo(Grade.B);

        var severe = new GradeFacts(
                NOW,
                MarkState.ISSUED,
                AGrade.ISSUED,
                null,
                AGrade.TALLY,
                AGrade.PEERS,
                AGrade.seen(),
                List.of(new IncidentFacts("leak", true, NOW, null)));
        assertThat(grader.grade(severe, Grade.B).caps()).containsExactly(Cap.SEVERE_FINDING);
        assertThat(grader.grade(severe, Grade.B).grade()).isEqualTo(Grade.D);
        assertThat(grader.grade(severe.closing(_ -> true), Grade.B).grade()).isEqualTo(Grade.B);

        var letter = grader.grade(example().in(MarkState.ISSUED, SupervisionStep.LETTER), Grade.B);
        assertThat(letter.grade()).isEqualTo(Grade.C);
        assertThat(grader.grade(example().in(MarkState.ISSUED, SupervisionStep.WATCH), Grade.B)
                        .grade())
                .isEqualTo(Grade.B);
    }

    @Test
    void a_cap_never_makes_a_grade_better() {
        forAll(AGrade::any).holds(facts -> {
            var graded = grader.grade(facts, null);
            if (graded.grade() != null && graded.earned() != null) {
                assertThat(graded.grade().isBetterThan(graded.earned())).isFalse();
                graded.caps()
                        .forEach(cap -> assertThat(graded.grade()
                                        .isBetterThan(Objects.requireNonNull(
                                                Grading.STANDARD.caps().get(cap))))
                                .isFalse());
            }
        });
    }

    @Test
    void a_grade_changes_only_when_the_total_passes_the_boundary_by_the_margin() {
        assertThat(at("80.00", null)).isEqualTo(Grade.B);
        assertThat(at("79.99", null)).isEqualTo(Grade.C);
        assertThat(at("79.99", Grade.B)).isEqualTo(Grade.B);
        assertThat(at("79.00", Grade.B)).isEqualTo(Grade.B);
        assertThat(at("78.99", Grade.B)).isEqualTo(Grade.C);
        assertThat(at("80.99", Grade.C)).isEqualTo(Grade.C);
        assertThat(at("81.00", Grade.C)).isEqualTo(Grade.B);
        // Over two boundaries at once, the second only just: it counts from the margin on, too.
        assertThat(at("90.50", Grade.C)).isEqualTo(Grade.B);
        assertThat(at("91.00", Grade.C)).isEqualTo(Grade.A);
        assertThat(at("69.50", Grade.A)).isEqualTo(Grade.C);
        assertThat(at("0.00", Grade.A)).isEqualTo(Grade.E);
    }

    @Test
    void a_total_that_swings_by_less_than_the_margin_never_changes_the_grade_twice() {
        forAll(random -> new int[] {random.nextInt(10_000), random.nextInt(100), random.nextInt(10_000)})
                .holds(run -> {
                    var low = BigDecimal.valueOf(run[0], 2);
                    var high = low.add(BigDecimal.valueOf(run[1], 2));
                    var held = Grading.STANDARD.at(BigDecimal.valueOf(run[2], 2), null);
                    var grade = Grading.STANDARD.at(low, held);
                    var settled = Grading.STANDARD.at(high, grade);
                    assertThat(Grading.STANDARD.at(low, settled)).isEqualTo(settled);
                    assertThat(Grading.STANDARD.at(high, settled)).isEqualTo(settled);
                });
    }

    private static Grade at(String total, @Nullable Grade held) {
        return Grading.STANDARD.at(new BigDecimal(total), held);
    }

    /** Every way in which facts can be better. */
    private static List<GradeFacts> better(GradeFacts f) {
        var better = new ArrayList<GradeFacts>();
        var t = f.tally();
        if (t.answered() < t.matured()) {
            better.add(f.with(changed(t, 0, 1, 0, 0, 0, 0, 0, 0)));
        }
        if (t.onTime() < t.answered()) {
            better.add(f.with(changed(t, 0, 0, 1, 0, 0, 0, 0, 0)));
        }
        better.add(f.with(t.answering(1)));
        if (t.reopened() > 0) {
            better.add(f.with(changed(t, 0, 0, 0, -1, 0, 0, 0, 0)));
        }
        if (t.refusalsLost() > 0) {
            better.add(f.with(changed(t, 0, 0, 0, 0, -1, 0, 0, 0)));
        }
        if (t.delivery() > 0) {
            better.add(f.with(changed(t, 0, 0, 0, 0, 0, -1, 0, 0)));
        }
        if (t.kept() < t.promises()) {
            better.add(f.with(changed(t, 0, 0, 0, 0, 0, 0, 1, 0)));
        }
        if (t.scores() < 5 * t.rated()) {
            better.add(f.with(changed(t, 0, 0, 0, 0, 0, 0, 0, 1)));
        }
        better.add(f.closing(_ -> true));
        better.add(f.in(f.state(), null));
        if (f.state() == MarkState.SUSPENDED || f.state() == MarkState.UNDER_REVIEW) {
            better.add(f.in(MarkState.ISSUED, f.supervision()));
        }
        better.add(new GradeFacts(
                f.asOf(),
                f.state(),
                f.issuedAt().minus(ofDays(40)),
                f.supervision(),
                t,
                f.peers(),
                f.seen(),
                f.incidents()));
        var seen = f.seen();
        if (seen != null) {
            better.addAll(betterSeen(f, seen));
        }
        return better;
    }

    private static Tally changed(
            Tally t,
            int matured,
            int answered,
            int onTime,
            int reopened,
            int lost,
            int delivery,
            int kept,
            int scores) {
        return new Tally(
                t.matured() + matured,
                t.answered() + answered,
                t.onTime() + onTime,
                t.reopened() + reopened,
                t.refusalsLost() + lost,
                t.delivery() + delivery,
                t.promises(),
                t.kept() + kept,
                t.rated(),
                t.scores() + scores,
                t.orders());
    }

    private static List<GradeFacts> betterSeen(GradeFacts f, Seen seen) {
        var better = new ArrayList<GradeFacts>();
        seen.checks().forEach((check, inOrder) -> {
            var one = new EnumMap<CheckCode, Boolean>(seen.checks());
            one.put(check, true);
            better.add(f.with(new Seen(seen.at(), one, seen.looks(), seen.reached(), seen.site())));
        });
        long all = seen.looks() == 0 ? 0 : (1L << seen.looks()) - 1;
        better.add(f.with(new Seen(seen.at(), seen.checks(), seen.looks(), all, seen.site())));
        var site = seen.site();
        if (site != null) {
            for (var s : List.of(
                    new Seen.Site(site.at(), true, site.certificateUntil(), site.missing()),
                    new Seen.Site(site.at(), site.encrypted(), NOW.plus(ofDays(90)), site.missing()),
                    new Seen.Site(site.at(), site.encrypted(), site.certificateUntil(), Set.of()))) {
                better.add(f.with(new Seen(seen.at(), seen.checks(), seen.looks(), seen.reached(), s)));
            }
        }
        return better;
    }

    @Test
    void a_better_fact_never_lowers_an_index_nor_the_grade() {
        forAll(AGrade::any).times(300).holds(facts -> {
            for (var held : new Grade[] {null, Grade.A, Grade.C, Grade.E}) {
                var before = grader.grade(facts, held);
                for (var better : better(facts)) {
                    var after = grader.grade(better, held);
                    for (var index : Index.values()) {
                        var was = before.value(index);
                        var is = after.value(index);
                        if (was != null) {
                            assertThat(is)
                                    .as("%s of %s", index, better)
                                    .isNotNull()
                                    .isGreaterThanOrEqualTo(was);
                        }
                    }
                    boolean sameKnown = before.indices().stream()
                            .allMatch(i -> (i.value() == null) == (after.value(i.index()) == null));
                    if (before.grade() != null && sameKnown) {
                        assertThat(after.total()).isGreaterThanOrEqualTo(before.total());
                        assertThat(before.grade().isBetterThan(Objects.requireNonNull(after.grade())))
                                .as("from %s to %s for %s", before.grade(), after.grade(), better)
                                .isFalse();
                    }
                }
            }
        });
    }

    @Test
    void anyone_with_a_pocket_calculator_comes_to_the_same_numbers() {
        forAll(AGrade::any).holds(facts -> {
            var graded = grader.grade(facts, null);
            for (var index : graded.indices()) {
                if (index.value() != null) {
                    assertThat(byHand(index.components().stream()
                                    .map(c -> new Weight(c.weight(), c.value()))
                                    .toList()))
                            .isEqualTo(index.value());
                    assertThat(index.value()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
                }
                index.components().forEach(c -> assertThat(c.value() == null).isEqualTo(c.lack() != null));
            }
            if (graded.total() != null) {
                assertThat(byHand(graded.indices().stream()
                                .map(i -> new Weight(i.weight(), i.value()))
                                .toList()))
                        .isEqualTo(graded.total());
            }
        });
    }

    private record Weight(int weight, @Nullable BigDecimal value) {}

    private static BigDecimal byHand(List<Weight> shown) {
        double sum = 0;
        int weights = 0;
        for (var one : shown) {
            if (one.value() != null) {
                sum += one.weight() * one.value().doubleValue();
                weights += one.weight();
            }
        }
        // To nine places first: a pocket calculator has no binary fractions.
        return BigDecimal.valueOf(sum / weights)
                .setScale(9, RoundingMode.HALF_UP)
                .setScale(2, RoundingMode.HALF_UP);
    }

    @Test
    void what_time_alone_changes_is_known_before() {
        var expires = Instant.parse("2027-11-20T10:00:00Z");
        // A month of age comes first: on 20 December.
        assertThat(grader.nextChange(example(), expires)).isEqualTo("2026-12-20T10:00:00Z");
        forAll(AGrade::any).holds(facts -> {
            var next = grader.nextChange(facts, expires);
            var before = grader.grade(facts, null);
            var just = next == null ? NOW.plus(ofDays(300)) : next.minusNanos(1000);
            assertThat(values(grader.grade(at(facts, just), null))).isEqualTo(values(before));
        });
    }

    private static List<String> values(Graded graded) {
        return graded.indices().stream().map(i -> String.valueOf(i.value())).toList();
    }

    private static GradeFacts at(GradeFacts f, Instant asOf) {
        return new GradeFacts(
                asOf, f.state(), f.issuedAt(), f.supervision(), f.tally(), f.peers(), f.seen(), f.incidents());
    }

    private Component part(GradeFacts facts, Part part) {
        return grader.grade(facts, null).index(part.index()).components().stream()
                .filter(c -> c.part() == part)
                .findFirst()
                .orElseThrow();
    }
}
