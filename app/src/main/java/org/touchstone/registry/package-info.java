/**
 * Businesses, their websites and the marks they carry. One mark binds one business to one host name. Says whether an address is
 * covered, whether a website was marked on a day, and which names are plainly one firm and might be merged. Keeps the life of a
 * mark: review, suspension, revocation, expiry, renewal, moves, and appeals against what the centre decides.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "transparency", "journal", "notice", "account", "policy"})
package org.touchstone.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
