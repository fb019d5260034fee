/**
 * The performance record of each mark: the public figures, every one of which opens to the cases that make it, the five indices and
 * the grade with everything they rest on, and the open data from which anyone can recompute them. Built only from what complaints,
 * registry and looks report, and from the incidents officers establish; it decides nothing.
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
