/** The log as files, as an interface for programs and as pages. */
@NullMarked
package org.touchstone.transparency.web;

import org.jspecify.annotations.NullMarked;
