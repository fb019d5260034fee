package org.touchstone.rules.record;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a business may hold its own record against: the medians of its peers. */
public enum Measure {
    /** Share of matured complaints answered in a round. */
    ANSWER_RATE,
    /** Share of answers that came after a missed round. */
    LATE_SHARE,
    /** Hours within which half of all complaints are answered. */
    MEDIAN_HOURS,
    /** Share of rated complaints called solved. */
    SOLVED_OF_RATED,
    /** Complaints per 10,000 orders, where orders are known. */
    COMPLAINTS_PER_10000,
    /** Complaints left unanswered per 10,000 orders, where orders are known. */
    UNANSWERED_PER_10000;

    /** The value in a record; absent where there is none. A share is 0 to 1, a time is in hours. */
    public @Nullable Double in(Figures figures) {
        return switch (this) {
            case ANSWER_RATE -> figures.answerRate();
            case LATE_SHARE -> figures.lateShare();
            case MEDIAN_HOURS -> hours(figures.times().median());
            case SOLVED_OF_RATED -> figures.solvedOfRated();
            case COMPLAINTS_PER_10000 -> figures.per10000Orders(figures.filed());
            case UNANSWERED_PER_10000 -> figures.per10000Orders(figures.unanswered());
        };
    }

    /** Whether it is a share of a whole. */
    public boolean isShare() {
        return this == ANSWER_RATE || this == LATE_SHARE || this == SOLVED_OF_RATED;
    }

    private static @Nullable Double hours(@Nullable Duration time) {
        return time == null ? null : time.toMillis() / 3_600_000.0;
    }
}
