package org.touchstone.notice;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program's address that is told what happens.
 *
 * @param owner whose it is
 * @param eventTypes what it is told; everything where the list is empty
 * @param oldSecretUntil until when the replaced secret signs too
 * @param disabledWhy {@code GONE}, {@code FAILED} or {@code BY_HAND}; absent while it is enabled
 */
public record WebhookEndpoint(
        UUID id,
        UUID owner,
        URI url,
        String description,
        List<String> eventTypes,
        Instant createdAt,
        @Nullable Instant oldSecretUntil,
        @Nullable Instant disabledAt,
        @Nullable String disabledWhy) {

    /** Whether it is told anything now. */
    public boolean isEnabled() {
        return disabledAt == null;
    }

    @Override
    public String toString() {
        return "webhook:" + id;
    }
}
