/**
 * What officers see first: everything that needs the centre now, whosever room it stands in, and the country in figures. Keeps nothing
 * of its own; it asks the other rooms.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "account",
            "policy",
            "registry",
            "issuing",
            "complaint",
            "record",
            "badge",
            "supervision"
        })
package org.touchstone.centre;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
