package org.touchstone.complaint.timer;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.complaint.Proceedings;
import org.touchstone.complaint.store.ForceMajeureStore;
import org.touchstone.complaint.store.ForceMajeureStore.Progress;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;
import org.touchstone.rules.calendar.LegalCalendar;

/**
 * Extends the running complaints when a version comes into force that declares a period during which no clock runs and that the
 * version before it does not know. The first pass begins when the version is in force; while the period lasts another follows
 * every hour, for complaints admitted or opened again meanwhile. Each complaint is extended once for a version and a period, and
 * the progress is stored, so that a restart goes on where it stopped.
 */
@Component
class ForceMajeureSweep implements Sweep {

    private static final int AT_ONCE = 200;
    private static final Duration AGAIN = Duration.ofHours(1);

    private final ForceMajeureStore store;
    private final Proceedings proceedings;
    private final Policies policies;
    private final Journal journal;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;

    ForceMajeureSweep(
            ForceMajeureStore store,
            Proceedings proceedings,
            Policies policies,
            Journal journal,
            DatabaseClock clock,
            PlatformTransactionManager manager) {
        this.store = store;
        this.proceedings = proceedings;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
        this.transaction = new TransactionTemplate(manager);
    }

    @Override
    public int work() {
        int worked = 0;
        for (var step : policies.steps()) {
            var stops = step.newStops();
            if (!stops.isEmpty() && !step.version().validFrom().isAfter(clock.instant())) {
                for (var stop : stops) {
                    worked += page(step.version().version(), stop);
                }
            }
        }
        return worked;
    }

    /** One page of running complaints, in a transaction with the progress. */
    private int page(String version, LegalCalendar.Period stop) {
        var done = transaction.execute(_ -> store.lockDue(version, stop, clock.instant())
                .map(progress -> page(progress, version, stop))
                .orElse(0));
        return done == null ? 0 : done;
    }

    private int page(Progress progress, String version, LegalCalendar.Period stop) {
        var now = clock.instant();
        var running = proceedings.extendRunning(progress.after(), AT_ONCE, version, stop);
        if (running.size() == AT_ONCE) {
            store.goOn(version, stop, running.getLast());
            return running.size();
        }
        if (progress.passes() == 0) {
            journal.write(
                    "time",
                    "policy.clocks-stopped",
                    "policy:" + version,
                    Map.of("from", stop.from().toString(), "to", stop.to().toString()));
        }
        var again = now.plus(AGAIN);
        store.passed(version, stop, again, again.isBefore(stop.to()) ? null : now);
        return 1;
    }
}
