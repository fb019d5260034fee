/** What people read: languages, dates, numbers. */
@NullMarked
package org.touchstone.foundation.text;

import org.jspecify.annotations.NullMarked;
