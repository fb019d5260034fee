/** Pages, interface, files and feeds of the public register. */
@NullMarked
package org.touchstone.directory.web;

import org.jspecify.annotations.NullMarked;
