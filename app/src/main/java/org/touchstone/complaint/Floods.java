package org.touchstone.complaint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.FloodStore;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.journal.Journal;
import org.touchstone.journal.Looks;

/**
 * Suspected floods before officers. A machine only suspects; an officer sets complaints aside, with reasons, and takes them in
 * again. The people who filed them are told, may appeal and keep every right.
 */
@Component
public class Floods {

    private final Looks looks;
    private final FloodStore store;
    private final ComplaintStore complaints;
    private final Proceedings proceedings;
    private final Journal journal;

    Floods(FloodStore store, ComplaintStore complaints, Proceedings proceedings, Journal journal, Looks looks) {
        this.looks = looks;
        this.store = store;
        this.complaints = complaints;
        this.proceedings = proceedings;
        this.journal = journal;
    }

    /** Suspicions in the order of their opening. */
    @Transactional(readOnly = true)
    public List<Flood> floods(Cursor after, int limit) {
        return store.floods(after, limit);
    }

    /** Suspicions no officer has decided about, the oldest first. */
    @Transactional(readOnly = true)
    public List<Flood> undecided(int limit) {
        return store.undecided(limit);
    }

    /** How many suspicions no officer has decided about. */
    @Transactional(readOnly = true)
    public int countUndecided() {
        return store.countUndecided();
    }

    /** A suspicion with its complaints, each compared with the first. That it was looked at is written down. */
    @Transactional(readOnly = true)
    public Optional<Flood.File> find(Caller reader, UUID id) {
        return store.find(id).map(flood -> {
            looks.saw(reader, "flood:" + id);
            var rows = store.members(id);
            var first = rows.getFirst().narrative();
            return new Flood.File(
                    flood, rows.stream().map(row -> member(row, first)).toList(), store.decisions(id));
        });
    }

    private static Flood.Member member(FloodStore.Row row, String first) {
        return new Flood.Member(
                row.complaint(),
                row.reference(),
                row.host(),
                row.filedAt(),
                row.likeness(),
                row.setAsideAt(),
                WordDiff.of(row.narrative(), first));
    }

    /**
     * Sets complaints of a suspicion aside. Those that are none of it, or set aside already, are passed over.
     *
     * @return the complaints that changed; nothing where there is no such suspicion
     */
    @Transactional
    public Optional<List<UUID>> quarantine(Caller officer, UUID flood, List<UUID> chosen, String reason) {
        return decide(officer, flood, chosen, reason, true);
    }

    /** Takes complaints of a suspicion in again. */
    @Transactional
    public Optional<List<UUID>> release(Caller officer, UUID flood, List<UUID> chosen, String reason) {
        return decide(officer, flood, chosen, reason, false);
    }

    private Optional<List<UUID>> decide(
            Caller officer, UUID flood, List<UUID> chosen, String reason, boolean settingAside) {
        if (!store.lock(flood)) {
            return Optional.empty();
        }
        var those = store.those(flood, chosen, !settingAside);
        var changed = settingAside
                ? proceedings.quarantine(officer, those, reason)
                : proceedings.release(officer, those, reason);
        if (!changed.isEmpty()) {
            store.decide(flood, officer.id(), settingAside, changed, reason);
            journal.write(
                    officer.actor(),
                    settingAside ? "flood.quarantined" : "flood.released",
                    "flood:" + flood,
                    Map.of("complaints", changed));
        }
        return Optional.of(changed);
    }

    /** The last decision about a complaint, for its consumer and those who read cases. */
    @Transactional(readOnly = true)
    public Optional<Flood.Decided> decisionAbout(Caller caller, UUID complaint) {
        return complaints
                .find(complaint)
                .filter(file -> caller.readsCases() || caller.id().equals(file.consumerId()))
                .flatMap(file -> store.lastAbout(complaint));
    }
}
