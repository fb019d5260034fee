package org.touchstone.complaint.timer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.touchstone.complaint.Complaints;
import org.touchstone.foundation.Sweep;

/**
 * Passes rounds and periods that are over, in due order, many cases in one transaction. Where that fails, each case has one of its
 * own, so that none holds up those before it.
 */
@Component
class DeadlineSweep implements Sweep {

    private static final Logger log = LoggerFactory.getLogger(DeadlineSweep.class);
    private static final int AT_ONCE = 500;
    private static final int TOGETHER = 100;

    private final Complaints complaints;

    DeadlineSweep(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    public int work() {
        int worked = 0;
        int some;
        do {
            some = pass();
            worked += some;
        } while (some == TOGETHER && worked < AT_ONCE);
        return worked;
    }

    private int pass() {
        try {
            return complaints.passSome(TOGETHER);
        } catch (RuntimeException e) {
            log.warn("Cases that are due could not be passed together and are passed one by one: {}", e.toString());
            int worked = 0;
            while (worked < TOGETHER && complaints.passNext()) {
                worked++;
            }
            return worked;
        }
    }

    @Override
    public int due() {
        return complaints.countDue();
    }
}
