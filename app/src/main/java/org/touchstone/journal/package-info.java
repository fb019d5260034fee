/**
 * Who did what, when: an append-only log of every act that changes something, written in the transaction of the change. Entries
 * are sealed in a chain of hashes, so that altering or removing an old one is found and named. Holds no personal data: people
 * and cases appear by identifier.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "transparency"})
package org.touchstone.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
