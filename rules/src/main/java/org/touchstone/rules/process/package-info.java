/** What every process of the scheme has in common: one table of its legal changes. */
@NullMarked
package org.touchstone.rules.process;

import org.jspecify.annotations.NullMarked;
