package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.testing.AComplaint.explanation;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.*;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.RefusalGround;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.testing.AComplaint;
import org.touchstone.rules.testing.Policies;
import org.touchstone.rules.testing.Story;
import org.touchstone.rules.testing.Story.Told;

/**
 * The vectors of the sources' regimes. Every complaint is filed on 3 May 2026 at 08:30 UTC. By hand:
 *
 * <pre>
 * [96h, 96h, 96h]  due  7 May 08:30, 11 May 08:30, 15 May 08:30
 * [72h, 48h, 24h]  due  6 May 08:30,  8 May 08:30,  9 May 08:30
 * one of 4 days    due  7 May 08:30
 * </pre>
 */
class ReplayTest {

    private static final Policy LONG = Policies.threeRoundsOf96();
    private static final Policy SHORT = Policies.roundsOf72And48And24();
    private static final Policy ONE = Policies.oneRoundOfFourDays();
    private static final Instant END = Instant.parse("2026-09-01T00:00:00Z");

    private static Instant may(String dayAndTime) {
        return Instant.parse("2026-05-" + dayAndTime + "Z");
    }

    private interface Act {
        Decision on(Complaint complaint, Policy policy);
    }

    private static Act answer(String at) {
        return (c, policy) -> c.answer(may(at), explanation(), null, policy);
    }

    private static List<ComplaintEvent> recorded(Policy policy, Act... acts) {
        var filed = Complaint.file(may("03T08:30:00"), policy, "MARK-1", "OTHER", Remedy.REFUND, null);
        var complaint = Complaint.of(List.of(filed), policy);
        for (var act : acts) {
            complaint = AComplaint.after(complaint, act.on(complaint, policy), policy);
        }
        return complaint.history();
    }

    private static CaseFacts under(Policy policy, List<ComplaintEvent> history) {
        return Replay.of(history, policy).facts(END, policy);
    }

    private static void expect(CaseFacts facts, @Nullable Integer round, int missed, boolean point) {
        assertThat(facts.answeredRound()).isEqualTo(round);
        assertThat(facts.missedRounds()).isEqualTo(missed);
        assertThat(facts.matured(END) && !facts.answeredInTime()).isEqualTo(point);
    }

    @Test
    void the_due_instants_are_those_of_the_other_regime() {
        var history = recorded(ONE);
        assertThat(under(LONG, history).deadlines())
                .containsExactly(may("07T08:30:00"), may("11T08:30:00"), may("15T08:30:00"));
        assertThat(under(SHORT, history).deadlines())
                .containsExactly(may("06T08:30:00"), may("08T08:30:00"), may("09T08:30:00"));
        assertThat(under(ONE, recorded(LONG)).deadlines()).containsExactly(may("07T08:30:00"));
    }

    @Test
    void an_answer_on_the_second_day_is_in_the_first_round_of_all() {
        var history = recorded(LONG, answer("05T08:30:00"));
        expect(under(LONG, history), 1, 0, false);
        expect(under(SHORT, history), 1, 0, false);
        expect(under(ONE, history), 1, 0, false);
    }

    @Test
    void an_answer_at_the_instant_three_days_are_over_misses_the_round_of_72_hours_alone() {
        var history = recorded(LONG, answer("06T08:30:00"));
        expect(under(LONG, history), 1, 0, false);
        expect(under(SHORT, history), 2, 1, false);
        expect(under(ONE, history), 1, 0, false);
    }

    @Test
    void an_answer_a_second_before_four_days_are_over() {
        var history = recorded(LONG, answer("07T08:29:59"));
        expect(under(LONG, history), 1, 0, false);
        expect(under(SHORT, history), 2, 1, false);
        expect(under(ONE, history), 1, 0, false);
    }

    @Test
    void an_answer_at_the_instant_four_days_are_over_is_a_point_where_there_is_one_round() {
        var history = recorded(LONG, answer("07T08:30:00"));
        expect(under(LONG, history), 2, 1, false);
        expect(under(SHORT, history), 2, 1, false);
        expect(under(ONE, history), 0, 0, true);
        assertThat(under(ONE, history).state()).isEqualTo(State.ANSWERED_AFTER_EXPIRY);
    }

    @Test
    void an_answer_at_the_instant_five_days_are_over_is_in_the_last_of_the_short_rounds() {
        var history = recorded(LONG, answer("08T08:30:00"));
        expect(under(LONG, history), 2, 1, false);
        expect(under(SHORT, history), 3, 2, false);
        expect(under(ONE, history), 0, 0, true);
    }

    @Test
    void an_answer_a_second_before_six_days_are_over_and_one_at_that_instant() {
        expect(under(SHORT, recorded(LONG, answer("09T08:29:59"))), 3, 2, false);
        expect(under(SHORT, recorded(LONG, answer("09T08:30:00"))), 0, 2, true);
        expect(under(LONG, recorded(LONG, answer("09T08:30:00"))), 2, 1, false);
    }

