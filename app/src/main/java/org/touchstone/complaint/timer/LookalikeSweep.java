package org.touchstone.complaint.timer;

import org.springframework.stereotype.Component;
import org.touchstone.complaint.Lookalikes;
import org.touchstone.foundation.Sweep;

/** Looks for look-alike narratives after filing, so that filing waits for nothing. */
@Component
class LookalikeSweep implements Sweep {

    private final Lookalikes lookalikes;

    LookalikeSweep(Lookalikes lookalikes) {
        this.lookalikes = lookalikes;
    }

    @Override
    public int work() {
        return lookalikes.rememberNext();
    }
}
