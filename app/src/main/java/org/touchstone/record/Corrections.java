package org.touchstone.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.RecordCorrected;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.record.Correction.Brief;
import org.touchstone.record.Correction.Corrected;
import org.touchstone.record.store.CaseStore;
import org.touchstone.record.store.CorrectionStore;
import org.touchstone.record.store.GradeStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkChanged;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.record.Figures;
import org.touchstone.rules.record.Share;

/** The public correction log: no figure is ever corrected in silence. */
@Component
public class Corrections {

    private final CorrectionStore store;
    private final CaseStore cases;
    private final GradeStore grades;
    private final Complaints complaints;
    private final Records records;
    private final Registry registry;
    private final Stages stages;
    private final DatabaseClock clock;
    private final MarkLife life;

    Corrections(
            CorrectionStore store,
            CaseStore cases,
            GradeStore grades,
            Complaints complaints,
            Records records,
            Registry registry,
            Stages stages,
            DatabaseClock clock,
            MarkLife life) {
        this.grades = grades;
        this.stages = stages;
        this.clock = clock;
        this.store = store;
        this.cases = cases;
        this.complaints = complaints;
        this.records = records;
        this.registry = registry;
        this.life = life;
    }

    /** Writes a correction down with the figures just before and just after it. */
    @ApplicationModuleListener
    void on(RecordCorrected corrected) {
        cases.put(complaints.publicCases(List.of(corrected.complaintId())));
        grades.dirty(List.of(corrected.mark()));
        var mark = registry.mark(corrected.mark()).orElseThrow();
        var before = records.at(mark, corrected.at().minus(Duration.ofNanos(1000)), null);
        var after = records.at(mark, corrected.at(), null);
        store.add(
                new Correction(
                        corrected.disputeId(),
                        corrected.at(),
                        corrected.mark(),
                        corrected.publicId(),
                        null,
                        Corrected.valueOf(corrected.correction().name()),
                        corrected.reason(),
                        after.policyVersion(),
                        brief(before.figures()),
                        brief(after.figures())),
                stages.shows(mark, corrected.at()));
    }

    /**
     * Writes down that an appeal reversed a decision about a mark. Decisions are public in every stage, and so is this; the figures
     * beside it are those of that instant, and none where they are measured in confidence.
     */
    @ApplicationModuleListener
    void on(MarkChanged changed) {
        if (changed.step() != MarkStep.GRANT_APPEAL || changed.decision() == null) {
            return;
        }
        var judgement = life.decision(changed.code(), changed.decision()).orElseThrow();
        var record = records.at(registry.mark(changed.code()).orElseThrow(), changed.at(), null);
        var reversed = Objects.requireNonNull(judgement.appealOf());
        var figures = stages.shows(record.mark(), changed.at()) ? brief(record.figures()) : null;
        store.add(
                new Correction(
                        reversed,
                        changed.at(),
                        changed.code(),
                        null,
                        reversed,
                        Corrected.DECISION_REVERSED,
                        judgement.reason(),
                        record.policyVersion(),
                        figures,
                        figures),
                true);
    }

    private static Brief brief(Figures figures) {
        var rate = figures.answerRate();
        return new Brief(
                figures.matured(),
                figures.unanswered(),
                figures.delays(),
                rate == null ? null : Share.rounded(rate, 4));
    }

    /**
     * A page of the log.
     *
     * @param items corrections of figures that are public now, and reversed decisions
     * @param next where it goes on; absent at the end
     */
    public record Page(List<Correction> items, @Nullable Cursor next) {}

    /** The corrections of public figures and the reversed decisions, the newest first. */
    @Transactional(readOnly = true)
    public Page all(Cursor after, int limit) {
        var found = store.all(after, limit);
        var next = found.size() < limit ? null : cursor(found.getLast());
        return new Page(shown(found), next);
    }

    private List<Correction> shown(List<Correction> found) {
        if (found.isEmpty()) {
            return found;
        }
        var now = stages.all(clock.instant());
        if (now.showsAll()) {
            return found;
        }
        var shown = registry
                .marks(found.stream().map(Correction::mark).distinct().toList())
                .stream()
                .filter(now::shows)
                .map(Mark::code)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(c -> c.decision() != null || shown.contains(c.mark()))
                .map(c -> shown.contains(c.mark()) ? c : c.bare())
                .toList();
    }

    /** The corrections of a mark's record, the newest first; while its figures are not public, reversed decisions only. */
    @Transactional(readOnly = true)
    public List<Correction> of(String mark) {
        return shown(store.of(mark));
    }

    /** The place of an entry in the log. */
    public static Cursor cursor(Correction correction) {
        return new Cursor(correction.at(), correction.id());
    }

    /** The beginning of the log: later than everything. */
    public static Cursor newest() {
        return new Cursor(Instant.parse("9000-01-01T00:00:00Z"), new UUID(-1L, -1L));
    }
}
