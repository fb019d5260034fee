package org.touchstone.complaint;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.text.Redaction;

/**
 * What may become public of a consumer's own words.
 *
 * @param proposed the words with what could name or reach a person found in them; nothing of it is public
 * @param publicText what the public reads; absent unless published
 * @param publishedAt since when
 * @param blockedAt when an officer kept it from publication
 * @param blockedBecause the officer's reasons
 */
public record Story(
        UUID complaintId,
        String reference,
        State state,
        Redaction proposed,
        @Nullable String publicText,
        @Nullable Instant publishedAt,
        @Nullable Instant blockedAt,
        @Nullable String blockedBecause) {

    /** Where a story stands. */
    public enum State {
        /** The consumer has not agreed to publication. */
        NOT_AGREED,
        /** Agreed at filing; the consumer has yet to look through it. */
        PROPOSED,
        /** The public reads it. */
        PUBLISHED,
        /** The consumer took it back. */
        WITHDRAWN,
        /** An officer keeps it from publication. */
        BLOCKED
    }

    @Override
    public String toString() {
        return "story of complaint:" + complaintId;
    }
}
