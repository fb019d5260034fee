package org.touchstone.journal;

import java.time.Instant;

/**
 * One line of the journal.
 *
 * @param at when
 * @param actor who
 * @param action what was done
 */
public record JournalEntry(Instant at, String actor, String action) {}
