/** All SQL of the complaint module. */
@NullMarked
package org.touchstone.complaint.store;

import org.jspecify.annotations.NullMarked;
