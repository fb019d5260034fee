/** What the index of the register is made of, and how it is asked. */
@NullMarked
package org.touchstone.directory.index;

import org.jspecify.annotations.NullMarked;
