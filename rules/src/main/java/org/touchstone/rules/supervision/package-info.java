/** The ladder of supervision (sources 10): watch, letter with a plan, suspension, revocation, and what a business can do about each. */
@NullMarked
package org.touchstone.rules.supervision;

import org.jspecify.annotations.NullMarked;
