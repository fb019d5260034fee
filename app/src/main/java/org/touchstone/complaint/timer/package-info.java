/** The deadlines of complaints. */
@NullMarked
package org.touchstone.complaint.timer;

import org.jspecify.annotations.NullMarked;
