/** The SQL of drafts. */
@NullMarked
package org.touchstone.policy.store;

import org.jspecify.annotations.NullMarked;
