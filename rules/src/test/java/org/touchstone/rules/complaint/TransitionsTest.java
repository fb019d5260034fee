package org.touchstone.rules.complaint;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.complaint.Party.BUSINESS;
import static org.touchstone.rules.complaint.Party.CENTRE;
import static org.touchstone.rules.complaint.Party.CONSUMER;
import static org.touchstone.rules.complaint.Party.TIME;
import static org.touchstone.rules.complaint.State.*;
import static org.touchstone.rules.complaint.Step.*;
import static org.touchstone.rules.testing.AComplaint.FILED;
import static org.touchstone.rules.testing.AComplaint.aComplaint;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.complaint.Decision.Refused;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.process.TransitionTable;
import org.touchstone.rules.testing.AComplaint;
import org.touchstone.rules.testing.Policies;
import org.touchstone.rules.testing.Story;

class TransitionsTest {

    /** The edges of docs and design, written down a second time. */
    private static final Map<State, Map<Step, State>> LEGAL = Map.ofEntries(
            Map.entry(NOT_ADMITTED, Map.of(ADMIT, OPEN, KEEP_OUT, NOT_ADMITTED)),
            Map.entry(
                    OPEN,
                    Map.of(
                            ANSWER, ANSWERED,
                            ASK_INFORMATION, WAITING_CONSUMER,
                            REFUSE, REFUSAL_REVIEW,
                            PASS_ROUND, OPEN,
                            PASS_LAST_ROUND, UNANSWERED,
                            WITHDRAW, WITHDRAWN)),
            Map.entry(WAITING_CONSUMER, Map.of(GIVE_INFORMATION, OPEN, PASS_INFORMATION, OPEN, WITHDRAW, WITHDRAWN)),
            Map.entry(REFUSAL_REVIEW, Map.of(UPHOLD_REFUSAL, EXCLUDED, DENY_REFUSAL, OPEN, WITHDRAW, WITHDRAWN)),
            Map.entry(
                    ANSWERED,
                    Map.of(
                            RATE_SOLVED, RESOLVED,
                            RATE_NOT_SOLVED, NOT_RESOLVED,
                            STAY_SILENT, CLOSED_UNRATED,
                            WITHDRAW, WITHDRAWN)),
            Map.entry(UNANSWERED, Map.of(ANSWER, ANSWERED_AFTER_EXPIRY, ASK_MEDIATION, MEDIATION, WITHDRAW, WITHDRAWN)),
            Map.entry(ANSWERED_AFTER_EXPIRY, Map.of(ASK_MEDIATION, MEDIATION, WITHDRAW, WITHDRAWN)),
            Map.entry(RESOLVED, Map.of(CONFIRM_KEPT, RESOLVED, REOPEN, OPEN)),
            Map.entry(NOT_RESOLVED, Map.of(ASK_MEDIATION, MEDIATION)),
            Map.entry(EXCLUDED, Map.of(APPEAL, EXCLUDED, GRANT_APPEAL, OPEN, DENY_APPEAL, EXCLUDED)),
            Map.entry(
                    MEDIATION,
                    Map.of(
                            PROPOSE_SETTLEMENT, MEDIATION,
                            ACCEPT_SETTLEMENT, MEDIATION,
                            COMPLETE_SETTLEMENT, SETTLED,
                            DECLINE_SETTLEMENT, MEDIATION,
                            RULE, RULED,
                            WITHDRAW, WITHDRAWN)),
            Map.entry(SETTLED, Map.of(CONFIRM_SETTLEMENT, SETTLED, REPORT_BREACH, SETTLED, RULE, RULED)),
            Map.entry(
                    RULED,
                    Map.of(
                            CONFIRM_COMPLIANCE, COMPLIED,
                            REFER, REFERRED,
                            APPEAL, RULED,
                            GRANT_APPEAL, MEDIATION,
                            DENY_APPEAL, RULED)));

