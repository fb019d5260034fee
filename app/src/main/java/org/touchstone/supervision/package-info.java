/**
 * Turns the record into consequences: the ladder of watch, letter, suspension and revocation (sources 10), the plan by which a business
 * puts things right, and the numbered letters that say what was decided and why. Stands on the record; what weighs heavily is decided
 * by officers, in the registry.
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
            "record",
            "seal"
        })
package org.touchstone.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
