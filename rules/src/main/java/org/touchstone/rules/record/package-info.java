/** The performance record: public figures computed from the histories of complaints. */
@NullMarked
package org.touchstone.rules.record;

import org.jspecify.annotations.NullMarked;
