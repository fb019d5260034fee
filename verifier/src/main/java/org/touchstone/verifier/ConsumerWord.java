package org.touchstone.verifier;

/** What the consumer said about the outcome. */
enum ConsumerWord {
    SOLVED,
    NOT_SOLVED,
    SILENT
}
