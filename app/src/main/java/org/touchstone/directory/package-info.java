/**
 * The public register of marked businesses: search by name, address, trade, city and state in three scripts, the same as a file and
 * for programs, and feeds of what happened. Each node keeps an index of its own, made from the database and makeable again from it
 * at any time; it decides nothing and keeps nothing that is not elsewhere.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "policy", "registry", "record", "complaint"})
package org.touchstone.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
