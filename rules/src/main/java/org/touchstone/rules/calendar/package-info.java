/** The legal clock: how much time counts between two instants. */
@NullMarked
package org.touchstone.rules.calendar;

import org.jspecify.annotations.NullMarked;
