package org.touchstone.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.touchstone.rules.testing.ForAll.forAll;
import static org.touchstone.rules.testing.Policies.FOUR_DAYS_BEGIN;
import static org.touchstone.rules.testing.Policies.SHORTER_ROUNDS_BEGIN;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.testing.Policies;

class PolicyHistoryTest {

    private final PolicyHistory history = Policies.shipped();

    @Test
    void three_rounds_of_96_hours_were_in_force_until_midnight_of_7_november_2020_in_tehran() {
        assertThat(history.at(Instant.parse("2020-02-09T09:00:00Z"))).isEqualTo(Policies.threeRoundsOf96());
        assertThat(history.at(SHORTER_ROUNDS_BEGIN.minusNanos(1))).isEqualTo(Policies.threeRoundsOf96());
    }

    @Test
    void rounds_of_72_48_and_24_hours_were_in_force_from_that_midnight() {
        assertThat(history.at(SHORTER_ROUNDS_BEGIN)).isEqualTo(Policies.roundsOf72And48And24());
        assertThat(history.at(FOUR_DAYS_BEGIN.minusNanos(1))).isEqualTo(Policies.roundsOf72And48And24());
    }

    @Test
    void one_round_of_four_days_is_in_force_since_1404() {
        assertThat(history.at(FOUR_DAYS_BEGIN)).isEqualTo(Policies.oneRoundOfFourDays());
        assertThat(history.at(Instant.parse("2030-01-01T00:00:00Z"))).isEqualTo(Policies.oneRoundOfFourDays());
    }

    @Test
    void before_the_first_version_the_first_is_in_force() {
        assertThat(history.at(Instant.parse("2010-01-01T00:00:00Z"))).isEqualTo(Policies.threeRoundsOf96());
    }

    @Test
    void the_rules_of_another_regulator_are_never_in_force() {
        forAll(random -> Instant.ofEpochSecond(random.nextLong(1_000_000_000L, 2_000_000_000L)))
                .holds(instant -> assertThat(history.at(instant).imported()).isFalse());
    }

    @Test
    void a_version_is_found_by_its_name_also_an_imported_one() {
        assertThat(history.named("cfpb-15-60")).isEqualTo(Policies.unitedStates());
        assertThat(history.find("1399-72-48-24")).contains(Policies.roundsOf72And48And24());
        assertThat(history.find("1400")).isEmpty();
        assertThatThrownBy(() -> history.named("1400"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("1400");
    }

    @Test
    void versions_are_kept_in_the_order_in_which_they_came_into_force() {
        assertThat(history.versions())
                .extracting(Policy::version)
                .containsExactly("cfpb-15-60", "consumidor-10-20", "1398-96-96-96", "1399-72-48-24", "1404-4-days");
    }

    @Test
    void a_history_without_a_version_of_the_centres_own_is_refused() {
        assertThatThrownBy(() -> new PolicyHistory(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PolicyHistory(List.of(Policies.brazil())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
