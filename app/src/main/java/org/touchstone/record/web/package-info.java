/** The public profile, the numbers behind it, the register's check, the open data. */
@NullMarked
package org.touchstone.record.web;

import org.jspecify.annotations.NullMarked;
