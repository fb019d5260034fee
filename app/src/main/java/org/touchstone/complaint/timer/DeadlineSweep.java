package org.touchstone.complaint.timer;

import org.springframework.stereotype.Component;
import org.touchstone.complaint.Complaints;
import org.touchstone.foundation.Sweep;

/** Passes rounds and periods that are over, in due order, each case in a transaction of its own. */
@Component
class DeadlineSweep implements Sweep {

    private static final int AT_ONCE = 500;

    private final Complaints complaints;

    DeadlineSweep(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    public int work() {
        int worked = 0;
        while (worked < AT_ONCE && complaints.passNext()) {
            worked++;
        }
        return worked;
    }

    @Override
    public int due() {
        return complaints.countDue();
    }
}
