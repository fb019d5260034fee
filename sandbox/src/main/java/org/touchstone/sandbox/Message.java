package org.touchstone.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message somebody was sent.
 *
 * @param to telephone number or mail address, as the sender wrote it
 * @param subject of a mail
 * @param sentAt what the sender says; the sender's clock may be ahead of ours
 */
public record Message(
        String id, Channel channel, String to, @Nullable String subject, String text, Instant sentAt) {}
