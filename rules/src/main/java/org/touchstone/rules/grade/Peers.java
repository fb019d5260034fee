package org.touchstone.rules.grade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The marks of one trade together, towards whose means small records are shrunk. Made anew at the beginning of each month, so that
 * nobody's grade moves from hour to hour by what others do.
 *
 * @param answered sum of the answered complaints of its marks
 * @param matured sum of the matured
 * @param rated sum of the scores given
 * @param scores sum of these scores
 * @param asOf when it was made; absent where nothing is known about the trade yet
 */
public record Peers(
        long answered,
        long matured,
        long rated,
        long scores,
        @Nullable Instant asOf) {

    /** Nothing known about the trade. */
    public static final Peers NONE = new Peers(0, 0, 0, 0, null);

    /** Both together, as of the same instant as this. */
    public Peers plus(Peers other) {
        return new Peers(
                answered + other.answered, matured + other.matured, rated + other.rated, scores + other.scores, asOf);
    }
}
