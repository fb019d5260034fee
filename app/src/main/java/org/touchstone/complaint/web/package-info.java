/** Filing, following, answering and following up, for people and for programs. */
@NullMarked
package org.touchstone.complaint.web;

import org.jspecify.annotations.NullMarked;
