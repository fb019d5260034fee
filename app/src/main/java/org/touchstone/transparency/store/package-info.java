/** All SQL of the transparency log. */
@NullMarked
package org.touchstone.transparency.store;

import org.jspecify.annotations.NullMarked;
