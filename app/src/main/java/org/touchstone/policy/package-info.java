/**
 * The versions of the policy: dated, immutable documents. The shipped ones are written at first start; a case keeps the version
 * it began under, and every public figure prints the version it was computed under. A new version is drafted, simulated on the
 * stored history, approved by two people and published; it is in force from a date to come.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "transparency", "journal"})
package org.touchstone.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
