/**
 * Looks at other people's websites from outside: names, pages, certificates, what is written there. Returns facts and decides
 * nothing. Whatever an address given to it may say, it reaches the public internet only, by connections to the very address it
 * has looked at, within limits of time and size.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "foundation")
package org.touchstone.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
