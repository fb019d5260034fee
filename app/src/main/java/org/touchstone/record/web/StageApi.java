package org.touchstone.record.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.Cohort;
import org.touchstone.record.DeskFigures;
import org.touchstone.record.DeskFigures.Own;
import org.touchstone.record.Grades;
import org.touchstone.record.Records;
import org.touchstone.record.StageDecision;
import org.touchstone.record.StageDecisions;
import org.touchstone.record.Stages;
import org.touchstone.record.web.RecordApi.RecordJson;
import org.touchstone.registry.Registry;
import org.touchstone.rules.record.Measure;
import org.touchstone.rules.record.PublicationStage;
import org.touchstone.rules.record.Share;

/** Cohorts and stages for officers' programs; figures before they are public for those who see them. */
@RestController
class StageApi {

    private final StageDecisions decisions;
    private final Stages stages;
    private final StagePages pages;
    private final DeskFigures figures;
    private final Records records;
    private final Grades grades;
    private final Registry registry;
    private final DatabaseClock clock;

    StageApi(
            StageDecisions decisions,
            Stages stages,
            StagePages pages,
            DeskFigures figures,
            Records records,
            Grades grades,
            Registry registry,
            DatabaseClock clock) {
        this.decisions = decisions;
        this.stages = stages;
        this.pages = pages;
        this.figures = figures;
        this.records = records;
        this.grades = grades;
        this.registry = registry;
        this.clock = clock;
    }

    /** A decision on a stage. */
    record DecisionJson(
            UUID id,
            UUID cohort,
            PublicationStage stage,
            Instant beginsAt,
            String reason,
            StageDecision.State state,
            Instant proposedAt,
            @Nullable Instant decidedAt,
            @Nullable String declinedWhy,
            boolean narrows,
            @Nullable Long marks,
            long told) {}

    /** A cohort. */
    record CohortJson(
            UUID id,
            Map<String, String> name,
            Cohort.Kind kind,
            @Nullable Long atLeast,
            long size,
            @Nullable PublicationStage stage,
            List<DecisionJson> decisions) {}

    /** All of them. */
    record CohortsJson(List<CohortJson> items) {}

    /** A cohort to form. */
    record NewCohort(
            @Nullable Map<String, @Nullable String> name,
            @Nullable Long atLeast,
            @Nullable List<@Nullable String> marks) {}

    /** A stage to propose. */
    record NewStage(
            @Nullable String stage,
            @Nullable Instant beginsAt,
            @Nullable String reason) {}

    /** A word on it. */
    record WordJson(@Nullable Boolean confirm, @Nullable String reason) {}

    /** What is usual. */
    record PeersJson(
            Measure measure,
            @Nullable Double own,
            @Nullable Double peers,
            @Nullable Integer businesses) {}

    /** The figures of a business at its desk. */
    record OwnJson(
            String mark,
            PublicationStage stage,
            boolean agreed,
            boolean mayAgree,
            @Nullable RecordJson record,
            List<PeersJson> peers) {}

    /** A word of the business. */
    record AgreeJson(@Nullable Boolean publish) {}

    @GetMapping("/api/v1/cohorts")
    CohortsJson all() {
        var reader = Callers.reader();
        return new CohortsJson(decisions.view(reader).stream().map(this::json).toList());
    }

    private CohortJson json(Cohort cohort) {
        var now = clock.instant();
        return new CohortJson(
                cohort.id(),
                cohort.names().entrySet().stream()
                        .collect(Collectors.toMap(e -> e.getKey().code(), Map.Entry::getValue)),
                cohort.kind(),
                cohort.atLeast(),
                decisions.size(cohort, now),
                cohort.stageAt(now).orElse(null),
                cohort.decisions().stream().map(this::json).toList());
    }

    private DecisionJson json(StageDecision d) {
        return new DecisionJson(
                d.id(),
                d.cohort(),
                d.stage(),
                d.beginsAt(),
                d.reason(),
                d.state(),
                d.proposedAt(),
                d.decidedAt(),
                d.declinedWhy(),
                d.narrows(),
                d.marks(),
                decisions.toldOf(d));
    }

