/** Versioned, dated values a regulator may change. A case keeps the version it began under. */
@NullMarked
package org.touchstone.rules.policy;

import org.jspecify.annotations.NullMarked;
