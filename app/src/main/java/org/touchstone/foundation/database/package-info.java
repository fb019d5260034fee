/** The PostgreSQL beneath everything, and the one clock. */
@NullMarked
package org.touchstone.foundation.database;

import org.jspecify.annotations.NullMarked;
