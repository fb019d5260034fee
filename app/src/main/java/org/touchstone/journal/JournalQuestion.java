package org.touchstone.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the journal are wanted.
 *
 * @param actor who acted; absent for anybody
 * @param subject what it was done to, or its beginning such as {@code complaint:}; absent for anything
 * @param action what was done, or its beginning such as {@code stage.}; absent for anything
 * @param from not before; absent for from the beginning
 * @param until before; absent for until now
 */
public record JournalQuestion(
        @Nullable String actor,
        @Nullable String subject,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant until) {}
