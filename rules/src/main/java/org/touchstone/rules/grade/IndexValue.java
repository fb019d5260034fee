package org.touchstone.rules.grade;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.policy.Index;

/**
 * One of the five indices.
 *
 * @param weight in the total
 * @param value the mean of its known parts by their weights, rounded half-up to two places; absent where it is not known
 * @param lack why it is not known; absent where it is
 */
public record IndexValue(
        Index index,
        int weight,
        @Nullable BigDecimal value,
        @Nullable Lack lack,
        List<Component> components) {

    /** Copies the list. */
    public IndexValue {
        components = List.copyOf(components);
    }
}
