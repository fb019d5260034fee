package org.touchstone.record.timer;

import org.springframework.stereotype.Component;
import org.touchstone.foundation.Sweep;
import org.touchstone.record.StageNotices;

/** Hides at once what a stage that begins hides, announces those that begin, and tells of those that were decided. */
@Component
class StageSweep implements Sweep {

    private final StageNotices notices;

    StageSweep(StageNotices notices) {
        this.notices = notices;
    }

    @Override
    public int work() {
        int worked = 0;
        while (notices.announceNext() || notices.tellSome()) {
            worked++;
        }
        return worked;
    }

    @Override
    public int due() {
        return notices.countDue();
    }
}
