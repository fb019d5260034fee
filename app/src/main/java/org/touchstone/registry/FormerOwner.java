package org.touchstone.registry;

import java.time.Instant;
import java.util.UUID;

/**
 * A business that ran a marked website before.
 *
 * @param legalName as it was called then
 */
public record FormerOwner(UUID business, String legalName, Instant since, Instant until) {}
