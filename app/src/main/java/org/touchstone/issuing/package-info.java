/**
 * From an application to a mark, by automatic checks: applications that can be left and resumed, checks that run at the same time
 * and survive restarts and registers that are down, the decision by rule, renewal, moves, and the nightly look at every mark.
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
            "registers",
            "probe"
        })
package org.touchstone.issuing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
