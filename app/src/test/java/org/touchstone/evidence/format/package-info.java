@NullMarked
package org.touchstone.evidence.format;

import org.jspecify.annotations.NullMarked;
