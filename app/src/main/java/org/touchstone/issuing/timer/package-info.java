/** Checks that are due, and the nightly look at every mark. */
@NullMarked
package org.touchstone.issuing.timer;

import org.jspecify.annotations.NullMarked;
