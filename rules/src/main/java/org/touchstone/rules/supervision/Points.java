package org.touchstone.rules.supervision;

import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.Figures;

/**
 * The negative points of a mark as of an instant: its unanswered complaints of the matured, countable set (sources 5), filed within
 * the window of the ladder.
 *
 * @param given when each point was given: the last due instant of its complaint; in order
 * @param orders orders in the window; absent where unknown
 * @param fewerAt when the first of the points leaves the window, if no other does so before; absent without points
 */
public record Points(
        List<Instant> given,
        @Nullable Long orders,
        @Nullable Instant fewerAt) {

    /** No points; how large the shop is does not matter then. */
    public static final Points NONE = new Points(List.of(), null, null);

    /** Keeps the instants in order. */
    public Points {
        given = given.stream().sorted().toList();
    }

    /** The points among cases, as of an instant; those filed outside the window are left out. */
    public static Points of(Collection<CaseFacts> cases, Instant asOf, Period window, @Nullable Long orders) {
        var from = Figures.windowStart(asOf, window);
        var unanswered = cases.stream().filter(c -> isGivenFor(c, from, asOf)).toList();
        return new Points(
                unanswered.stream().map(CaseFacts::lastDeadline).toList(),
                orders,
                unanswered.stream()
                        .map(CaseFacts::submitted)
                        .min(Comparator.naturalOrder())
                        .map(first -> Figures.windowLeft(first, window))
                        .orElse(null));
    }

    /** Whether a point is given for a case, as of an instant, in a window that began at another. */
    public static boolean isGivenFor(CaseFacts c, Instant from, Instant asOf) {
        return c.submitted().isAfter(from) && !c.submitted().isAfter(asOf) && c.matured(asOf) && !c.answeredInTime();
    }

    /** How many there are. */
    public int count() {
        return given.size();
    }

    /** How many were given after an instant; all of them where none is named. */
    public int since(@Nullable Instant instant) {
        return instant == null
                ? count()
                : (int) given.stream().filter(at -> at.isAfter(instant)).count();
    }
}
