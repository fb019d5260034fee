/** Pages, problems and requests: what every web adapter shares. */
@NullMarked
package org.touchstone.foundation.web;

import org.jspecify.annotations.NullMarked;
