/**
 * The switchboard of a sandbox: sample people and shops, sign-in without a code, the clock that can be advanced, the inbox of what
 * was sent. All of it answers 404 where the installation is real.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"foundation", "account", "policy", "registry", "issuing", "complaint", "record"})
package org.touchstone.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
