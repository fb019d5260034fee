/** All SQL of the account module. */
@NullMarked
package org.touchstone.account.store;

import org.jspecify.annotations.NullMarked;
