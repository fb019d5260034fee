/** Pages and interface of supervision: translate and delegate, decide nothing. */
@NullMarked
package org.touchstone.supervision.web;

import org.jspecify.annotations.NullMarked;
