package org.touchstone.issuing.timer;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Sweep;
import org.touchstone.issuing.Rechecks;

/** Looks at marks whose time of the day has come, and acts on what was not cured in time. */
@Component
class RecheckSweep implements Sweep {

    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final int AT_ONCE = 100;

    private final Rechecks rechecks;

    RecheckSweep(Rechecks rechecks) {
        this.rechecks = rechecks;
    }

    @Override
    public int work() {
        int worked = rechecks.work(MOMENT);
        while (worked < AT_ONCE && rechecks.actNext()) {
            worked++;
        }
        return worked;
    }
}
