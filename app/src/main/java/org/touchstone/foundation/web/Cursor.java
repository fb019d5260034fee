package org.touchstone.foundation.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A place in a list ordered by time and identifier, opaque to those who page through it.
 *
 * @param at time of the last row seen
 * @param id identifier of the last row seen
 */
public record Cursor(Instant at, UUID id) {

    /** Before every row. */
    public static final Cursor START = new Cursor(Instant.EPOCH, new UUID(0, 0));

    /** The largest page. */
    public static final int MOST = 200;

    /** The text form. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** The place of a text form; the start where there is none. Refuses anything else. */
    public static Cursor of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return START;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
            return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeException e) {
            throw new Refused(HttpStatus.BAD_REQUEST, "bad-cursor");
        }
    }

    /** A limit between 1 and {@link #MOST}; 50 where none is asked for. */
    public static int limit(@Nullable Integer asked) {
        return asked == null ? 50 : Math.clamp(asked, 1, MOST);
    }
}
