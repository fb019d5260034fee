/**
 * Taking over other regulators' complaints: one small interface per format of theirs ({@link
 * org.touchstone.importing.ComplaintFormat}), and one way to read a file, count what is new and write down what cannot be read.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "policy", "registry", "complaint"})
package org.touchstone.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
