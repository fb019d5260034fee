package org.touchstone.registry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;

/**
 * Something was done to an issued mark: its state, validity, address, owner or data changed.
 *
 * @param from where it stood before
 * @param to where it stands since; may be the same
 * @param at when it took effect; an expiry takes effect at the end of the validity however late it is noticed
 * @param step what was done
 * @param decision the decision it was done by, where there is one
 */
public record MarkChanged(
        String code,
        MarkState from,
        MarkState to,
        Instant at,
        MarkStep step,
        @Nullable UUID decision) {}
