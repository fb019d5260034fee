/** SQL of the webhooks. */
@NullMarked
package org.touchstone.notice.store;

import org.jspecify.annotations.NullMarked;
