/** The life of an issued mark: which steps are legal, who makes them, and why one is refused. */
@NullMarked
package org.touchstone.rules.mark;

import org.jspecify.annotations.NullMarked;
