package org.touchstone.complaint;

import java.time.Instant;
import java.util.UUID;

/** Something a team wrote about a case for itself. */
public record DeskNote(UUID id, UUID author, String authorName, Instant at, String text) {

    @Override
    public String toString() {
        return "note:" + id;
    }
}
