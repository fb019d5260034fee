/** The officers' desk for names that may be one firm. */
@NullMarked
package org.touchstone.registry.web;

import org.jspecify.annotations.NullMarked;
