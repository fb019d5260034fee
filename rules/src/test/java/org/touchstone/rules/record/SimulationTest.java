package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.testing.AComplaint.FILED;
import static org.touchstone.rules.testing.AComplaint.aComplaint;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.Policy.Ladder;
import org.touchstone.rules.policy.Policy.Rung;
import org.touchstone.rules.record.Simulation.Balance;
import org.touchstone.rules.record.Simulation.Comparison;
import org.touchstone.rules.testing.Policies;

class SimulationTest {

    private static final Policy ONE = Policies.oneRoundOfFourDays();
    private static final Policy SHORT = Policies.roundsOf72And48And24();
    private static final Instant AS_OF = FILED.plus(ofDays(60));

    /** Complaints under the four-day policy, answered so many hours after the filing; negative is never. */
    private static List<List<ComplaintEvent>> answeredAfter(int... hours) {
        return IntStream.of(hours)
                .mapToObj(h -> h < 0
                        ? aComplaint().history()
                        : aComplaint().answered().after(ofHours(h)).history())
                .toList();
    }

    private static List<List<ComplaintEvent>> of(List<ComplaintEvent> history, int times) {
        return Stream.generate(() -> history).limit(times).toList();
    }

    private static @Nullable Long unknown(Instant since) {
        return null;
    }

    private static Comparison against(Policy proposed) {
        return new Comparison(ONE, proposed, Policies.shipped(), AS_OF);
    }

    @Test
    void a_mark_gains_where_late_answers_come_in_time() {
        // Under one round of 96 hours: 10 in time, 100 and 140 late, one never. Under 72+48+24 = 144 hours: three in
        // time.
        var change = against(SHORT).compare("MARK-1", answeredAfter(10, 100, 140, -1), SimulationTest::unknown);
        assertThat(change.before().matured()).isEqualTo(4);
        assertThat(change.before().unanswered()).isEqualTo(3);
        assertThat(change.after().unanswered()).isEqualTo(1);
        assertThat(change.after().answered()).isEqualTo(3);
        assertThat(change.after().delays())
                .as("100 h: one, 140 h: two, never: two")
                .isEqualTo(5);
        assertThat(change.before().delays()).isZero();
        assertThat(change.rate()).isPositive();
        assertThat(change.unanswered()).isPositive();
    }

    @Test
    void a_mark_loses_where_answers_come_too_late() {
        var strict = Policies.like(ONE, "strict", List.of(ofHours(24)), Ladder.STANDARD);
        var change = against(strict).compare("MARK-1", answeredAfter(10, 30, 50), SimulationTest::unknown);
        assertThat(change.before().unanswered()).isZero();
        assertThat(change.after().unanswered()).isEqualTo(2);
        assertThat(change.rate()).isNegative();
        assertThat(change.unanswered()).isNegative();
    }

    @Test
    void letters_suspensions_and_revocations_are_counted_before_and_after() {
        // 100 hours: a point under four days, none under six. 29, 15, 8 and 7 points before.
        var late = aComplaint().answered().after(ofHours(100)).history();
        var sum = Simulation.NONE;
        for (int points : new int[] {29, 15, 8, 7}) {
            sum = sum.plus(against(SHORT).compare("MARK-" + points, of(late, points), SimulationTest::unknown));
        }
        assertThat(sum.marks()).isEqualTo(4);
        assertThat(sum.cases()).isEqualTo(59);
        assertThat(sum.before().unanswered()).isEqualTo(59);
        assertThat(sum.before().letters()).isEqualTo(3);
        assertThat(sum.before().suspensions()).isEqualTo(2);
        assertThat(sum.before().revocations()).isEqualTo(1);
        assertThat(sum.after().letters()).isZero();
        assertThat(sum.after().unanswered()).isZero();
        assertThat(sum.unanswered()).isEqualTo(new Balance(4, 0, 0));
    }

