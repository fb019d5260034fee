/** All SQL of supervision. */
@NullMarked
package org.touchstone.supervision.store;

import org.jspecify.annotations.NullMarked;
