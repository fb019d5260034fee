package org.touchstone.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;

/** A business with its website and mark as another register has it. */
public record BulkMark(
        Host host,
        String legalName,
        String trade,
        @Nullable String city,
        MarkState state,
        Instant issuedAt,
        Instant expiresAt) {}
