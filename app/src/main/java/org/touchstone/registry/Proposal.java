package org.touchstone.registry;

import java.time.Instant;
import java.util.UUID;

/**
 * A proposal to merge.
 *
 * @param keep name of the business that stays
 * @param merge name of the business that goes into it
 */
public record Proposal(
        UUID id,
        UUID keepId,
        String keep,
        String keepHost,
        UUID mergeId,
        String merge,
        String mergeHost,
        String why,
        Instant proposedAt) {}
