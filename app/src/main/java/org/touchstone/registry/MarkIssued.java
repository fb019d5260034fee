package org.touchstone.registry;

/** A mark was issued. */
public record MarkIssued(String code) {}
