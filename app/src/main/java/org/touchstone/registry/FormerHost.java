package org.touchstone.registry;

import java.time.Instant;

/** An address a marked website had before. */
public record FormerHost(Host host, Instant since, Instant until) {}
