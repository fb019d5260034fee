package org.touchstone.registry.timer;

import org.springframework.stereotype.Component;
import org.touchstone.foundation.Sweep;
import org.touchstone.registry.MarkLife;

/** Ends the validity of marks in due order, and reminds their owners before; each mark in a transaction of its own. */
@Component
class ExpirySweep implements Sweep {

    private static final int AT_ONCE = 500;

    private final MarkLife life;

    ExpirySweep(MarkLife life) {
        this.life = life;
    }

    @Override
    public int work() {
        int worked = 0;
        while (worked < AT_ONCE && (life.expireNext() || life.remindNext())) {
            worked++;
        }
        return worked;
    }
}
