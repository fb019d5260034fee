package org.touchstone.notice;

import java.util.UUID;

/**
 * An endpoint is told nothing any more, because it is gone or has failed for days.
 *
 * @param host where it was; the full address may hold a password
 * @param why {@code GONE} or {@code FAILED}
 */
public record WebhookDisabled(UUID endpoint, UUID owner, String host, String why) {}
