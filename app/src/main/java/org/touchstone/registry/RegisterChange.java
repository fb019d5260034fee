package org.touchstone.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;

/**
 * Something that happened to a mark, for everyone to read.
 *
 * @param number its place in the order in which changes were written down; an expiry may be written after it took effect
 * @param seq its place in the history of its mark
 * @param at when it took effect
 * @param step what was done; absent for the issue
 * @param state where the mark stood afterwards
 * @param host where the website stands now
 * @param legalName what the business is called now
 */
public record RegisterChange(
        long number,
        String code,
        int seq,
        Instant at,
        @Nullable MarkStep step,
        MarkState state,
        String reason,
        Host host,
        String legalName) {}
