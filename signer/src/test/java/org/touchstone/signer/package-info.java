@NullMarked
package org.touchstone.signer;

import org.jspecify.annotations.NullMarked;
