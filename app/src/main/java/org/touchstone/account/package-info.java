/**
 * People and how they sign in: by a one-time code to the mobile the identity registry knows, by OpenID Connect, or by a bearer
 * token for a program. Identity numbers are encrypted and found by keyed hash. Who acts for which business stands here.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "journal", "notice"})
package org.touchstone.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
