package org.touchstone.notice;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something to tell programs.
 *
 * @param owner whose endpoints are told
 * @param id the {@code webhook-id}; a second message of the same one is not told again
 * @param type what happened, such as {@code complaint.filed}
 * @param at when it happened
 * @param data what of it; never personal data or free text
 */
public record WebhookMessage(UUID owner, String id, String type, Instant at, Map<String, Object> data) {}
