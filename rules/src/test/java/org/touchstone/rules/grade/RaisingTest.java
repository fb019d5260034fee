package org.touchstone.rules.grade;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.grade.AGrade.NOW;
import static org.touchstone.rules.grade.AGrade.example;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.grade.Raise.Deed;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading;
import org.touchstone.rules.policy.Grading.Cap;
import org.touchstone.rules.testing.Policies;

class RaisingTest {

    private final Grader grader = new Grader(Grading.STANDARD, Policies.RECORD);

    /** On paper, all at once without any further answer: content in order 88.71 → 91.83; both headers 89.83 → 96.50. */
    @Test
    void each_thing_that_can_be_mended_says_what_it_brings() {
        var raises = new Raising(grader, example(), Grade.B).all();
        assertThat(raises)
                .contains(
                        // 0.25 × (91.83 − 88.71) more than 85.566.
                        raise(new Deed.Mend(CheckCode.CONTENT), "86.35", Grade.B),
                        // 0.15 × (96.50 − 89.83) more.
                        raise(
                                new Deed.Protect(
                                        Set.of(Protection.CONTENT_SECURITY_POLICY, Protection.REFERRER_POLICY)),
                                "86.57",
                                Grade.B));
        assertThat(raises).noneMatch(r -> r.deed() instanceof Deed.Renew || r.deed() instanceof Deed.Encrypt);
    }

    private static Raise raise(Deed deed, String total, Grade grade) {
        return new Raise(deed, new java.math.BigDecimal(total), grade);
    }

    @Test
    void the_number_of_answers_is_the_least_that_leads_to_a_better_grade() {
        forAll(AGrade::any).holds(facts -> {
            var before = grader.grade(facts, Grade.C);
            for (var raise : new Raising(grader, facts, Grade.C).all()) {
                if (raise.deed() instanceof Deed.Answer(int n)) {
                    var grade = raise.grade();
                    assertThat(grade).isNotNull();
                    assertThat(before.grade() == null || grade.isBetterThan(before.grade()))
                            .isTrue();
                    var oneLess = grader.grade(facts.with(facts.tally().answering(n - 1)), Grade.C);
                    assertThat(oneLess.grade()).isEqualTo(before.grade());
                }
            }
        });
    }

    @Test
    void nothing_is_promised_that_does_not_come() {
        forAll(AGrade::any).holds(facts -> {
            var raising = new Raising(grader, facts, Grade.D);
            var now = raising.now();
            for (var raise : raising.all()) {
                boolean better = raise.grade() != null
                        && (now.grade() == null || raise.grade().isBetterThan(now.grade()));
                boolean more = raise.total() != null
                        && (now.total() == null || raise.total().compareTo(now.total()) > 0);
                assertThat(better || more).as("%s", raise).isTrue();
            }
        });
    }

    @Test
    void a_cap_comes_first_and_answers_do_not_help_against_it() {
        var letter = example().in(MarkState.ISSUED, SupervisionStep.LETTER);
        var raises = new Raising(grader, letter, Grade.B).all();
        assertThat(raises.getFirst().deed()).isEqualTo(new Deed.Lift(Cap.LETTER));
        assertThat(raises.getFirst().grade()).isEqualTo(Grade.B);
        assertThat(raises).noneMatch(r -> r.deed() instanceof Deed.Answer);

        var leak = new GradeFacts(
                NOW,
                MarkState.ISSUED,
                AGrade.ISSUED,
                null,
                AGrade.TALLY,
                AGrade.PEERS,
                AGrade.seen(),
                List.of(new IncidentFacts("leak", true, NOW.minus(ofDays(3)), null)));
        assertThat(new Raising(grader, leak, Grade.B).all().getFirst().deed()).isEqualTo(new Deed.Close("leak", true));
    }

    @Test
    void there_is_nothing_to_raise_about_a_mark_that_has_ended() {
        assertThat(new Raising(grader, example().in(MarkState.REVOKED, null), null).all())
                .isEmpty();
    }
}
