package org.touchstone.rules.grade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident that the centre has established.
 *
 * @param severe whether it is severe: while it is open, it caps the grade
 * @param openedAt when it was recorded
 * @param closedAt when it was found to be mended; absent while it is open
 */
public record IncidentFacts(
        String id,
        boolean severe,
        Instant openedAt,
        @Nullable Instant closedAt) {

    /** Whether it is open. */
    public boolean open() {
        return closedAt == null;
    }
}
