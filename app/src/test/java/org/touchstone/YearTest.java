package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The whole ladder over many shops and many days, with no contradiction between record, step, badge, register, letters and log on any
 * of them.
 *
 * <p>{@code ./touchstone drill year} does it for a year of a whole country; here it is sixty days of three hundred shops.
 */
class YearTest {

    private static final Year.Size SIZE = new Year.Size(
            Integer.getInteger("touchstone.drill.businesses", 300),
            Integer.getInteger("touchstone.drill.complaints", 4_000),
            Integer.getInteger("touchstone.drill.days", 60),
            Long.getLong("touchstone.drill.seed", 20_261_125));

    /** Every branch of the ladder that must have been walked, or the drill says nothing. */
    private static final String[] BRANCHES = {
        "case SEND_LETTER",
        "case GIVE_PLAN",
        "case ACCEPT_PLAN",
        "case PASS_CHECK",
        "case MISS_PLAN",
        "case RECOMMEND",
        "case SUSPEND",
        "case SET_ASIDE",
        "case REVOKE",
        "mark WATCH",
        "mark LETTER",
        "mark SUSPEND",
        "mark REVOKE",
        "mark GRANT_APPEAL",
        "mark DENY_APPEAL",
        "mark EXPIRE",
        "corrections",
    };

    @Test
    void record_step_badge_register_and_log_never_contradict_one_another_on_any_day() {
        try (var year = new Year(SIZE)) {
            year.live();
            var counts = year.counts();
            assertThat(counts.get("complaints")).isEqualTo(SIZE.complaints());
            for (var branch : BRANCHES) {
                assertThat(counts.getOrDefault(branch, 0L)).as(branch).isPositive();
            }
        }
    }
}
