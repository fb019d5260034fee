package org.touchstone.rules.grade;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.policy.Part;

/**
 * A part of an index.
 *
 * @param weight in its index
 * @param value 0 to 100, rounded half-up to two places; absent where it is not known
 * @param lack why it is not known; absent where it is
 * @param facts the numbers it is worked out from, by name
 */
public record Component(
        Part part,
        int weight,
        @Nullable BigDecimal value,
        @Nullable Lack lack,
        Map<String, BigDecimal> facts) {

    /** Sorts the facts. */
    public Component {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
