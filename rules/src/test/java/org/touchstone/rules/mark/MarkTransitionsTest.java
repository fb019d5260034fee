package org.touchstone.rules.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.mark.MarkState.*;
import static org.touchstone.rules.mark.MarkStep.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.touchstone.rules.mark.MarkDecision.Appeal;
import org.touchstone.rules.mark.MarkDecision.Stage;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.process.TransitionTable;

class MarkTransitionsTest {

    private static final Instant END = Instant.parse("2028-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2027-12-20T00:00:00Z");

    /** The edges of the design, written down a second time. */
    private static final Map<MarkState, Map<MarkStep, Set<MarkState>>> LEGAL = Map.of(
            ISSUED,
                    Map.of(
                            PUT_UNDER_REVIEW, Set.of(UNDER_REVIEW),
                            SUSPEND, Set.of(SUSPENDED),
                            REVOKE, Set.of(REVOKED),
                            EXPIRE, Set.of(EXPIRED),
                            RENEW, Set.of(ISSUED),
                            MOVE_HOST, Set.of(ISSUED),
                            MOVE_OWNER, Set.of(ISSUED),
                            CHANGE_DATA, Set.of(ISSUED),
                            GRANT_APPEAL, Set.of(ISSUED),
                            DENY_APPEAL, Set.of(ISSUED)),
            UNDER_REVIEW,
                    Map.of(
                            END_REVIEW, Set.of(ISSUED),
                            SUSPEND, Set.of(SUSPENDED),
                            REVOKE, Set.of(REVOKED),
                            EXPIRE, Set.of(EXPIRED),
                            RENEW, Set.of(UNDER_REVIEW),
                            MOVE_HOST, Set.of(UNDER_REVIEW),
                            CHANGE_DATA, Set.of(UNDER_REVIEW),
                            GRANT_APPEAL, Set.of(ISSUED, UNDER_REVIEW),
                            DENY_APPEAL, Set.of(UNDER_REVIEW)),
            SUSPENDED,
                    Map.of(
                            REINSTATE, Set.of(ISSUED),
                            REVOKE, Set.of(REVOKED),
                            EXPIRE, Set.of(EXPIRED),
                            CHANGE_DATA, Set.of(SUSPENDED),
                            GRANT_APPEAL, Set.of(ISSUED, UNDER_REVIEW, SUSPENDED, EXPIRED),
                            DENY_APPEAL, Set.of(SUSPENDED)),
            REVOKED,
                    Map.of(
                            RELEASE, Set.of(REVOKED),
                            GRANT_APPEAL, Set.of(ISSUED, UNDER_REVIEW, SUSPENDED, REVOKED, EXPIRED),
                            DENY_APPEAL, Set.of(REVOKED)),
            EXPIRED,
                    Map.of(
                            RELEASE, Set.of(EXPIRED),
                            REINSTATE, Set.of(EXPIRED),
                            REVOKE, Set.of(REVOKED),
                            RENEW, Set.of(ISSUED),
                            CHANGE_DATA, Set.of(EXPIRED),
                            GRANT_APPEAL, Set.of(EXPIRED),
                            DENY_APPEAL, Set.of(EXPIRED)));

    /** Supervision never moves a mark; only a mark that covers its website is watched or written about. */
    private static final Set<MarkStep> SUPERVISION = EnumSet.of(WATCH, END_WATCH, LETTER, CLOSE_LETTER);

    static Stream<Arguments> every_state_and_step() {
        return Arrays.stream(MarkState.values())
                .flatMap(state -> Arrays.stream(MarkStep.values()).map(step -> Arguments.of(state, step)));
    }

    private static Set<MarkState> legal(MarkState state, MarkStep step) {
        if (SUPERVISION.contains(step)) {
            return state.covers() || step == END_WATCH || step == CLOSE_LETTER ? Set.of(state) : Set.of();
        }
        return LEGAL.getOrDefault(state, Map.of()).getOrDefault(step, Set.of());
    }

