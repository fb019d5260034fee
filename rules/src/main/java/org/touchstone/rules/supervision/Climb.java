package org.touchstone.rules.supervision;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Policy.Ladder;
import org.touchstone.rules.policy.Policy.Rung;

/**
 * What the ladder asks for next. It goes step by step: nobody is suspended who was not written to before, nobody loses the mark who was
 * not suspended before, and what weighs heavily is only recommended: two officers decide it.
 *
 * @param state where the mark stands
 * @param supervision how closely it is supervised, where more closely than others
 * @param open where its open case stands; absent where none is open
 * @param recommended whether a recommendation of the open case waits for an officer
 * @param pending whether a decision about the mark waits for its second officer
 * @param settled when the last case ended; absent where there was none. Points from before then were answered for
 * @param failed when the open case failed; absent where it has not
 * @param declined when an officer last did not follow a recommendation of the open case
 */
public record Climb(
        MarkState state,
        @Nullable SupervisionStep supervision,
        @Nullable CaseState open,
        boolean recommended,
        boolean pending,
        @Nullable Instant settled,
        @Nullable Instant failed,
        @Nullable Instant declined) {

    /** What is to be done. */
    public enum Move {
        /** The mark needs more supervision (sources 10). */
        WATCH,
        END_WATCH,
        LETTER,
        RECOMMEND_SUSPENSION,
        RECOMMEND_REVOCATION
    }

    /** The next move; nothing where all is as it should be. */
    public Optional<Move> next(Points points, Ladder ladder) {
        if (open != null) {
            return further(points, ladder);
        }
        if (supervision != SupervisionStep.LETTER && state.covers() && reaches(Rung.LETTER, settled, points, ladder)) {
            return Optional.of(Move.LETTER);
        }
        boolean needed = ladder.needsSupervision(points.count());
        if (supervision == SupervisionStep.WATCH && !needed) {
            return Optional.of(Move.END_WATCH);
        }
        return supervision == null && needed && state.covers() ? Optional.of(Move.WATCH) : Optional.empty();
    }

    private Optional<Move> further(Points points, Ladder ladder) {
        if (recommended || pending) {
            return Optional.empty();
        }
        if (state.covers()) {
            // What the letter asked for was not done, and nobody has said since that this is all right.
            boolean failing = failed != null && (declined == null || declined.isBefore(failed));
            return failing || reaches(Rung.SUSPENSION, declined, points, ladder)
                    ? Optional.of(Move.RECOMMEND_SUSPENSION)
                    : Optional.empty();
        }
        return state == MarkState.SUSPENDED && reaches(Rung.REVOCATION, declined, points, ladder)
                ? Optional.of(Move.RECOMMEND_REVOCATION)
                : Optional.empty();
    }

    /** Whether the points lead to a rung, with enough new ones among them since those before were answered for. */
    private static boolean reaches(Rung rung, @Nullable Instant answeredFor, Points points, Ladder ladder) {
        return ladder.active()
                && ladder.at(points.count(), points.orders()).compareTo(rung) >= 0
                && (answeredFor == null || points.since(answeredFor) >= ladder.again());
    }
}
