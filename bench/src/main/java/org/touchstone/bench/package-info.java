/** Measurements on a running installation. Every figure stands beside a ceiling or a peer of the same run. */
@NullMarked
package org.touchstone.bench;

import org.jspecify.annotations.NullMarked;
