package org.touchstone.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.grade.Lack;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Index;

/**
 * An entry of the history of a grade.
 *
 * @param at since when
 * @param values the indices that were known
 * @param total absent without a grade
 * @param lack why there was no grade
 * @param shown whether everyone saw the figures it rests on when it was made
 */
public record GradeEntry(
        int seq,
        Instant at,
        String policyVersion,
        Map<Index, BigDecimal> values,
        @Nullable BigDecimal total,
        @Nullable Grade grade,
        @Nullable Lack lack,
        boolean shown) {}
