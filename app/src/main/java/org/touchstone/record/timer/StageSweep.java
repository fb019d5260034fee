package org.touchstone.record.timer;

import org.springframework.stereotype.Component;
import org.touchstone.foundation.Sweep;
import org.touchstone.record.StageNotices;

/** Tells of stages that were decided, and announces those that begin. */
@Component
class StageSweep implements Sweep {

    private final StageNotices notices;

    StageSweep(StageNotices notices) {
        this.notices = notices;
    }

    @Override
    public int work() {
        int worked = 0;
        while (notices.tellSome() || notices.announceNext()) {
            worked++;
        }
        return worked;
    }

    @Override
    public int due() {
        return notices.countDue();
    }
}
