/** Charts as values: what they show, and where their shapes lie. Knows nothing of pages. */
@NullMarked
package org.touchstone.centre.chart;

import org.jspecify.annotations.NullMarked;
