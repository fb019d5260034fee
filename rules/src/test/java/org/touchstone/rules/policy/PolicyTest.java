package org.touchstone.rules.policy;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.testing.Policies;

class PolicyTest {

    @Test
    void each_round_starts_when_the_one_before_it_is_due() {
        assertThat(Policies.roundsOf72And48And24().deadlines(Instant.parse("2021-01-01T00:00:00Z")))
                .containsExactly(
                        Instant.parse("2021-01-04T00:00:00Z"),
                        Instant.parse("2021-01-06T00:00:00Z"),
                        Instant.parse("2021-01-07T00:00:00Z"));
    }

    @Test
    void one_round_of_four_days_has_one_due_instant() {
        assertThat(Policies.oneRoundOfFourDays().deadlines(Instant.parse("2026-05-03T08:30:00Z")))
                .containsExactly(Instant.parse("2026-05-07T08:30:00Z"));
    }

    @Test
    void rounds_follow_the_calendar_of_the_policy() {
        var policy = Policies.on(new LegalCalendar(
                Policies.TEHRAN,
                LegalCalendar.Counting.WORKING,
                Set.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                Set.of(),
                List.of()));
        // Sunday noon in Tehran; Thursday and Friday do not count.
        assertThat(policy.deadlines(Instant.parse("2026-05-03T08:30:00Z")))
                .containsExactly(Instant.parse("2026-05-09T08:30:00Z"));
    }

    @Test
    void the_day_of_an_instant_is_the_day_in_tehran() {
        var policy = Policies.oneRoundOfFourDays();
        assertThat(policy.dayOf(Instant.parse("2026-05-03T20:29:59.999Z"))).isEqualTo(LocalDate.of(2026, 5, 3));
        assertThat(policy.dayOf(Instant.parse("2026-05-03T20:30:00Z"))).isEqualTo(LocalDate.of(2026, 5, 4));
    }

    @Test
    void only_its_own_categories_are_known() {
        assertThat(Policies.oneRoundOfFourDays().hasCategory("NOT_DELIVERED")).isTrue();
        assertThat(Policies.oneRoundOfFourDays().hasCategory("not_delivered")).isFalse();
    }

    @Test
    void a_policy_without_rounds_or_with_an_empty_round_is_refused() {
        assertThatThrownBy(() -> Policies.withRounds()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Policies.withRounds(ofDays(4), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Policies.withRounds(ofHours(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_policy_without_categories_or_without_a_daily_limit_is_refused() {
        var p = Policies.oneRoundOfFourDays();
        assertThatThrownBy(() -> copy(p, 1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> copy(p, 0, p.categories())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void more_than_seven_points_bring_a_letter_and_who_is_suspended_has_been_warned() {
        var ladder = Policy.Ladder.STANDARD;
        assertThat(ladder.at(7)).isEqualTo(Policy.Rung.WATCH);
        assertThat(ladder.at(8)).isEqualTo(Policy.Rung.LETTER);
        assertThat(ladder.at(14)).isEqualTo(Policy.Rung.LETTER);
        assertThat(ladder.at(15)).isEqualTo(Policy.Rung.SUSPENSION);
        assertThat(ladder.at(28)).isEqualTo(Policy.Rung.SUSPENSION);
        assertThat(ladder.at(29)).isEqualTo(Policy.Rung.REVOCATION);
    }

    @Test
    void a_ladder_whose_rungs_do_not_rise_is_refused() {
        assertThatThrownBy(() -> new Policy.Ladder(java.time.Period.ofMonths(12), 7, 7, 28))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Policy.Ladder(java.time.Period.ZERO, 7, 14, 28))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Policy copy(Policy p, int dailyLimit, List<Policy.Category> categories) {
        return new Policy(
                p.version(),
                p.title(),
                p.validFrom(),
                p.rounds(),
                p.calendar(),
                dailyLimit,
                categories,
                p.purchaseWithin(),
                p.reminders(),
                p.ratingPeriod(),
                p.record(),
                p.procedure(),
                p.ladder(),
                p.marks(),
                p.grading(),
                p.imported());
    }
}