    private static MarkStanding standing(MarkState state) {
        return new MarkStanding(state, END, state == SUSPENDED, null, null, null);
    }

    /** The standing in which a step has something to end. */
    private static MarkStanding ready(MarkState state, MarkStep step) {
        return supervised(
                state,
                switch (step) {
                    case END_WATCH -> SupervisionStep.WATCH;
                    case CLOSE_LETTER -> SupervisionStep.LETTER;
                    default -> null;
                });
    }

    private static MarkStanding supervised(MarkState state, @Nullable SupervisionStep step) {
        return new MarkStanding(state, END, state == SUSPENDED, null, null, step);
    }

    @Test
    void a_watch_and_a_letter_begin_once_and_end_once() {
        var system = EnumSet.of(MarkParty.SYSTEM);
        var none = supervised(ISSUED, null);
        var watched = supervised(ISSUED, SupervisionStep.WATCH);
        var warned = supervised(ISSUED, SupervisionStep.LETTER);
        assertThat(watched.refusal(WATCH, system, "-")).contains(new MarkRefusal.AlreadySo());
        assertThat(warned.refusal(WATCH, system, "-")).contains(new MarkRefusal.AlreadySo());
        assertThat(watched.refusal(LETTER, system, "-")).isEmpty();
        assertThat(warned.refusal(LETTER, system, "-")).contains(new MarkRefusal.AlreadySo());
        assertThat(none.refusal(END_WATCH, system, "-")).contains(new MarkRefusal.NothingToDecide());
        assertThat(warned.refusal(END_WATCH, system, "-")).contains(new MarkRefusal.NothingToDecide());
        assertThat(watched.refusal(CLOSE_LETTER, system, "-")).contains(new MarkRefusal.NothingToDecide());
        assertThat(warned.refusal(CLOSE_LETTER, system, "-")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("every_state_and_step")
    void the_table_holds_the_legal_changes_and_no_other(MarkState state, MarkStep step) {
        assertThat(MarkTransitions.TABLE.edges().stream()
                        .filter(e -> e.from() == state && e.step() == step)
                        .map(TransitionTable.Edge::to)
                        .collect(Collectors.toSet()))
                .isEqualTo(legal(state, step));
        for (var to : MarkState.values()) {
            assertThat(MarkTransitions.TABLE.leads(state, step, to))
                    .isEqualTo(legal(state, step).contains(to));
        }
    }

    @ParameterizedTest
    @MethodSource("every_state_and_step")
    void what_has_no_edge_is_refused_by_name_whoever_asks(MarkState state, MarkStep step) {
        var standing = ready(state, step);
        var refusal = standing.refusal(step, EnumSet.allOf(MarkParty.class), "a reason");
        if (legal(state, step).isEmpty()) {
            assertThat(refusal).contains(new MarkRefusal.WrongState(state, step));
        } else if (state == EXPIRED && step == REINSTATE) {
            assertThat(refusal).contains(new MarkRefusal.WrongState(state, step));
            assertThat(new MarkStanding(EXPIRED, END, true, null, null, null)
                            .refusal(step, EnumSet.of(MarkParty.OFFICER), "a reason"))
                    .isEmpty();
        } else {
            assertThat(refusal).isEmpty();
            assertThat(standing.refusal(step, Set.of(), "a reason")).contains(new MarkRefusal.NotYours(step));
            assertThat(standing.refusal(step, EnumSet.allOf(MarkParty.class), " "))
                    .contains(new MarkRefusal.NoReason());
        }
    }

    @Test
    void nobody_makes_the_steps_of_another() {
        var officers = Set.of(MarkParty.OFFICER, MarkParty.SENIOR);
        var checked = Set.of(MarkParty.OFFICER, MarkParty.SENIOR, MarkParty.SYSTEM);
        assertThat(MarkTransitions.TABLE.edges())
                .allSatisfy(edge -> assertThat(edge.who())
                        .isEqualTo(
                                switch (edge.step()) {
                                    case PUT_UNDER_REVIEW, END_REVIEW, REINSTATE -> checked;
                                    case SUSPEND, REVOKE -> officers;
                                    case EXPIRE -> Set.of(MarkParty.TIME);
                                    case RELEASE, WATCH, END_WATCH, LETTER, CLOSE_LETTER -> Set.of(MarkParty.SYSTEM);
                                    case RENEW, MOVE_HOST, MOVE_OWNER, CHANGE_DATA ->
                                        Set.of(MarkParty.OWNER, MarkParty.SYSTEM);
                                    case GRANT_APPEAL, DENY_APPEAL -> Set.of(MarkParty.APPEALS);
                                }));
    }

    @Test
    void every_edge_stands_once_and_only_a_granted_appeal_has_several_outcomes() {
        assertThat(MarkTransitions.TABLE.edges()).doesNotHaveDuplicates();
        var outcomes = MarkTransitions.TABLE.edges().stream()
                .filter(e -> e.step() != GRANT_APPEAL)
                .collect(Collectors.groupingBy(e -> List.of(e.from(), e.step())));
        assertThat(outcomes.values()).allSatisfy(edges -> assertThat(edges).hasSize(1));
    }

    @Test
    void a_revoked_mark_comes_back_by_a_granted_appeal_alone() {
        assertThat(MarkTransitions.TABLE.edges())
                .filteredOn(e -> e.from() == REVOKED && e.to() != REVOKED)
                .allSatisfy(e -> assertThat(e.step()).isEqualTo(GRANT_APPEAL));
    }

    @Test
    void an_officer_is_offered_what_an_officer_may_do() {
        assertThat(MarkTransitions.TABLE.open(ISSUED, Set.of(MarkParty.OFFICER)))
                .containsExactly(PUT_UNDER_REVIEW, SUSPEND, REVOKE);
        assertThat(MarkTransitions.TABLE.open(REVOKED, Set.of(MarkParty.OFFICER, MarkParty.SENIOR)))
                .isEmpty();
        assertThat(MarkTransitions.TABLE.open(SUSPENDED, Set.of(MarkParty.OWNER)))
                .containsExactly(CHANGE_DATA);
    }

    @ParameterizedTest
    @EnumSource(
            value = MarkStep.class,
            names = {"SUSPEND", "REVOKE", "RENEW", "MOVE_HOST", "MOVE_OWNER", "PUT_UNDER_REVIEW"})
    void nothing_overtakes_a_decision_that_waits(MarkStep step) {
        var waiting = new MarkStanding(ISSUED, END, false, REVOKE, null, null);
        assertThat(waiting.refusal(step, EnumSet.allOf(MarkParty.class), "a reason"))
                .contains(new MarkRefusal.DecisionPending(REVOKE));
    }

    @Test
    void a_mark_that_expired_while_suspended_is_not_renewed_before_the_suspension_is_lifted() {
        var expired = new MarkStanding(EXPIRED, END, true, null, null, null);
        assertThat(expired.renewalRefusal(
                        END.plus(Duration.ofDays(700)),
                        Set.of(MarkParty.OWNER),
                        "asked for",
                        END.plusSeconds(1),
                        Policy.Marks.STANDARD))
                .contains(new MarkRefusal.StillSuspended());
    }

    @ParameterizedTest
    @EnumSource(
            value = MarkStep.class,
            names = {"RENEW", "REINSTATE", "RELEASE"})
    void a_mark_whose_address_went_to_another_does_not_come_back_to_it(MarkStep step) {
        var released = new MarkStanding(EXPIRED, END, true, null, "shop.example", null);
        assertThat(released.refusal(step, EnumSet.allOf(MarkParty.class), "a reason"))
                .contains(new MarkRefusal.HostGone("shop.example"));
    }

    @Test
    void a_revocation_of_a_mark_whose_address_has_gone_is_set_aside_without_validity() {
        var revoked = new MarkDecision(REVOKE, ISSUED, Stage.EFFECTIVE, ANNA, BEHROUZ, END, Appeal.WAITING);
        assertThat(revoked.reversed(REVOKED, ISSUED, true)).isEqualTo(EXPIRED);
        assertThat(revoked.reversed(REVOKED, ISSUED, false)).isEqualTo(ISSUED);
    }

    @Test
    void a_mark_does_not_change_hands_while_a_letter_is_open() {
        var lettered = new MarkStanding(ISSUED, END, false, null, null, SupervisionStep.LETTER);
        assertThat(lettered.refusal(MarkStep.MOVE_OWNER, Set.of(MarkParty.OWNER), "sold"))
                .contains(new MarkRefusal.LetterOpen());
        var watched = new MarkStanding(ISSUED, END, false, null, null, SupervisionStep.WATCH);
        assertThat(watched.refusal(MarkStep.MOVE_OWNER, Set.of(MarkParty.OWNER), "sold"))
                .isEmpty();
    }

    @Test
    void a_mark_is_renewed_from_thirty_days_before_its_end_and_for_longer() {
        var owner = Set.of(MarkParty.OWNER);
        var rules = Policy.Marks.STANDARD;
        var until = END.plus(Duration.ofDays(730));
        var from = END.minus(Duration.ofDays(30));
        var mark = standing(ISSUED);
        assertThat(mark.renewalRefusal(until, owner, "asked for", from.minusMillis(1), rules))
                .contains(new MarkRefusal.TooEarly(from));
        assertThat(mark.renewalRefusal(until, owner, "asked for", from, rules)).isEmpty();
        assertThat(mark.renewalRefusal(END, owner, "asked for", from, rules)).contains(new MarkRefusal.NotLonger(END));
        var late = END.plus(Duration.ofDays(9));
        assertThat(standing(EXPIRED).renewalRefusal(late, owner, "asked for", late, rules))
                .contains(new MarkRefusal.NotLonger(END));
    }

    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BEHROUZ = new UUID(0, 2);
    private static final UUID CHEN = new UUID(0, 3);

    private static MarkDecision decision(Stage stage, @Nullable UUID second, Appeal appeal) {
        return new MarkDecision(SUSPEND, ISSUED, stage, ANNA, second, stage == Stage.EFFECTIVE ? END : null, appeal);
    }

    @Test
    void a_heavy_decision_is_confirmed_by_a_senior_officer_who_did_not_propose_it() {
        var pending = decision(Stage.PENDING, null, Appeal.NONE);
        assertThat(pending.secondRefusal(ANNA, Set.of(MarkParty.SENIOR))).contains(new MarkRefusal.OwnDecision());
        assertThat(pending.secondRefusal(BEHROUZ, Set.of(MarkParty.OFFICER)))
                .contains(new MarkRefusal.SecondOfficerNeeded());
        assertThat(pending.secondRefusal(BEHROUZ, Set.of(MarkParty.SENIOR))).isEmpty();
        assertThat(decision(Stage.EFFECTIVE, BEHROUZ, Appeal.NONE).secondRefusal(CHEN, Set.of(MarkParty.SENIOR)))
                .contains(new MarkRefusal.NothingToDecide());
    }

    @Test
    void an_appeal_is_made_once_and_in_time_and_judged_by_somebody_else() {
        var made = decision(Stage.EFFECTIVE, BEHROUZ, Appeal.NONE);
        assertThat(made.appealRefusal(NOW)).isEmpty();
        assertThat(made.appealRefusal(END)).contains(new MarkRefusal.DeadlinePassed(END));
        assertThat(decision(Stage.PENDING, null, Appeal.NONE).appealRefusal(NOW))
                .contains(new MarkRefusal.NothingToDecide());
        var appealed = decision(Stage.EFFECTIVE, BEHROUZ, Appeal.WAITING);
        assertThat(appealed.appealRefusal(NOW)).contains(new MarkRefusal.OnlyOnce(SUSPEND));
        assertThat(appealed.judgeRefusal(ANNA)).contains(new MarkRefusal.OwnDecision());
        assertThat(appealed.judgeRefusal(BEHROUZ)).contains(new MarkRefusal.OwnDecision());
        assertThat(appealed.judgeRefusal(CHEN)).isEmpty();
        assertThat(made.judgeRefusal(CHEN)).contains(new MarkRefusal.NothingToDecide());
    }

    @Test
    void a_granted_appeal_goes_back_to_where_the_mark_stood_unless_it_has_gone_on_since() {
        var made = decision(Stage.EFFECTIVE, BEHROUZ, Appeal.WAITING);
        assertThat(made.reversed(SUSPENDED, ISSUED, false)).isEqualTo(ISSUED);
        assertThat(made.reversed(SUSPENDED, ISSUED, true)).isEqualTo(EXPIRED);
        assertThat(made.reversed(ISSUED, null, false)).isEqualTo(ISSUED);
        assertThat(made.reversed(REVOKED, null, false)).isEqualTo(REVOKED);
        assertThat(made.reversed(EXPIRED, ISSUED, true)).isEqualTo(EXPIRED);
    }

    @Test
    void what_was_built_on_a_reversed_decision_goes_back_behind_it() {
        // Revoked while suspended; the suspension was reversed before the revocation is.
        var revoked = new MarkDecision(REVOKE, SUSPENDED, Stage.EFFECTIVE, ANNA, BEHROUZ, END, Appeal.WAITING);
        assertThat(revoked.reversed(REVOKED, ISSUED, false)).isEqualTo(ISSUED);
        assertThat(revoked.reversed(REVOKED, SUSPENDED, false)).isEqualTo(SUSPENDED);
    }

    @ParameterizedTest
    @MethodSource("every_state_and_step")
    void what_a_granted_appeal_leads_to_stands_in_the_table(MarkState before, MarkStep step) {
        if (!step.appealable() || !MarkTransitions.TABLE.allows(before, step)) {
            return;
        }
        var made = new MarkDecision(step, before, Stage.EFFECTIVE, ANNA, BEHROUZ, END, Appeal.WAITING);
        for (var now : MarkState.values()) {
            for (var passed : List.of(true, false)) {
                for (var without : EnumSet.of(before, ISSUED)) {
                    boolean cannotBe = now == UNDER_REVIEW && passed;
                    if (!cannotBe) {
                        assertThat(MarkTransitions.TABLE.leads(now, GRANT_APPEAL, made.reversed(now, without, passed)))
                                .as("%s %s %s %s %s", step, before, without, now, passed)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void the_diagram_shows_every_edge_and_nothing_else() {
        var lines = MarkTransitions.TABLE.diagram().lines().map(String::strip).toList();
        assertThat(lines).startsWith("stateDiagram-v2", "[*] --> ISSUED: ISSUE (SYSTEM)");
        assertThat(lines).hasSize(2 + MarkTransitions.TABLE.edges().size());
        assertThat(lines)
                .contains(
                        "ISSUED --> SUSPENDED: SUSPEND (OFFICER, SENIOR)",
                        "SUSPENDED --> EXPIRED: EXPIRE (TIME)",
                        "REVOKED --> ISSUED: GRANT_APPEAL (APPEALS)");
    }

    @Test
    void reminders_come_in_their_order() {
        var rules = Policy.Marks.STANDARD;
        var first = END.minus(Duration.ofDays(30));
        var second = END.minus(Duration.ofDays(7));
        assertThat(rules.nextReminder(END, first.minusSeconds(1))).contains(first);
        assertThat(rules.nextReminder(END, first)).contains(second);
        assertThat(rules.nextReminder(END, second)).isEqualTo(Optional.empty());
    }
}
