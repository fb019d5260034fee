package org.touchstone.registry;

import java.time.Instant;
import org.touchstone.rules.mark.SupervisionStep;

/**
 * That a mark is supervised more closely than others.
 *
 * @param reason why, for everyone to read
 */
public record Supervision(SupervisionStep step, Instant since, String reason) {}
