package org.touchstone.supervision.timer;

import org.springframework.stereotype.Component;
import org.touchstone.foundation.Sweep;
import org.touchstone.supervision.Cases;

/**
 * Looks at marks whose points may have changed, ends the time for plans, and checks plans on their day; each in its own transaction; marks
 * of which there is nothing to be said, together.
 */
@Component
class LadderSweep implements Sweep {

    private static final int AT_ONCE = 500;

    private final Cases cases;

    LadderSweep(Cases cases) {
        this.cases = cases;
    }

    @Override
    public int work() {
        int worked = cases.underNewPolicy() ? 1 : 0;
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
