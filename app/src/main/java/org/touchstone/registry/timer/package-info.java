/** The expiry of marks and the reminders of it. */
@NullMarked
package org.touchstone.registry.timer;

import org.jspecify.annotations.NullMarked;
