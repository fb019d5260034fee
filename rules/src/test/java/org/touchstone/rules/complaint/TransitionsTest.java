package org.touchstone.rules.complaint;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.complaint.Party.BUSINESS;
import static org.touchstone.rules.complaint.Party.CENTRE;
import static org.touchstone.rules.complaint.Party.CONSUMER;
import static org.touchstone.rules.complaint.Party.TIME;
import static org.touchstone.rules.testing.AComplaint.FILED;
import static org.touchstone.rules.testing.AComplaint.aComplaint;
import static org.touchstone.rules.testing.AComplaint.explanation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.complaint.Decision.Refused;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.testing.Policies;

class TransitionsTest {

    /** The edges of docs and design that the product has so far, written down a second time. */
    private static final Map<State, Map<Step, State>> LEGAL = Map.of(
            State.OPEN,
                    Map.of(
                            Step.ANSWER, State.ANSWERED,
                            Step.PASS_ROUND, State.OPEN,
                            Step.PASS_LAST_ROUND, State.UNANSWERED,
                            Step.WITHDRAW, State.WITHDRAWN),
            State.WAITING_CONSUMER, Map.of(Step.WITHDRAW, State.WITHDRAWN),
            State.REFUSAL_REVIEW, Map.of(Step.WITHDRAW, State.WITHDRAWN),
            State.ANSWERED,
                    Map.of(
                            Step.RATE_SOLVED, State.RESOLVED,
                            Step.RATE_NOT_SOLVED, State.NOT_RESOLVED,
                            Step.STAY_SILENT, State.CLOSED_UNRATED,
                            Step.WITHDRAW, State.WITHDRAWN),
            State.UNANSWERED, Map.of(Step.ANSWER, State.ANSWERED_AFTER_EXPIRY, Step.WITHDRAW, State.WITHDRAWN),
            State.ANSWERED_AFTER_EXPIRY, Map.of(Step.WITHDRAW, State.WITHDRAWN),
            State.MEDIATION, Map.of(Step.WITHDRAW, State.WITHDRAWN));

