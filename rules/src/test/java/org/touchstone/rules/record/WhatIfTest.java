package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.testing.AComplaint.aComplaint;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.record.WhatIf.Standing;
import org.touchstone.rules.testing.AComplaint;
import org.touchstone.rules.testing.Policies;
import org.touchstone.rules.testing.Story;

/** Answer today, or miss: what the record will say. */
class WhatIfTest {

    private static final Period YEAR = Period.ofMonths(12);

    /** Forty complaints of the past: 38 answered, two left unanswered. */
    private static List<CaseFacts> past() {
        return IntStream.range(0, 40)
                .mapToObj(i -> (i < 2
                                ? aComplaint().filedAt(AComplaint.FILED.minus(ofDays(60 + i)))
                                : aComplaint()
                                        .filedAt(AComplaint.FILED.minus(ofDays(60 + i)))
                                        .answered()
                                        .after(ofHours(5)))
                        .factsAt(AComplaint.FILED))
                .toList();
    }

    private static WhatIf whatIf(AComplaint complaint, Instant now) {
        var policy = complaint.policy();
        return WhatIf.of(past(), complaint.history(), now, YEAR, policy.record(), policy);
    }

    @Test
    void an_answer_now_is_on_time_and_raises_the_rate() {
        var what = whatIf(aComplaint(), AComplaint.FILED.plus(ofHours(3)));
        assertThat(what.before()).isEqualTo(new Standing(40, 2, 0, 38, 0));
        assertThat(what.now()).isEqualTo(what.before());
        assertThat(what.answeredRound()).isEqualTo(1);
        assertThat(what.answered()).isEqualTo(new Standing(41, 2, 0, 39, 0));
    }

    @Test
    void silence_until_the_last_due_instant_is_one_negative_point() {
        var what = whatIf(aComplaint(), AComplaint.FILED.plus(ofHours(3)));
        assertThat(what.missed()).hasSize(1);
        var last = what.missed().getFirst();
        assertThat(last.last()).isTrue();
        assertThat(last.due()).isEqualTo(aComplaint().complaint().due().orElseThrow());
        assertThat(last.standing()).isEqualTo(new Standing(41, 3, 0, 38, 0));
        assertThat(last.standing().answerRate()).isEqualTo(38 / 41.0);
    }

    @Test
    void each_round_before_the_last_costs_one_delay() {
        var complaint = aComplaint().under(Policies.threeRoundsOf96());
        var what = whatIf(complaint, AComplaint.FILED.plus(ofHours(3)));
        assertThat(what.missed()).extracting(m -> m.standing().delays()).containsExactly(1, 2, 2);
        assertThat(what.missed()).extracting(WhatIf.Missed::last).containsExactly(false, false, true);
        assertThat(what.missed()).extracting(m -> m.standing().unanswered()).containsExactly(2, 2, 3);
    }

    @Test
    void an_answer_after_the_last_round_changes_nothing() {
        var complaint = aComplaint();
        var what = whatIf(complaint, AComplaint.FILED.plus(ofDays(9)));
        assertThat(what.answeredRound()).isZero();
        assertThat(what.answered()).isEqualTo(what.now());
        assertThat(what.missed()).isEmpty();
    }

    @Test
    void what_is_answered_already_cannot_be_answered_again() {
        var what = whatIf(aComplaint().answered().after(ofHours(1)), AComplaint.FILED.plus(ofHours(3)));
        assertThat(what.answered()).isNull();
        assertThat(what.missed()).isEmpty();
    }

    /** What is foretold is what the figures will be: the sum of the parts is the record of the whole. */
    @Test
    void what_is_foretold_is_what_the_record_will_say() {
        forAll(Story::any).shrinking(Story::smaller).times(300).holds(story -> {
            var told = story.tell();
            for (var now : told.instants()) {
                var known = told.knownAt(now);
                if (known.isEmpty()) {
                    continue;
                }
                var rules = told.policy().record();
                var others = past();
                var what = WhatIf.of(others, known, now, Period.ofMonths(240), rules, told.policy());
                var all = new ArrayList<>(others);
                all.add(CaseFacts.at(now, known, told.policy()));
                var whole = Figures.of(all, now, Period.ofMonths(240), rules, null);
                assertThat(what.now())
                        .isEqualTo(new Standing(
                                whole.matured(), whole.unanswered(), whole.delays(), whole.answered(), whole.late()));
                assertThat(what.missed().stream().filter(WhatIf.Missed::last).count())
                        .isEqualTo(all.getLast().state() == State.OPEN ? 1 : 0);
            }
        });
    }
}
