/** What happens in supervision by itself. */
@NullMarked
package org.touchstone.supervision.timer;

import org.jspecify.annotations.NullMarked;
