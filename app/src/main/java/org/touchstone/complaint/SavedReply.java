package org.touchstone.complaint;

import java.time.Instant;
import java.util.UUID;
import org.touchstone.foundation.text.Language;

/**
 * An answer a team uses again. {@code {reference}}, {@code {amount}} and {@code {name-free}} in its text stand for the reference,
 * what is at stake, and a salutation without a name.
 */
public record SavedReply(UUID id, UUID business, String title, String text, Language language, Instant changedAt) {

    @Override
    public String toString() {
        return "reply:" + id;
    }
}