    private static final Set<Step> TIMES = EnumSet.of(PASS_INFORMATION, PASS_ROUND, PASS_LAST_ROUND, STAY_SILENT);

    /** A real way into each state: the steps that lead there from a filing, an hour apart. */
    private static final Map<State, List<Step>> WAYS = Map.ofEntries(
            Map.entry(OPEN, List.of()),
            Map.entry(WAITING_CONSUMER, List.of(ASK_INFORMATION)),
            Map.entry(REFUSAL_REVIEW, List.of(REFUSE)),
            Map.entry(EXCLUDED, List.of(REFUSE, UPHOLD_REFUSAL)),
            Map.entry(ANSWERED, List.of(ANSWER)),
            Map.entry(RESOLVED, List.of(ANSWER, RATE_SOLVED)),
            Map.entry(NOT_RESOLVED, List.of(ANSWER, RATE_NOT_SOLVED)),
            Map.entry(CLOSED_UNRATED, List.of(ANSWER, STAY_SILENT)),
            Map.entry(UNANSWERED, List.of(PASS_LAST_ROUND)),
            Map.entry(ANSWERED_AFTER_EXPIRY, List.of(PASS_LAST_ROUND, ANSWER)),
            Map.entry(MEDIATION, List.of(ANSWER, RATE_NOT_SOLVED, ASK_MEDIATION)),
            Map.entry(
                    SETTLED,
                    List.of(
                            ANSWER,
                            RATE_NOT_SOLVED,
                            ASK_MEDIATION,
                            PROPOSE_SETTLEMENT,
                            ACCEPT_SETTLEMENT,
                            COMPLETE_SETTLEMENT)),
            Map.entry(RULED, List.of(ANSWER, RATE_NOT_SOLVED, ASK_MEDIATION, RULE)),
            Map.entry(COMPLIED, List.of(ANSWER, RATE_NOT_SOLVED, ASK_MEDIATION, RULE, CONFIRM_COMPLIANCE)),
            Map.entry(REFERRED, List.of(ANSWER, RATE_NOT_SOLVED, ASK_MEDIATION, RULE, REFER)),
            Map.entry(WITHDRAWN, List.of(WITHDRAW)));

