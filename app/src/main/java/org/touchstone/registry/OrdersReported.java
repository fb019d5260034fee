package org.touchstone.registry;

/** Order volumes of a mark were reported. */
public record OrdersReported(String code) {}