    @Test
    void an_answer_on_the_eleventh_day_is_in_the_last_long_round_alone() {
        var history = recorded(LONG, answer("14T00:00:00"));
        expect(under(LONG, history), 3, 2, false);
        expect(under(SHORT, history), 0, 2, true);
        expect(under(ONE, history), 0, 0, true);
    }

    @Test
    void an_answer_after_expiry_is_an_answer_in_the_round_that_would_still_run() {
        var history = recorded(ONE, answer("10T12:00:00"));
        assertThat(history).hasAtLeastOneElementOfType(AnsweredAfterExpiry.class);
        expect(under(LONG, history), 2, 1, false);
        assertThat(under(LONG, history).answered()).isEqualTo(may("10T12:00:00"));
        assertThat(under(LONG, history).closed())
                .as("silent for 20 days")
                .isEqualTo(Instant.parse("2026-05-30T12:00:00Z"));
    }

    @Test
    void no_answer_at_all_is_a_point_at_the_last_due_instant_of_each() {
        var history = recorded(SHORT, (c, policy) -> new Decision.Happened(c.passed(END, policy)));
        expect(under(LONG, history), null, 2, true);
        expect(under(SHORT, history), null, 2, true);
        expect(under(ONE, history), null, 0, true);
        assertThat(Replay.of(history, LONG).facts(may("15T08:29:59"), LONG).state())
                .isEqualTo(State.OPEN);
        assertThat(Replay.of(history, LONG).facts(may("15T08:30:00"), LONG).state())
                .isEqualTo(State.UNANSWERED);
    }

    @Test
    void a_withdrawal_on_the_fifth_day_comes_too_late_where_there_is_one_round() {
        var history = recorded(LONG, (c, policy) -> c.withdraw(may("08T12:00:00"), policy));
        expect(under(LONG, history), null, 1, false);
        expect(under(SHORT, history), null, 2, false);
        expect(under(ONE, history), null, 0, true);
    }

    @Test
    void the_time_left_after_a_question_is_that_of_the_other_regime() {
        // Asked after 48 hours, told after 84: 48 hours of the long round are left, 24 of the short one.
        var history = recorded(
                LONG,
                (c, policy) -> c.askInformation(may("05T08:30:00"), policy),
                (c, policy) -> c.giveInformation(may("06T20:30:00"), policy),
                answer("08T12:00:00"));
        assertThat(under(LONG, history).deadlines())
                .containsExactly(may("08T20:30:00"), may("12T20:30:00"), may("16T20:30:00"));
        assertThat(under(SHORT, history).deadlines())
                .containsExactly(may("07T20:30:00"), may("09T20:30:00"), may("10T20:30:00"));
        assertThat(under(ONE, history).deadlines()).containsExactly(may("08T20:30:00"));
        expect(under(LONG, history), 1, 0, false);
        expect(under(SHORT, history), 2, 1, false);
        expect(under(ONE, history), 1, 0, false);
    }

    @Test
    void a_rating_of_an_answer_that_came_too_late_is_left_out_and_counted() {
        var history = recorded(
                LONG,
                answer("09T12:00:00"),
                (c, policy) -> c.rate(may("10T12:00:00"), false, 1, policy),
                (c, policy) -> c.askMediation(may("11T12:00:00"), Party.CONSUMER, policy));
        assertThat(Replay.of(history, LONG).dropped()).isZero();
        var replay = Replay.of(history, SHORT);
        assertThat(replay.dropped()).isEqualTo(1);
        assertThat(replay.facts(END, SHORT).solved()).isNull();
        assertThat(replay.facts(END, SHORT).state())
                .as("an answer after expiry may be mediated as well")
                .isEqualTo(State.MEDIATION);
    }

    @Test
    void a_mediation_while_a_round_would_still_run_is_left_out_and_what_follows_with_it() {
        var history = recorded(
                ONE,
                (c, policy) -> c.askMediation(may("08T00:00:00"), Party.CONSUMER, policy),
                (c, policy) -> c.propose(may("08T01:00:00"), explanation(), policy),
                (c, policy) -> c.accept(may("08T02:00:00"), Party.CONSUMER, policy),
                (c, policy) -> c.accept(may("08T03:00:00"), Party.BUSINESS, policy));
        var replay = Replay.of(history, SHORT);
        assertThat(replay.dropped()).isEqualTo(4);
        assertThat(replay.facts(END, SHORT).state()).isEqualTo(State.UNANSWERED);
    }

    @Test
    void a_refusal_upheld_within_every_first_round_is_upheld_under_all() {
        var history = recorded(
                LONG,
                (c, policy) -> c.refuse(may("04T00:00:00"), RefusalGround.OTHER, policy),
                (c, policy) -> c.reviewRefusal(may("20T00:00:00"), true, policy));
        for (var policy : List.of(LONG, SHORT, ONE)) {
            assertThat(under(policy, history).state()).isEqualTo(State.EXCLUDED);
        }
    }

