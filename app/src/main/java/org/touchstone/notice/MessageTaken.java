package org.touchstone.notice;

import java.time.Instant;
import java.util.UUID;

/**
 * The mail server or the SMS gateway has accepted a message for delivery. That somebody read it is not said by this.
 *
 * @param about what the message is about, as its writer named it
 */
public record MessageTaken(UUID about, Instant at) {}