    @PostMapping("/api/v1/cohorts")
    ResponseEntity<CohortJson> form(@RequestBody NewCohort wanted) {
        var officer = Callers.officer();
        var check = new Check();
        Map<String, @Nullable String> name = wanted.name() == null ? Map.of() : wanted.name();
        var names = StagePages.names(check, name.get("fa"), name.get("zh"), name.get("en"));
        var atLeast = wanted.atLeast();
        var listed = wanted.marks();
        List<String> invited = List.of();
        if ((atLeast == null) == (listed == null)) {
            check.fault("who", "choose");
        } else if (atLeast != null && atLeast < 1) {
            check.fault("atLeast", "out-of-range", 1L, Long.MAX_VALUE);
        } else if (listed != null) {
            invited = pages.marks(
                    check, listed.stream().map(m -> m == null ? "" : m).toList());
        }
        check.done();
        var id = decisions.form(officer, names, atLeast, invited);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(json(decisions.view(officer, id).orElseThrow()));
    }

    @PostMapping("/api/v1/cohorts/{id}/stages")
    ResponseEntity<DecisionJson> propose(@PathVariable UUID id, @RequestBody NewStage wanted) {
        var officer = Callers.officer();
        var check = new Check();
        var stage = check.oneOf("stage", wanted.stage(), PublicationStage.class);
        var why = check.text("reason", wanted.reason(), StagePages.LONGEST_REASON);
        var beginsAt = wanted.beginsAt();
        if (beginsAt != null && beginsAt.isBefore(clock.instant())) {
            check.fault("beginsAt", "in-the-past");
        }
        if (beginsAt != null && beginsAt.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
            check.fault("beginsAt", "not-an-instant");
        }
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(json(decisions.propose(officer, id, stage, beginsAt, why)));
    }

    @PostMapping("/api/v1/stage-decisions/{id}/decision")
    DecisionJson decide(@PathVariable UUID id, @RequestBody WordJson word) {
        var senior = Callers.officer();
        var check = new Check();
        if (word.confirm() == null) {
            check.fault("confirm", "required");
        }
        var why = Boolean.FALSE.equals(word.confirm())
                ? check.text("reason", word.reason(), StagePages.LONGEST_REASON)
                : check.optionalText("reason", word.reason(), StagePages.LONGEST_REASON);
        check.done();
        return json(decisions.decide(senior, id, Boolean.TRUE.equals(word.confirm()), why == null ? "" : why));
    }

    /** The record as officers see it in every stage. */
    @GetMapping("/api/v1/marks/{code}/measured-record")
    RecordJson measured(@PathVariable String code) {
        Callers.reader();
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        return RecordJson.open(
                records.now(mark),
                stages.showing(mark, null),
                grades.now(mark).graded().grade());
    }

    @GetMapping("/api/v1/desk/marks/{code}/figures")
    OwnJson own(@PathVariable String code) {
        return json(figures.of(Callers.required(), code).orElseThrow(Refused::notFound));
    }

    @PostMapping("/api/v1/desk/marks/{code}/figures")
    OwnJson agree(@PathVariable String code, @RequestBody AgreeJson word) {
        var caller = Callers.required();
        var own = figures.of(caller, code).orElseThrow(Refused::notFound);
        var check = new Check();
        var publish = word.publish();
        if (publish == null) {
            check.fault("publish", "required");
        }
        check.done();
        if (!stages.agree(caller, own.mark(), Boolean.TRUE.equals(publish))) {
            throw new Refused(HttpStatus.FORBIDDEN, "not-voluntary");
        }
        return json(figures.of(caller, code).orElseThrow());
    }

    private OwnJson json(Own own) {
        var record = own.record();
        return new OwnJson(
                own.mark().code(),
                own.showing().stage(),
                own.showing().agreed(),
                own.mayAgree(),
                record == null
                        ? null
                        : RecordJson.open(
                                record,
                                own.showing(),
                                grades.now(own.mark()).graded().grade()),
                record == null
                        ? List.of()
                        : List.of(Measure.values()).stream()
                                .map(m -> {
                                    var peers = own.peers().get(m);
                                    return new PeersJson(
                                            m,
                                            rounded(m, own.value(m)),
                                            peers == null ? null : rounded(m, peers.value()),
                                            peers == null ? null : peers.businesses());
                                })
                                .toList());
    }

    private static @Nullable Double rounded(Measure measure, @Nullable Double value) {
        return value == null ? null : Share.rounded(value, measure.isShare() ? 4 : 2);
    }
}
