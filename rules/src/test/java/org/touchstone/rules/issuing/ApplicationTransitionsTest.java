package org.touchstone.rules.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.issuing.ApplicationState.*;
import static org.touchstone.rules.issuing.ApplicationStep.*;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.issuing.ApplicationTransitions.Hand;

class ApplicationTransitionsTest {

    /** Written down by hand, apart from the table. */
    private static final Map<ApplicationState, Set<ApplicationStep>> LEGAL = new EnumMap<>(Map.of(
            DRAFT, EnumSet.of(CHANGE, SUBMIT, WITHDRAW),
            CHECKING, EnumSet.of(NEED_INPUT, ISSUE, REFUSE, ANSWER_QUESTION, WITHDRAW),
            NEEDS_INPUT, EnumSet.of(CHANGE, SUBMIT, ANSWER_QUESTION, REFUSE, WITHDRAW),
            ISSUED, EnumSet.noneOf(ApplicationStep.class),
            REFUSED, EnumSet.of(APPEAL, GRANT_APPEAL, DENY_APPEAL),
            WITHDRAWN, EnumSet.noneOf(ApplicationStep.class)));

    @Test
    void every_pair_of_state_and_step_is_legal_or_is_not() {
        for (var state : ApplicationState.values()) {
            for (var step : ApplicationStep.values()) {
                assertThat(ApplicationTransitions.TABLE.allows(state, step))
                        .as("%s in %s", step, state)
                        .isEqualTo(LEGAL.getOrDefault(state, Set.of()).contains(step));
            }
        }
    }

    @Test
    void no_pair_stands_twice() {
        assertThat(ApplicationTransitions.TABLE.edges().stream().map(e -> e.from() + " " + e.step()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_mark_is_never_issued_by_somebody_s_hand() {
        assertThat(ApplicationTransitions.TABLE.edges())
                .filteredOn(e -> e.to() == ISSUED)
                .extracting(e -> e.who())
                .containsOnly(Set.of(Hand.RULE));
    }

    @Test
    void every_state_but_the_last_ones_can_be_left() {
        assertThat(Arrays.stream(ApplicationState.values())
                        .filter(s ->
                                ApplicationTransitions.TABLE.edges().stream().noneMatch(e -> e.from() == s)))
                .containsExactlyInAnyOrder(ISSUED, WITHDRAWN);
    }
}
