/**
 * Holds the private keys of this installation and signs with them. Keys lie in files or in a hardware token; they are replaced by
 * newer ones, and what was ever published of them stays. Knows nothing of databases, requests or what it signs.
 */
@NullMarked
package org.touchstone.signer;

import org.jspecify.annotations.NullMarked;
