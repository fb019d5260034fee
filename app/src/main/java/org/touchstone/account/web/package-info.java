/** Signing in and out, and the bearer tokens of programs. */
@NullMarked
package org.touchstone.account.web;

import org.jspecify.annotations.NullMarked;
