/** What the passing of time brings about in the record. */
@NullMarked
package org.touchstone.record.timer;

import org.jspecify.annotations.NullMarked;
