package org.touchstone.centre;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Supervision;

/**
 * A mark that needs more supervision (sources 10).
 *
 * @param supervision how closely it is supervised, since when and why
 * @param points its negative points in the window of the ladder
 * @param orders its orders in that window; absent where unknown
 */
public record Supervised(
        Mark mark,
        Supervision supervision,
        int points,
        @Nullable Long orders) {

    /** How the list can be sorted. */
    public enum Order {
        /** Most points first. */
        POINTS,
        /** Most points for its size first; those whose orders are unknown last. */
        SIZED,
        /** Longest supervised first. */
        SINCE,
        /** By name. */
        NAME;

        Comparator<Supervised> by() {
            Comparator<Supervised> by = switch (this) {
                case POINTS -> Comparator.comparingInt(Supervised::points).reversed();
                case SIZED ->
                    Comparator.comparing(
                            Supervised::pointsPer10000Orders, Comparator.nullsLast(Comparator.reverseOrder()));
                case SINCE -> Comparator.comparing(s -> s.supervision().since());
                case NAME -> Comparator.comparing(s -> s.mark().legalName());
            };
            return by.thenComparing(s -> s.mark().code());
        }
    }

    /** Points for each 10,000 orders; absent where orders are unknown. */
    public @Nullable Double pointsPer10000Orders() {
        return orders == null || orders == 0 ? null : points * 10_000.0 / orders;
    }
}
