/** The platform. Each sub-package is a module with walls of its own. */
@NullMarked
package org.touchstone;

import org.jspecify.annotations.NullMarked;
