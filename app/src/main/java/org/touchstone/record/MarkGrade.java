package org.touchstone.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.grade.GradeFacts;
import org.touchstone.rules.grade.Graded;
import org.touchstone.rules.policy.Grade;

/**
 * The indices and the grade of a mark with everything they rest on.
 *
 * @param at since when it stands so
 * @param policyVersion the policy it was worked out under
 * @param held the grade that was earned before, from which this one was measured
 */
public record MarkGrade(
        String mark,
        Instant at,
        String policyVersion,
        Graded graded,
        GradeFacts facts,
        @Nullable Grade held) {}
