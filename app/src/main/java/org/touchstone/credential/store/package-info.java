/** All SQL of the credential module. */
@NullMarked
package org.touchstone.credential.store;

import org.jspecify.annotations.NullMarked;
