/**
 * Graded trust (sources 8): five indices of a mark, 0 to 100 each, and the grade made of them. Every number is rounded before it goes
 * into the next, so that anyone with a pocket calculator comes to the very numbers that are shown. {@code docs/grades.md} says it in words.
 */
@NullMarked
package org.touchstone.rules.grade;

import org.jspecify.annotations.NullMarked;
