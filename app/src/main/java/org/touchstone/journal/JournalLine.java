package org.touchstone.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal as an auditor reads it.
 *
 * @param id its place
 * @param details facts as JSON, without personal data
 * @param seal number of the seal that covers it; absent while it is not sealed yet
 */
public record JournalLine(
        long id,
        Instant at,
        String actor,
        String action,
        String subject,
        String details,
        @Nullable Long seal) {}
