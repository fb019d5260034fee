package org.touchstone.issuing.timer;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Sweep;
import org.touchstone.issuing.Checking;

/** Takes up checks that are due: after a wait for a register, and what another node left behind. */
@Component
class CheckSweep implements Sweep {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Checking checking;

    CheckSweep(Checking checking) {
        this.checking = checking;
    }

    @Override
    public int work() {
        return checking.work(MOMENT);
    }
}
