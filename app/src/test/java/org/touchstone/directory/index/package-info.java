@NullMarked
package org.touchstone.directory.index;

import org.jspecify.annotations.NullMarked;
