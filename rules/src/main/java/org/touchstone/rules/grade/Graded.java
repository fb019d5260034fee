package org.touchstone.rules.grade;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading.Cap;
import org.touchstone.rules.policy.Index;

/**
 * The five indices of a mark and its grade.
 *
 * @param indices in the order of the sources
 * @param total the mean of the known indices by their weights, rounded half-up to two places; absent without a grade
 * @param earned the grade of the total, not counting any cap; the next is measured from it
 * @param grade the grade that is given: the earned one, or a cap where that is worse; absent where too little is known
 * @param lack why there is no grade; absent where there is one
 * @param caps what holds the grade down, whether or not it would be better without
 */
public record Graded(
        List<IndexValue> indices,
        @Nullable BigDecimal total,
        @Nullable Grade earned,
        @Nullable Grade grade,
        @Nullable Lack lack,
        List<Cap> caps) {

    /** Copies the lists. */
    public Graded {
        indices = List.copyOf(indices);
        caps = List.copyOf(caps);
    }

    /** One of the indices. */
    public IndexValue index(Index index) {
        return indices.stream().filter(i -> i.index() == index).findFirst().orElseThrow();
    }

    /** The value of an index; absent where it is not known. */
    public @Nullable BigDecimal value(Index index) {
        return index(index).value();
    }
}
