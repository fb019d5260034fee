/** Pages and interface of the issuing module. */
@NullMarked
package org.touchstone.issuing.web;

import org.jspecify.annotations.NullMarked;
