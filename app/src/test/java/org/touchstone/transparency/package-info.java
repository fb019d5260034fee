@NullMarked
package org.touchstone.transparency;

import org.jspecify.annotations.NullMarked;
