package org.touchstone.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.web.Caller;
import org.touchstone.policy.PolicyDrafts;
import org.touchstone.record.store.GradeStore;
import org.touchstone.rules.grade.Grader;
import org.touchstone.rules.policy.Grade;

/**
 * What a drafted policy would make of the grades as they stand: every kept grade is worked out again from its facts. What other answer
 * periods would have made of the complaints themselves is for the simulation to say, and does not count here.
 */
@Component
public class GradeForecast {

    private static final int SHOWN = 100;

    private final GradeStore store;
    private final PolicyDrafts drafts;
    private final Stages stages;

    GradeForecast(GradeStore store, PolicyDrafts drafts, Stages stages) {
        this.store = store;
        this.drafts = drafts;
        this.stages = stages;
    }

    /** From one grade to another; absent where there is none. */
    public record Move(@Nullable Grade before, @Nullable Grade after) {}

    /** A mark whose grade would change. */
    public record Moved(String mark, Move move) {}

    /**
     * The forecast, of the marks whose figures its reader sees.
     *
     * @param marks how many grades it looked at
     * @param moves how many marks would go from a grade to another or stay
     * @param better how many would have a better grade, or any
     * @param worse how many would have a worse one, or none any more
     * @param moved some of those whose grade would change, those who lose most before the others
     */
    public record Forecast(long marks, Map<Move, Long> moves, long better, long worse, List<Moved> moved) {

        /** How many would go from a grade to another. */
        public long count(@Nullable Grade before, @Nullable Grade after) {
            return moves.getOrDefault(new Move(before, after), 0L);
        }
    }

    /** The forecast of a draft, for those who may read drafts. */
    @Transactional(readOnly = true)
    public Optional<Forecast> of(Caller reader, UUID draft) {
        return drafts.view(reader, draft).map(d -> forecast(new Grader(d.policy()), stages.seenBy(reader)));
    }

    private Forecast forecast(Grader grader, Predicate<String> seen) {
        var moves = new LinkedHashMap<Move, Long>();
        var moved = new ArrayList<Moved>();
        long marks = 0;
        long better = 0;
        long worse = 0;
        try (var all = store.all()) {
            for (var i = all.iterator(); i.hasNext(); ) {
                var kept = i.next();
                if (!seen.test(kept.mark())) {
                    continue;
                }
                var move = new Move(
                        kept.entry().grade(),
                        grader.grade(kept.facts(), kept.earned()).grade());
                moves.merge(move, 1L, Long::sum);
                marks++;
                int change = place(move.before()) - place(move.after());
                better += change > 0 ? 1 : 0;
                worse += change < 0 ? 1 : 0;
                if (change != 0) {
                    moved.add(new Moved(kept.mark(), move));
                }
            }
        }
        moved.sort(Comparator.<Moved>comparingInt(
                        m -> place(m.move().before()) - place(m.move().after()))
                .thenComparing(Moved::mark));
        return new Forecast(marks, moves, better, worse, List.copyOf(moved.subList(0, Math.min(SHOWN, moved.size()))));
    }

    /** 0 for the best, and after the worst the want of a grade. */
    private static int place(@Nullable Grade grade) {
        return grade == null ? Grade.values().length : List.of(Grade.values()).indexOf(grade);
    }
}
