/** All SQL of the issuing module. */
@NullMarked
package org.touchstone.issuing.store;

import org.jspecify.annotations.NullMarked;
