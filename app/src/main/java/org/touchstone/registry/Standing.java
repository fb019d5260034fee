package org.touchstone.registry;

import java.time.Instant;
import org.touchstone.rules.mark.MarkState;

/**
 * Where a mark stood when it was asked for.
 *
 * @param state its state then; validity that had passed is seen
 * @param at when that was, by the one clock
 */
public record Standing(Mark mark, MarkState state, Instant at) {}
