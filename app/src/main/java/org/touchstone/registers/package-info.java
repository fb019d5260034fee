/**
 * The registers of the world outside that are asked before a mark is issued: companies and guilds, licences, addresses, taxpayers,
 * mobile numbers; and while it lives, order volumes. One HTTP protocol each ({@code docs/adapters}); what does not answer is told apart from what knows nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation"})
package org.touchstone.registers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
