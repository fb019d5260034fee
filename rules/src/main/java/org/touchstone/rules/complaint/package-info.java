/** One complaint from filing to its end: the events, the table of legal changes, the decisions. */
@NullMarked
package org.touchstone.rules.complaint;

import org.jspecify.annotations.NullMarked;
