/** All SQL of the record module. */
@NullMarked
package org.touchstone.record.store;

import org.jspecify.annotations.NullMarked;
