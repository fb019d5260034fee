package org.touchstone.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of figures changed: a stage began for a cohort, or a business opened or closed the figures of a mark. Whoever keeps
 * something made of figures looks again.
 *
 * @param cohort absent where one mark is meant
 * @param mark absent where a cohort is meant
 */
public record StagesChanged(@Nullable UUID cohort, @Nullable String mark) {}
