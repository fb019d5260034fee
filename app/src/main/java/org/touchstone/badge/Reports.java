package org.touchstone.badge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.badge.store.ReportStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.journal.Journal;
import org.touchstone.registry.Host;

/** What passers-by report of marks shown where they do not belong. */
@Component
public class Reports {

    /** How many reports a day are taken about one site and mark. */
    public static final int OF_A_SITE = 20;

    /** How many a day in all. */
    public static final int OF_A_DAY = 2_000;

    private final ReportStore store;
    private final Journal journal;
    private final DatabaseClock clock;

    Reports(ReportStore store, Journal journal, DatabaseClock clock) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A report.
     *
     * @param mark code of the mark that was shown
     * @param host where it was seen
     * @param note what the reporter says
     * @param contact how the reporter can be reached, where they want to be
     */
    public record Report(
            UUID id,
            Instant at,
            String mark,
            Host host,
            @Nullable String note,
            @Nullable String contact) {}

    /** Takes a report. Returns whether there was still room for it today. */
    @Transactional
    public boolean take(String mark, Host host, @Nullable String note, @Nullable String contact) {
        var now = clock.instant();
        if (!store.hasRoom(now, mark, host)) {
            return false;
        }
        store.add(new Report(UUID.randomUUID(), now, mark, host, note, contact));
        return true;
    }

    /** The reports nobody has looked at, the oldest first. */
    public List<Report> open(int limit) {
        return store.open(limit);
    }

    /** How many reports nobody has looked at. */
    public int countOpen() {
        return store.countOpen();
    }

    /** An officer has looked at a report. Returns whether it was open. */
    @Transactional
    public boolean looked(Caller officer, UUID id) {
        boolean open = store.looked(id, officer.id(), clock.instant()).isPresent();
        if (open) {
            journal.write(officer.actor(), "badge-report.looked-at", "badge-report:" + id, Map.of());
        }
        return open;
    }
}
