package org.touchstone.registry;

import org.jspecify.annotations.Nullable;
import org.touchstone.rules.policy.Grade;

/**
 * A mark has another grade. Told within the transaction that gives it.
 *
 * @param grade absent where too little is known
 */
public record MarkGraded(String code, @Nullable Grade grade) {}
