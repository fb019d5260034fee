/** The platform as a whole, on a real PostgreSQL, over real HTTP, beside the real sandbox program. */
@NullMarked
package org.touchstone;

import org.jspecify.annotations.NullMarked;