    @Test
    void points_are_seen_against_the_orders_of_the_window_of_the_ladder() {
        // Eight points: above five for each 10,000 of 15,999 orders, not of 16,000.
        var eight = of(aComplaint().history(), 8);
        var ladder = ONE.ladder();
        assertThat(against(ONE).compare("MARK-1", eight, _ -> 15_999L).before().rung())
                .isEqualTo(Rung.LETTER);
        var large = against(ONE).compare("MARK-1", eight, from -> {
            assertThat(from).isEqualTo(Figures.windowStart(AS_OF, ladder.window()));
            return 16_000L;
        });
        assertThat(large.before().points()).as("as the source counts them").isEqualTo(8);
        assertThat(large.before().rung()).isEqualTo(Rung.WATCH);
        assertThat(Simulation.NONE.plus(large).before().letters()).isZero();
    }

    @Test
    void imported_complaints_lead_to_no_rung() {
        var foreign = of(aComplaint().under(Policies.brazil()).history(), 40);
        var side = against(SHORT)
                .compare("MARK-1", foreign, SimulationTest::unknown)
                .after();
        assertThat(side.unanswered()).isEqualTo(40);
        assertThat(side.points()).isZero();
        assertThat(side.rung()).isEqualTo(Rung.WATCH);
    }

    @Test
    void a_stricter_ladder_alone_changes_no_figure_but_the_rungs() {
        var strict = Policies.like(ONE, "strict", ONE.rounds(), new Ladder(Period.ofMonths(12), 1, 2, 3));
        var change = against(strict).compare("MARK-1", answeredAfter(-1, -1, -1), SimulationTest::unknown);
        assertThat(change.before().rung()).isEqualTo(Rung.WATCH);
        assertThat(change.after().rung()).isEqualTo(Rung.SUSPENSION);
        assertThat(change.unanswered()).isZero();
        assertThat(change.changed()).isTrue();
    }

    @Test
    void the_window_of_the_ladder_is_its_own() {
        var narrow = Policies.like(ONE, "narrow", ONE.rounds(), new Ladder(Period.ofDays(30), 0, 1, 2));
        var old = aComplaint().filedAt(AS_OF.minus(ofDays(40))).history();
        var recent = aComplaint().filedAt(AS_OF.minus(ofDays(10))).history();
        var side = against(narrow)
                .compare("MARK-1", List.of(old, recent), SimulationTest::unknown)
                .after();
        assertThat(side.unanswered()).isEqualTo(2);
        assertThat(side.points()).isEqualTo(1);
        assertThat(side.rung()).isEqualTo(Rung.LETTER);
    }

    @Test
    void the_same_policy_changes_nothing() {
        var change = against(ONE).compare("MARK-1", answeredAfter(10, 100, 140, -1), SimulationTest::unknown);
        assertThat(change.changed()).isFalse();
        assertThat(Simulation.NONE.plus(change).rate()).isEqualTo(new Balance(0, 0, 1));
    }

    @Test
    void imported_complaints_keep_the_rules_they_came_with() {
        var foreign = aComplaint()
                .under(Policies.brazil())
                .answered()
                .after(ofHours(150))
                .history();
        var change = against(SHORT).compare("MARK-1", List.of(foreign), SimulationTest::unknown);
        assertThat(change.imported()).isEqualTo(1);
        assertThat(change.before().answered()).isEqualTo(1);
        assertThat(change.changed()).isFalse();
    }

    @Test
    void complaints_with_an_act_the_proposal_leaves_no_room_for_are_counted() {
        var strict = Policies.like(ONE, "strict", List.of(ofHours(24)), Ladder.STANDARD);
        var rated = aComplaint().answered().after(ofHours(30)).rated(true, 5).history();
        var change = against(strict).compare("MARK-1", List.of(rated), SimulationTest::unknown);
        assertThat(change.partlyComparable()).isEqualTo(1);
        assertThat(change.before().solved()).isEqualTo(1);
        assertThat(change.after().solved()).isZero();
    }

    @Test
    void what_happened_after_the_instant_is_not_seen() {
        var history = aComplaint().answered().after(ofDays(90)).history();
        var change = against(SHORT).compare("MARK-1", List.of(history), SimulationTest::unknown);
        assertThat(change.before().unanswered()).isEqualTo(1);
        assertThat(change.after().unanswered()).isEqualTo(1);
    }
}
