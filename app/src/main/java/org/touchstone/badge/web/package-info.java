/** Pictures, codes of squares, and the pages around them. */
@NullMarked
package org.touchstone.badge.web;

import org.jspecify.annotations.NullMarked;
