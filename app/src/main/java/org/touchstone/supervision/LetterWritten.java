package org.touchstone.supervision;

import java.util.UUID;

/** A letter was written; its document is to be made. */
public record LetterWritten(UUID letter) {}
