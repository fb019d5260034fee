/** The words the rule book's tests are written in. */
@NullMarked
package org.touchstone.rules.testing;

import org.jspecify.annotations.NullMarked;
