package org.touchstone.issuing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;

/**
 * An open question of a check.
 *
 * @param run which asking brought what was found; an answer names it
 * @param askedAt since when it waits
 */
public record Question(
        UUID application,
        UUID applicantId,
        String reference,
        @Nullable String host,
        CheckCode code,
        int run,
        List<Finding> findings,
        Instant askedAt) {}
