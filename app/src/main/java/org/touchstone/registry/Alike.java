package org.touchstone.registry;

/** A mark whose address looks like one that was asked about. */
public record Alike(Mark mark, Likeness likeness) {}
