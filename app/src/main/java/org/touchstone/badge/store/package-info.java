/** What is kept of pictures on foreign sites, and what people report. */
@NullMarked
package org.touchstone.badge.store;

import org.jspecify.annotations.NullMarked;
