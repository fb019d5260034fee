/**
 * Documents that leave the centre under its seal: numbered by whoever writes them, printed for archives (PDF/A) and signed (PAdES),
 * and the certificates everyone checks them with. Knows nothing of what they say.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "foundation")
package org.touchstone.seal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
