/**
 * The performance record of each mark: the public figures, every one of which opens to the cases that make it, and the open data
 * from which anyone can recompute them. Built only from what complaints and registry report; it decides nothing.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "transparency",
            "journal",
            "notice",
            "account",
            "policy",
            "registry",
            "issuing",
            "complaint"
        })
package org.touchstone.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
