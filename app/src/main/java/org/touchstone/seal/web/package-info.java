/** What of the seal is public. */
@NullMarked
package org.touchstone.seal.web;

import org.jspecify.annotations.NullMarked;
