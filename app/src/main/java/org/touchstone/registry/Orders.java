package org.touchstone.registry;

import java.time.LocalDate;

/**
 * How many orders a shop had in a month.
 *
 * @param mark code of the shop's mark
 * @param month its first day
 * @param orders how many
 */
public record Orders(String mark, LocalDate month, long orders) {}
