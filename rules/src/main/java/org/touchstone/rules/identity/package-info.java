/** Numbers that name persons and businesses, and how each is checked. */
@NullMarked
package org.touchstone.rules.identity;

import org.jspecify.annotations.NullMarked;
