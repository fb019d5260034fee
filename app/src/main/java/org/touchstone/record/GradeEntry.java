package org.touchstone.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.grade.Lack;
import org.touchstone.rules.policy.Grade;

/**
 * An entry of the history of a grade.
 *
 * @param at since when
 * @param values the five indices in the order of the sources, absent where unknown
 * @param total absent without a grade
 * @param lack why there was no grade
 */
public record GradeEntry(
        int seq,
        Instant at,
        String policyVersion,
        List<@Nullable BigDecimal> values,
        @Nullable BigDecimal total,
        @Nullable Grade grade,
        @Nullable Lack lack) {}
