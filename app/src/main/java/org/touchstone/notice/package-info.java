/**
 * Messages out: mail and SMS. A message is written in the transaction of what it reports, in the reader's language, and sent
 * afterwards, again and again until the gateway has taken it. What is said is kept encrypted.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "probe"})
package org.touchstone.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