    static Stream<Arguments> every_state_and_step() {
        return Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Step.values()).map(step -> Arguments.of(state, step)));
    }

    private static Optional<State> legal(State state, Step step) {
        return Optional.ofNullable(LEGAL.getOrDefault(state, Map.of()).get(step));
    }

    @ParameterizedTest
    @MethodSource("every_state_and_step")
    void the_table_holds_the_legal_changes_and_no_other(State state, Step step) {
        assertThat(Transitions.TABLE.find(state, step).map(TransitionTable.Edge::to))
                .isEqualTo(legal(state, step));
    }

    /** Where a complaint stands, and when. */
    private record Standing(Complaint complaint, Instant now, Policy policy) {
        Standing after(Step step, boolean byConsumer) {
            var then = TIMES.contains(step) ? complaint.nextPassing().orElse(now) : now.plus(Duration.ofHours(1));
            var decision = Story.take(complaint, step, byConsumer, then, policy);
            return new Standing(AComplaint.after(complaint, decision, policy), then, policy);
        }
    }

    private static Standing standing(State state, Policy policy) {
        var complaint = aComplaint().under(policy).complaint();
        if (state == NOT_ADMITTED) {
            var refused = new ComplaintEvent.NotAdmitted(FILED, Inadmissible.DUPLICATE);
            return new Standing(complaint.with(refused, policy), FILED, policy);
        }
        var standing = new Standing(complaint, FILED, policy);
        for (var step : WAYS.getOrDefault(state, List.of())) {
            standing = standing.after(step, step != COMPLETE_SETTLEMENT);
        }
        assertThat(standing.complaint().state()).isEqualTo(state);
        return standing;
    }

    /** What must have happened before a step that answers to something within its state. */
    private static Standing prepared(Standing standing, Step step) {
        return switch (step) {
            case ACCEPT_SETTLEMENT, DECLINE_SETTLEMENT -> standing.after(PROPOSE_SETTLEMENT, true);
            case COMPLETE_SETTLEMENT -> standing.after(PROPOSE_SETTLEMENT, true).after(ACCEPT_SETTLEMENT, false);
            case GRANT_APPEAL, DENY_APPEAL -> standing.after(APPEAL, true);
            case RULE -> standing.complaint().state() == SETTLED ? standing.after(REPORT_BREACH, true) : standing;
            default -> standing;
        };
    }

    @ParameterizedTest
    @MethodSource("every_state_and_step")
    void a_complaint_follows_the_table_and_refuses_everything_else_by_name(State state, Step step) {
        var policy = step == PASS_ROUND ? Policies.roundsOf72And48And24() : Policies.oneRoundOfFourDays();
        if (state == OPEN || legal(state, step).isEmpty() || !TIMES.contains(step)) {
            policy = step == PASS_ROUND && state == OPEN ? policy : Policies.oneRoundOfFourDays();
        }
        var standing = standing(state, policy);
        var expected = legal(state, step);
        if (expected.isPresent()) {
            var before = prepared(standing, step);
            var after = before.after(step, true);
            assertThat(after.complaint().state()).isEqualTo(expected.get());
            assertThat(after.complaint().history())
                    .hasSizeGreaterThan(before.complaint().history().size());
        } else if (!TIMES.contains(step)) {
            var now = standing.now().plus(Duration.ofHours(1));
            var outcome = Story.take(standing.complaint(), step, true, now, policy);
            assertThat(outcome).isInstanceOf(Refused.class);
            var refusal = ((Refused) outcome).refusal();
            if (state == CLOSED_UNRATED && (step == RATE_SOLVED || step == RATE_NOT_SOLVED)) {
                assertThat(refusal).isEqualTo(new Refusal.DeadlinePassed(standing.now()));
            } else {
                var named = step == COMPLETE_SETTLEMENT && !standing.complaint().hasAccepted(BUSINESS)
                        ? ACCEPT_SETTLEMENT
                        : step == ACCEPT_SETTLEMENT && standing.complaint().hasAccepted(BUSINESS)
                                ? COMPLETE_SETTLEMENT
                                : step;
                assertThat(refusal).isEqualTo(new Refusal.WrongState(state, named));
            }
        } else if (standing.complaint().nextPassing().isEmpty()) {
            var never = standing.now().plus(Duration.ofDays(9999));
            assertThat(standing.complaint().passed(never, policy)).isEmpty();
        }
    }

    @Test
    void a_step_has_one_outcome_in_a_state() {
        var pairs = Transitions.TABLE.edges().stream().collect(groupingBy(e -> List.of(e.from(), e.step())));
        assertThat(pairs.values()).allSatisfy(edges -> assertThat(edges).hasSize(1));
    }

    @Test
    void nobody_makes_the_steps_of_another() {
        assertThat(Transitions.TABLE.edges())
                .allSatisfy(edge -> assertThat(edge.who())
                        .isEqualTo(
                                switch (edge.step()) {
                                    case ANSWER, ASK_INFORMATION, REFUSE -> Set.of(BUSINESS);
                                    case GIVE_INFORMATION,
                                            RATE_SOLVED,
                                            RATE_NOT_SOLVED,
                                            CONFIRM_KEPT,
                                            REOPEN,
                                            CONFIRM_SETTLEMENT,
                                            REPORT_BREACH,
                                            WITHDRAW -> Set.of(CONSUMER);
                                    case ADMIT,
                                            KEEP_OUT,
                                            UPHOLD_REFUSAL,
                                            DENY_REFUSAL,
                                            PROPOSE_SETTLEMENT,
                                            RULE,
                                            REFER,
                                            GRANT_APPEAL,
                                            DENY_APPEAL -> Set.of(CENTRE);
                                    case ACCEPT_SETTLEMENT, COMPLETE_SETTLEMENT, DECLINE_SETTLEMENT ->
                                        Set.of(CONSUMER, BUSINESS);
                                    case CONFIRM_COMPLIANCE -> Set.of(CONSUMER, CENTRE);
                                    case APPEAL -> edge.from() == RULED ? Set.of(CONSUMER, BUSINESS) : Set.of(CONSUMER);
                                    case ASK_MEDIATION ->
                                        edge.from() == UNANSWERED
                                                ? Set.of(CONSUMER, BUSINESS, CENTRE)
                                                : Set.of(CONSUMER, BUSINESS);
                                    case PASS_INFORMATION, PASS_ROUND, PASS_LAST_ROUND, STAY_SILENT -> Set.of(TIME);
                                }));
    }

    @Test
    void a_person_is_offered_what_the_person_may_do_in_the_order_of_the_table() {
        assertThat(Transitions.TABLE.open(OPEN, BUSINESS)).containsExactly(ANSWER, ASK_INFORMATION, REFUSE);
        assertThat(Transitions.TABLE.open(OPEN, CONSUMER)).containsExactly(WITHDRAW);
        assertThat(Transitions.TABLE.open(ANSWERED, CONSUMER)).containsExactly(RATE_SOLVED, RATE_NOT_SOLVED, WITHDRAW);
        assertThat(Transitions.TABLE.open(ANSWERED, BUSINESS)).isEmpty();
        assertThat(Transitions.TABLE.open(RESOLVED, CONSUMER)).containsExactly(CONFIRM_KEPT, REOPEN);
        assertThat(Transitions.TABLE.open(OPEN, CENTRE)).isEmpty();
        assertThat(Transitions.TABLE.open(REFUSAL_REVIEW, CENTRE)).containsExactly(UPHOLD_REFUSAL, DENY_REFUSAL);
    }

    @Test
    void what_has_ended_stays_so() {
        for (var end : List.of(WITHDRAWN, CLOSED_UNRATED, COMPLIED, REFERRED)) {
            assertThat(Transitions.TABLE.edges()).noneMatch(edge -> edge.from() == end);
        }
    }

    @Test
    void every_state_has_a_way_in() {
        assertThat(WAYS.keySet()).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(NOT_ADMITTED)));
    }

    @Test
    void the_diagram_shows_every_edge_and_nothing_else() {
        var lines = Transitions.TABLE.diagram().lines().map(String::strip).toList();
        assertThat(lines)
                .startsWith(
                        "stateDiagram-v2", "[*] --> OPEN: FILE (CONSUMER)", "[*] --> NOT_ADMITTED: FILE (CONSUMER)");
        assertThat(lines)
                .hasSize(3 + LEGAL.values().stream().mapToInt(Map::size).sum());
        assertThat(lines)
                .contains(
                        "OPEN --> ANSWERED: ANSWER (BUSINESS)",
                        "UNANSWERED --> MEDIATION: ASK_MEDIATION (CONSUMER, BUSINESS, CENTRE)",
                        "RULED --> REFERRED: REFER (CENTRE)");
    }

    @Test
    void a_decision_that_happened_is_never_empty_for_a_persons_step() {
        for (var state : State.values()) {
            for (var step : LEGAL.getOrDefault(state, Map.of()).keySet()) {
                if (!TIMES.contains(step)) {
                    var standing = prepared(standing(state, Policies.oneRoundOfFourDays()), step);
                    var decision = Story.take(
                            standing.complaint(),
                            step,
                            true,
                            standing.now().plus(Duration.ofHours(1)),
                            standing.policy());
                    assertThat(decision).isInstanceOf(Happened.class);
                    assertThat(((Happened) decision).events()).isNotEmpty();
                }
            }
        }
    }
}
