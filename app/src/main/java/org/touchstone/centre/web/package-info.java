/** Pages and interface of the officers' home and of the overview. */
@NullMarked
package org.touchstone.centre.web;

import org.jspecify.annotations.NullMarked;
