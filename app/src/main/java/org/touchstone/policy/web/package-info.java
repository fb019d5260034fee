/** The policy as everyone may read it. */
@NullMarked
package org.touchstone.policy.web;

import org.jspecify.annotations.NullMarked;
