/** Encryption at rest and keyed look-up. */
@NullMarked
package org.touchstone.foundation.secrecy;

import org.jspecify.annotations.NullMarked;
