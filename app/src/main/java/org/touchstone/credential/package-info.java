/**
 * Marks as signed statements that no one can copy to another address: trust marks of OpenID Federation 1.0 with the endpoints of
 * an issuer, their status, and the keys everyone verifies them with. States what the registry knows; it decides nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "journal", "policy", "registry"})
package org.touchstone.credential;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
