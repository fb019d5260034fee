/**
 * What happens before and around the application: commands and their options, the embedded database, the sandbox program beside
 * it, and what an operator reads on the terminal.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "transparency", "importing", "credential"})
package org.touchstone.launcher;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