    private static final Instant RATING_DUE = FILED.plus(Duration.ofDays(21));

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
        assertThat(Transitions.find(state, step).map(Transitions.Edge::to)).isEqualTo(legal(state, step));
    }

    @ParameterizedTest
    @MethodSource("every_state_and_step")
    void a_complaint_follows_the_table_and_refuses_everything_else(State state, Step step) {
        var policy = step == Step.PASS_ROUND ? Policies.roundsOf72And48And24() : Policies.oneRoundOfFourDays();
        var complaint = standing(state, policy);
        var outcome = attempt(complaint, step, policy);
        var expected = legal(state, step);
        if (expected.isPresent()) {
            assertThat(outcome).isInstanceOf(Happened.class);
            var events = ((Happened) outcome).events();
            assertThat(events).hasSize(1);
            assertThat(complaint.with(events.getFirst(), policy).state()).isEqualTo(expected.get());
        } else if (isTimes(step)) {
            assertThat(outcome).isEqualTo(new Happened(List.of()));
        } else if (state == State.CLOSED_UNRATED && step != Step.ANSWER && step != Step.WITHDRAW) {
            assertThat(outcome).isEqualTo(new Refused(new Refusal.DeadlinePassed(RATING_DUE)));
        } else {
            assertThat(outcome).isEqualTo(new Refused(new Refusal.WrongState(state, step)));
        }
    }

    private static boolean isTimes(Step step) {
        return step == Step.PASS_ROUND || step == Step.PASS_LAST_ROUND || step == Step.STAY_SILENT;
    }

    private static Complaint standing(State state, Policy policy) {
        var filed = aComplaint().under(policy).complaint().filed();
        boolean rateable = state == State.ANSWERED || state == State.CLOSED_UNRATED;
        return new Complaint(filed, state, 1, rateable ? RATING_DUE : null, List.of(filed));
    }

    /** What comes of a step an hour after the filing; of time's steps, what has passed when the first of them is due. */
    private static Decision attempt(Complaint complaint, Step step, Policy policy) {
        var now = FILED.plus(Duration.ofHours(1));
        return switch (step) {
            case ANSWER -> complaint.answer(now, explanation(), null, policy);
            case RATE_SOLVED -> complaint.rate(now, true, 5, policy);
            case RATE_NOT_SOLVED -> complaint.rate(now, false, 1, policy);
            case WITHDRAW -> complaint.withdraw(now, policy);
            case PASS_ROUND, PASS_LAST_ROUND ->
                new Happened(
                        complaint.state() == State.ANSWERED
                                ? List.of()
                                : complaint.passed(complaint.filed().deadlines().getFirst(), policy));
            case STAY_SILENT ->
                new Happened(complaint.state() == State.OPEN ? List.of() : complaint.passed(RATING_DUE, policy));
        };
    }

    @Test
    void a_step_has_one_outcome_in_a_state() {
        var pairs = Transitions.TABLE.stream().collect(groupingBy(e -> List.of(e.from(), e.step())));
        assertThat(pairs.values()).allSatisfy(edges -> assertThat(edges).hasSize(1));
    }

    @Test
    void the_business_answers_the_consumer_judges_and_time_does_the_rest() {
        assertThat(Transitions.TABLE)
                .allSatisfy(edge -> assertThat(edge.who())
                        .isEqualTo(
                                switch (edge.step()) {
                                    case ANSWER -> BUSINESS;
                                    case RATE_SOLVED, RATE_NOT_SOLVED, WITHDRAW -> CONSUMER;
                                    case PASS_ROUND, PASS_LAST_ROUND, STAY_SILENT -> TIME;
                                }));
    }

    @Test
    void a_person_is_offered_what_the_person_may_do_in_the_order_of_the_table() {
        assertThat(Transitions.open(State.OPEN, BUSINESS)).containsExactly(Step.ANSWER);
        assertThat(Transitions.open(State.OPEN, CONSUMER)).containsExactly(Step.WITHDRAW);
        assertThat(Transitions.open(State.ANSWERED, CONSUMER))
                .containsExactly(Step.RATE_SOLVED, Step.RATE_NOT_SOLVED, Step.WITHDRAW);
        assertThat(Transitions.open(State.ANSWERED, BUSINESS)).isEmpty();
        assertThat(Transitions.open(State.UNANSWERED, BUSINESS)).containsExactly(Step.ANSWER);
        assertThat(Transitions.open(State.RESOLVED, CONSUMER)).isEmpty();
        assertThat(Transitions.open(State.OPEN, CENTRE)).isEmpty();
    }

    @Test
    void what_is_withdrawn_or_closed_stays_so() {
        for (var end : List.of(
                State.WITHDRAWN,
                State.CLOSED_UNRATED,
                State.EXCLUDED,
                State.NOT_ADMITTED,
                State.COMPLIED,
                State.REFERRED)) {
            assertThat(Transitions.TABLE).noneMatch(edge -> edge.from() == end);
        }
    }

    @Test
    void the_diagram_shows_every_edge_and_nothing_else() {
        var lines = Transitions.diagram().lines().map(String::strip).toList();
        assertThat(lines).startsWith("stateDiagram-v2", "[*] --> OPEN: FILE (CONSUMER)");
        assertThat(lines.subList(2, lines.size()))
                .containsExactlyInAnyOrderElementsOf(LEGAL.keySet().stream()
                        .flatMap(from -> LEGAL.getOrDefault(from, Map.of()).entrySet().stream()
                                .map(e -> "%s --> %s: %s (%s)"
                                        .formatted(
                                                from,
                                                e.getValue(),
                                                e.getKey(),
                                                isTimes(e.getKey())
                                                        ? TIME
                                                        : e.getKey() == Step.ANSWER ? BUSINESS : CONSUMER)))
                        .toList());
    }
}
