package org.touchstone.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.record.store.GradeStore;
import org.touchstone.record.store.IncidentStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.text.PublicText;

/** Leaks and other incidents of websites, as officers establish them: public, reasoned, in the log, and part of the grade. */
@Component
public class Incidents {

    private final IncidentStore store;
    private final GradeStore grades;
    private final Registry registry;
    private final IncidentNotices notices;
    private final Journal journal;
    private final DatabaseClock clock;

    Incidents(
            IncidentStore store,
            GradeStore grades,
            Registry registry,
            IncidentNotices notices,
            Journal journal,
            DatabaseClock clock) {
        this.registry = registry;
        this.notices = notices;
        this.store = store;
        this.grades = grades;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Records an incident; one that was recorded under the same identifier stands as it is.
     *
     * @param id of whoever records it, so that the same form sent twice is one incident
     * @param sentence what happened, for everyone to read; what could name or reach a person is blotted out
     * @param reason what it is established by
     */
    @Transactional
    public Incident open(
            Caller officer, UUID id, Mark mark, Incident.Kind kind, boolean severe, String sentence, String reason) {
        var incident = new Incident(
                id,
                mark.code(),
                kind,
                severe,
                PublicText.of(sentence, ""),
                reason,
                clock.instant(),
                null,
                null,
                null,
                null);
        if (!store.add(incident, officer.id())) {
            return store.find(id)
                    .filter(there -> there.mark().equals(mark.code()))
                    .orElseThrow(() -> new Refused(HttpStatus.CONFLICT, "wrong-state"));
        }
        notices.opened(mark, incident);
        grades.dirty(List.of(mark.code()));
        journal.write(
                officer.actor(),
                "incident.opened",
                "mark:" + mark.code(),
                Map.of("incident", incident.id(), "kind", kind, "severe", severe));
        return incident;
    }

    /** Closes an incident that is mended, with what shows that it is. Nothing where it was closed before. */
    @Transactional
    public Optional<Incident> close(Caller officer, UUID id, String closing) {
        var found = store.find(id);
        if (found.isEmpty() || !store.close(id, PublicText.of(closing, ""), officer.id(), clock.instant())) {
            return Optional.empty();
        }
        var mark = found.get().mark();
        grades.dirty(List.of(mark));
        registry.mark(mark).ifPresent(m -> notices.closed(m, PublicText.of(closing, "")));
        journal.write(officer.actor(), "incident.closed", "mark:" + mark, Map.of("incident", id));
        return store.find(id);
    }

    /**
     * Withdraws an incident that was established by mistake, open or closed. It counts nothing in the grade from then on and stays
     * visible as withdrawn. Nothing where it was withdrawn before.
     *
     * @param reason why, for everyone to read
     */
    @Transactional
    public Optional<Incident> withdraw(Caller officer, UUID id, String reason) {
        var words = PublicText.of(reason, "");
        var found = store.find(id);
        if (found.isEmpty() || !store.withdraw(id, words, officer.id(), clock.instant())) {
            return Optional.empty();
        }
        var mark = found.get().mark();
        grades.dirty(List.of(mark));
        registry.mark(mark).ifPresent(m -> notices.withdrawn(m, words));
        journal.write(officer.actor(), "incident.withdrawn", "mark:" + mark, Map.of("incident", id));
        return store.find(id);
    }

    /** An incident. */
    @Transactional(readOnly = true)
    public Optional<Incident> find(UUID id) {
        return store.find(id);
    }

    /** The incidents of a mark, the oldest first. */
    @Transactional(readOnly = true)
    public List<Incident> of(String mark) {
        return store.of(List.of(mark));
    }

    /** The open ones of all marks, the oldest first. */
    @Transactional(readOnly = true)
    public List<Incident> open(int limit) {
        return store.open(limit);
    }
}
