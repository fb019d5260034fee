package org.touchstone.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to the security of a website and was established by the centre.
 *
 * @param severe whether it is severe: while it is open, it caps the grade
 * @param sentence what happened, for everyone to read
 * @param reason what it is established by, for the parties and the centre
 * @param closedAt when it was found to be mended
 * @param closing by what it was found to be, for everyone to read
 * @param withdrawnAt when it was found to have been established by mistake; it counts nothing from then on
 * @param withdrawal why, for everyone to read
 */
public record Incident(
        UUID id,
        String mark,
        Kind kind,
        boolean severe,
        String sentence,
        String reason,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String closing,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawal) {

    /** What happened. */
    public enum Kind {
        /** Data of customers became known. */
        LEAK,
        /** The website spreads harmful programs. */
        MALWARE,
        /** Somebody changed the website, or took money in its name. */
        INTRUSION,
        /** Anything else. */
        OTHER
    }

    /** Whether it is open. */
    public boolean open() {
        return closedAt == null && withdrawnAt == null;
    }
}
