package org.touchstone.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one endpoint.
 *
 * @param messageId the {@code webhook-id}
 * @param dueAt when it is next tried; absent once it is over
 * @param deliveredAt when the endpoint took it
 * @param status HTTP status of the last try; absent where none came
 * @param millis how long the last try took
 * @param fault why the last try brought no status
 */
public record WebhookDelivery(
        UUID id,
        String messageId,
        String type,
        Instant createdAt,
        int tries,
        @Nullable Instant dueAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant lastAt,
        @Nullable Integer status,
        @Nullable Integer millis,
        @Nullable String fault) {}
