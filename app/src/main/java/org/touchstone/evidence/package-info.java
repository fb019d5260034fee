/**
 * Files that bear a case out: taken in, looked through, kept encrypted and whole, given back as they came or as a picture without
 * its metadata. Knows subjects by name only; who may see what is decided by the module whose subject it is.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "journal"})
package org.touchstone.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
