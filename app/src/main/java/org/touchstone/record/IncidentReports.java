package org.touchstone.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.journal.Journal;
import org.touchstone.record.store.IncidentReportStore;

/**
 * What anybody reports of a leak or another incident. A report establishes nothing and changes no grade: an officer looks into it, and
 * records an {@link Incident} where there is one.
 */
@Component
public class IncidentReports {

    /** How many reports a day are taken about one mark. */
    public static final int OF_A_MARK = 20;

    /** How many a day in all. */
    public static final int OF_A_DAY = 2_000;

    private final IncidentReportStore store;
    private final Journal journal;
    private final DatabaseClock clock;

    IncidentReports(IncidentReportStore store, Journal journal, DatabaseClock clock) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A report.
     *
     * @param mark code of the mark whose website it is about
     * @param note what the reporter says
     * @param contact how the reporter can be reached, where they want to be
     */
    public record Report(
            UUID id,
            Instant at,
            String mark,
            Incident.Kind kind,
            String note,
            @Nullable String contact) {}

    /** Takes a report. Returns whether there was still room for it today. */
    @Transactional
    public boolean take(String mark, Incident.Kind kind, String note, @Nullable String contact) {
        var now = clock.instant();
        if (!store.hasRoom(now, mark)) {
            return false;
        }
        store.add(new Report(UUID.randomUUID(), now, mark, kind, note, contact));
        return true;
    }

    /** The reports nobody has looked into, the oldest first. */
    @Transactional(readOnly = true)
    public List<Report> open(int limit) {
        return store.open(limit);
    }

    /** How many reports nobody has looked into. */
    @Transactional(readOnly = true)
    public int countOpen() {
        return store.countOpen();
    }

    /** An officer has looked into a report. Returns whether it was open. */
    @Transactional
    public boolean looked(Caller officer, UUID id) {
        var mark = store.looked(id, officer.id(), clock.instant());
        mark.ifPresent(code ->
                journal.write(officer.actor(), "incident-report.looked-at", "mark:" + code, Map.of("report", id)));
        return mark.isPresent();
    }
}
