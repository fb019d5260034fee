package org.touchstone.registry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;

/**
 * One line of a mark's history.
 *
 * @param seq its place in the history, from 1
 * @param step what was done; absent for the issue
 * @param state where the mark stood afterwards
 * @param decision the decision behind it, if one was
 */
public record MarkEntry(
        int seq,
        Instant at,
        @Nullable MarkStep step,
        MarkState state,
        String reason,
        @Nullable UUID decision) {}
