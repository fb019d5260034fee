package org.touchstone.supervision.timer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Sweep;
import org.touchstone.policy.Policies;
import org.touchstone.supervision.Cases;

/**
 * Looks at marks whose points may have changed, ends the time for plans, and checks plans on their day; each in its own transaction; marks
 * of which there is nothing to be said, together.
 */
@Component
class LadderSweep implements Sweep {

    private static final int AT_ONCE = 500;

    private final Cases cases;
    private final Policies policies;
    private volatile @Nullable String known;

    LadderSweep(Cases cases, Policies policies) {
        this.cases = cases;
        this.policies = policies;
    }

    @Override
    public int work() {
        int worked = 0;
        var version = policies.now().version();
        if (!version.equals(known)) {
            worked = cases.under(version) ? 1 : 0;
            known = version;
        }
        worked += cases.passOver(AT_ONCE);
        while (worked < AT_ONCE && (cases.missNextPlan() || cases.checkNextPlan() || cases.lookAtNext())) {
            worked++;
        }
        return worked;
    }

    @Override
    public int due() {
        return cases.due();
    }
}
