package org.touchstone.rules.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.issuing.CheckCode.*;
import static org.touchstone.rules.issuing.CheckState.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentTest {

    private static final List<CheckState> EVERY = List.of(CheckState.values());
    private static final Set<CheckCode> ALL = EnumSet.allOf(CheckCode.class);

    private static Map<CheckCode, CheckState> passedBut(Map<CheckCode, CheckState> others) {
        var states = new EnumMap<CheckCode, CheckState>(CheckCode.class);
        ALL.forEach(c -> states.put(c, PASSED));
        states.putAll(others);
        return states;
    }

    @Test
    void everything_in_order_issues_the_mark() {
        assertThat(Assessment.of(passedBut(Map.of()), ALL)).isEqualTo(new Assessment.Issue());
    }

    @Test
    void what_was_never_checked_issues_nothing() {
        assertThat(Assessment.of(Map.of(), ALL)).isEqualTo(new Assessment.Undecided(List.of(CheckCode.values())));
    }

    @Test
    void a_register_that_is_down_delays_the_mark_and_nothing_else() {
        assertThat(Assessment.of(passedBut(Map.of(TAX, WAITING)), ALL))
                .isEqualTo(new Assessment.Undecided(List.of(TAX)));
        assertThat(Assessment.of(passedBut(Map.of(TAX, WAITING, CONTROL, NEEDS_INPUT)), ALL))
                .isEqualTo(new Assessment.NeedInput(List.of(CONTROL)));
        assertThat(Assessment.of(passedBut(Map.of(TAX, WAITING, LICENCE, BARRED)), ALL))
                .isEqualTo(new Assessment.Refuse(List.of(LICENCE)));
    }

    @Test
    void all_obstacles_are_told_at_once() {
        assertThat(Assessment.of(passedBut(Map.of(LICENCE, BARRED, TLS, PENDING)), ALL))
                .isEqualTo(new Assessment.Undecided(List.of(TLS)));
        assertThat(Assessment.of(passedBut(Map.of(LICENCE, BARRED, CONTROL, BARRED, CONTENT, NEEDS_INPUT)), ALL))
                .isEqualTo(new Assessment.Refuse(List.of(LICENCE, CONTROL)));
    }

    @Test
    void a_question_waits_for_an_officer() {
        assertThat(Assessment.of(passedBut(Map.of(CONTENT, QUESTION)), ALL))
                .isEqualTo(new Assessment.Undecided(List.of(CONTENT)));
    }

    @Test
    void what_the_policy_does_not_ask_for_decides_nothing() {
        var required = EnumSet.complementOf(EnumSet.of(TAX, TLS));
        assertThat(Assessment.of(passedBut(Map.of(TAX, BARRED, TLS, PENDING)), required))
                .isEqualTo(new Assessment.Issue());
    }

    @Test
    void whatever_the_checks_say_a_mark_is_issued_only_when_every_required_one_passed() {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            var states = new EnumMap<CheckCode, CheckState>(CheckCode.class);
            for (var code : CheckCode.values()) {
                if (random.nextInt(20) > 0) {
                    states.put(code, random.nextInt(3) > 0 ? PASSED : EVERY.get(random.nextInt(EVERY.size())));
                }
            }
            var required = EnumSet.noneOf(CheckCode.class);
            ALL.stream().filter(c -> random.nextInt(4) > 0).forEach(required::add);
            boolean allPassed = required.stream().allMatch(c -> states.get(c) == PASSED);
            var assessment = Assessment.of(states, required);
            assertThat(assessment instanceof Assessment.Issue)
                    .as("%s of %s", states, required)
                    .isEqualTo(allPassed);
            if (assessment instanceof Assessment.Refuse(var barred)) {
                assertThat(barred).isNotEmpty().allMatch(c -> states.get(c) == BARRED);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GOOD, PASSED",
        "GOOD|NOTE, PASSED",
        "NOTE|UNCLEAR|GOOD, QUESTION",
        "UNCLEAR|MISSING, NEEDS_INPUT",
        "MISSING|BARRED|GOOD, BARRED",
    })
    void the_worst_finding_decides_a_check(String verdicts, CheckState state) {
        var findings = List.of(verdicts.split("\\|")).stream()
                .map(v -> Finding.of("any", Verdict.valueOf(v)))
                .toList();
        assertThat(Assessment.stateAfter(findings)).isEqualTo(state);
    }

    @Test
    void an_appeal_sets_obstacles_aside_and_nothing_else() {
        var barred = Finding.of("host-marked", Verdict.BARRED);
        var waived = List.of(barred);
        assertThat(stateWith(waived, barred)).isEqualTo(PASSED);
        assertThat(stateWith(waived, barred, Finding.of("control-not-shown", Verdict.MISSING)))
                .isEqualTo(NEEDS_INPUT);
        assertThat(stateWith(waived, barred, Finding.of("revoked-tie", Verdict.UNCLEAR)))
                .isEqualTo(QUESTION);
    }

    private static CheckState stateWith(List<Finding> waived, Finding... found) {
        return Assessment.stateAfter(Assessment.waived(List.of(found), waived));
    }

    @Test
    void what_an_appeal_waived_about_one_mark_stands_about_another() {
        var waived = List.of(Finding.of("revoked-owner", Verdict.BARRED, "mark", "ABCD2345", "ties", "OWNER"));
        assertThat(stateWith(waived, Finding.of("revoked-owner", Verdict.BARRED, "mark", "ABCD2345", "ties", "OWNER")))
                .isEqualTo(PASSED);
        assertThat(stateWith(waived, Finding.of("revoked-owner", Verdict.BARRED, "mark", "WXYZ6789", "ties", "OWNER")))
                .isEqualTo(BARRED);
    }

    @Test
    void what_an_officer_accepted_is_not_held_against_the_mark_later_and_what_is_new_is() {
        var accepted = Finding.of(
                "content-unclear", Verdict.UNCLEAR, "topic", "RETURNS", "where", "https://a.example/", "excerpt", "x");
        var again = Finding.of(
                "content-unclear", Verdict.UNCLEAR, "topic", "RETURNS", "where", "https://a.example/r", "excerpt", "y");
        var worse = Finding.of("content-missing", Verdict.MISSING, "topic", "RETURNS");
        var other = Finding.of("content-unclear", Verdict.UNCLEAR, "topic", "PRIVACY");
        var tie = Finding.of("revoked-tie", Verdict.UNCLEAR, "mark", "AAAA2222");
        var tieToAnother = Finding.of("revoked-tie", Verdict.UNCLEAR, "mark", "BBBB3333");
        var note = Finding.of("hsts-missing", Verdict.NOTE);
        assertThat(Assessment.faults(List.of(again, worse, other, tie, tieToAnother, note), List.of(accepted, tie)))
                .containsExactly(worse, other, tieToAnother);
        assertThat(Assessment.faults(List.of(again), List.of())).containsExactly(again);
    }
}
