/** SQL of the seal. */
@NullMarked
package org.touchstone.seal.store;

import org.jspecify.annotations.NullMarked;