    @Test
    void an_answer_while_the_clock_still_stands_lets_it_run_on() {
        // Asked on 5 May; the two days pass; the business answers on 7 May at 12:00. Under a policy of four days for
        // the
        // information the clock would still stand then.
        var history = recorded(ONE, (c, policy) -> c.askInformation(may("05T08:30:00"), policy), answer("07T12:00:00"));
        var patient = withInformationWithin(ofDays(4));
        var replay = Replay.of(history, patient);
        assertThat(replay.dropped()).isZero();
        expect(replay.facts(END, patient), 1, 0, false);
    }

    @Test
    void a_declared_stop_moves_the_due_instants_of_the_other_regime() {
        var stop = new LegalCalendar.Period(may("05T00:00:00"), may("07T00:00:00"));
        var history =
                recorded(ONE, (c, policy) -> c.extend(may("04T00:00:00"), "stop", stop, policy), answer("08T12:00:00"));
        assertThat(under(SHORT, history).deadlines())
                .containsExactly(may("08T08:30:00"), may("10T08:30:00"), may("11T08:30:00"));
        expect(under(SHORT, history), 2, 1, false);
        expect(under(ONE, history), 1, 0, false);
    }

    @Test
    void an_imported_answer_whose_time_is_not_known_stays_within_its_round() {
        var brazil = Policies.brazil();
        var filed = Complaint.file(may("03T08:30:00"), brazil, "MARK-1", "OTHER", Remedy.OTHER, null);
        var history = List.<ComplaintEvent>of(
                filed,
                new Answered(filed.deadlines().getFirst(), false, 1, explanation(), null),
                new Rated(filed.deadlines().getFirst(), true, null));
        var facts = under(brazil, history);
        expect(facts, 1, 0, false);
        assertThat(facts).isEqualTo(CaseFacts.at(END, history, brazil));
    }

    private static Policy withInformationWithin(Duration length) {
        var p = ONE;
        var r = p.procedure();
        return new Policy(
                "patient",
                p.title(),
                p.validFrom(),
                p.rounds(),
                p.calendar(),
                p.dailyLimit(),
                p.categories(),
                p.purchaseWithin(),
                p.reminders(),
                p.ratingPeriod(),
                p.record(),
                new Policy.Procedure(
                        length,
                        r.reopenWithin(),
                        r.mediationWithin(),
                        r.appealWithin(),
                        r.disputeWithin(),
                        r.targets(),
                        r.flood()),
                p.ladder(),
                p.marks(),
                p.grading(),
                false);
    }

    private static boolean neverExtended(Told told) {
        return told.history().stream().noneMatch(Extended.class::isInstance);
    }

    @Test
    void under_its_own_policy_a_history_gives_the_same_facts_at_every_instant() {
        forAll(Story::any).shrinking(Story::smaller).times(800).holds(story -> {
            var told = story.tell();
            if (neverExtended(told)) {
                var replay = Replay.of(told.history(), told.policy());
                assertThat(replay.dropped()).isZero();
                for (var t : told.instants()) {
                    assertThat(replay.facts(t, told.policy()))
                            .isEqualTo(CaseFacts.at(t, told.history(), told.policy()));
                }
            }
        });
    }

    @Test
    void replaying_a_replay_changes_nothing() {
        forAll(Story::any).shrinking(Story::smaller).times(800).holds(story -> {
            var told = story.tell();
            for (var policy : List.of(LONG, SHORT, ONE, told.policy())) {
                var once = Replay.of(told.history(), policy);
                assertThat(Replay.of(once.history(), policy)).isEqualTo(new Replay(once.history(), 0));
            }
        });
    }

    @Test
    void longer_rounds_never_make_more_unanswered() {
        forAll(random -> new Longer(Story.any(random), Duration.ofMinutes(random.nextInt(10_000))))
                .times(1500)
                .holds(longer -> {
                    var told = longer.story().tell();
                    var policy = told.policy();
                    var rounds = new ArrayList<>(policy.rounds());
                    rounds.set(rounds.size() - 1, rounds.getLast().plus(longer.by()));
                    var patient = Policies.like(policy, "longer", rounds, policy.ladder());
                    var far = told.end().plus(ofDays(400));
                    boolean before = point(Replay.of(told.history(), policy).facts(far, policy), far);
                    boolean after = point(Replay.of(told.history(), patient).facts(far, patient), far);
                    assertThat(before || !after).isTrue();
                });
    }

    private record Longer(Story story, Duration by) {}

    private static boolean point(CaseFacts facts, Instant asOf) {
        return facts.matured(asOf) && !facts.answeredInTime();
    }
}
