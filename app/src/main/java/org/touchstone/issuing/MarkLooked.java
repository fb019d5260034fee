package org.touchstone.issuing;

/** A look at a mark has seen something else than the one before. */
public record MarkLooked(String code) {}
