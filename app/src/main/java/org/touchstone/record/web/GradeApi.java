package org.touchstone.record.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Rechecks;
import org.touchstone.policy.Policies;
import org.touchstone.record.GradeEntry;
import org.touchstone.record.Grades;
import org.touchstone.record.MarkGrade;
import org.touchstone.record.Stages;
import org.touchstone.registry.Registry;
import org.touchstone.rules.grade.Component;
import org.touchstone.rules.grade.GradeFacts;
import org.touchstone.rules.grade.IndexValue;
import org.touchstone.rules.grade.Lack;
import org.touchstone.rules.grade.Raise;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading;
import org.touchstone.rules.policy.Grading.Band;
import org.touchstone.rules.policy.Index;
import org.touchstone.rules.policy.Part;

/** Grades for programs. Public, without a token, but for what would raise one. */
@RestController
class GradeApi {

    private final Registry registry;
    private final Grades grades;
    private final Rechecks rechecks;
    private final Stages stages;
    private final Policies policies;
    private final DatabaseClock clock;

    GradeApi(
            Registry registry,
            Grades grades,
            Rechecks rechecks,
            Stages stages,
            Policies policies,
            DatabaseClock clock) {
        this.registry = registry;
        this.grades = grades;
        this.rechecks = rechecks;
        this.stages = stages;
        this.policies = policies;
        this.clock = clock;
    }

    /** An index in brief. */
    record IndexJson(
            String name,
            @Nullable BigDecimal value,
            int weight,
            Instant asOf,
            @Nullable Lack lack) {

        static List<IndexJson> of(MarkGrade grade) {
            return grade.graded().indices().stream()
                    .map(i -> new IndexJson(i.index().name(), i.value(), i.weight(), asOf(grade, i), i.lack()))
                    .toList();
        }

        /** That something is not known is as of a day: an answer that says nothing new has no new tag every time it is worked out. */
        private static Instant asOf(MarkGrade grade, IndexValue i) {
            var at = GradePages.asOf(grade, i.index());
            return i.value() == null ? at.truncatedTo(ChronoUnit.DAYS) : at;
        }
    }

    record PartJson(
            Part name,
            int weight,
            @Nullable BigDecimal value,
            @Nullable Lack lack,
            Map<String, BigDecimal> facts) {

        static PartJson of(Component c) {
            return new PartJson(c.part(), c.weight(), c.value(), c.lack(), c.facts());
        }
    }

    record OpenIndexJson(
            Index name,
            @Nullable BigDecimal value,
            int weight,
            Instant asOf,
            @Nullable Lack lack,
            List<PartJson> components) {

        static OpenIndexJson of(MarkGrade grade, IndexValue i) {
            return new OpenIndexJson(
                    i.index(),
                    i.value(),
                    i.weight(),
                    GradePages.asOf(grade, i.index()),
                    i.lack(),
                    i.components().stream().map(PartJson::of).toList());
        }
    }

    record EntryJson(
            int seq,
            Instant at,
            String policyVersion,
            @Nullable Grade grade,
            @Nullable BigDecimal total,
            @Nullable Lack lack,
            Map<Index, @Nullable BigDecimal> indices) {

        static EntryJson of(GradeEntry e) {
            var indices = new LinkedHashMap<Index, @Nullable BigDecimal>();
            Arrays.stream(Index.values()).forEach(i -> indices.put(i, e.values().get(i)));
            return new EntryJson(e.seq(), e.at(), e.policyVersion(), e.grade(), e.total(), e.lack(), indices);
        }
    }

    /**
     * A grade.
     *
     * @param since since when it stands so
     * @param earned the grade of the total, not counting any cap
     * @param held the grade earned before, from which the margin is counted
     */
    record GradeJson(
            String mark,
            Instant since,
            String policyVersion,
            @Nullable Grade grade,
            @Nullable BigDecimal total,
            @Nullable Grade earned,
            @Nullable Grade held,
            @Nullable Lack lack,
            List<Grading.Cap> caps,
            BigDecimal margin,
            List<Band> bands,
            List<OpenIndexJson> indices,
            GradeFacts facts,
            List<EntryJson> history) {}

    @GetMapping("/api/v1/marks/{code}/grade")
    GradeJson grade(@PathVariable String code, @RequestParam(required = false) @Nullable String asOf) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var at = RecordApi.asOf(asOf, clock.instant());
        if (!stages.showing(mark, at.orElse(null)).published()) {
            throw Refused.notFound();
        }
        var grade = at.isEmpty()
                ? grades.now(mark)
                : grades.publicAt(mark.code(), at.get()).orElseThrow(Refused::notFound);
        var graded = grade.graded();
        var grading = policies.named(grade.policyVersion()).grading();
        return new GradeJson(
                mark.code(),
                grade.at(),
                grade.policyVersion(),
                graded.grade(),
                graded.total(),
                graded.earned(),
                grade.held(),
                graded.lack(),
                graded.caps(),
                grading.margin(),
                grading.bands(),
                graded.indices().stream().map(i -> OpenIndexJson.of(grade, i)).toList(),
                grade.facts(),
                grades.publicHistory(mark.code()).stream()
                        .filter(e -> at.isEmpty() || !e.at().isAfter(at.get()))
                        .map(EntryJson::of)
                        .toList());
    }

    /**
     * Something that would raise a grade.
     *
     * @param deed what is to be done
     * @param facts to how many, to what
     */
    record RaiseJson(
            String deed,
            Map<String, Object> facts,
            @Nullable BigDecimal total,
            @Nullable Grade grade) {

        static RaiseJson of(Raise raise) {
            return switch (raise.deed()) {
                case Raise.Deed.Answer(int n) -> json("ANSWER", Map.of("complaints", n), raise);
                case Raise.Deed.Mend(var check) -> json("MEND", Map.of("check", check), raise);
                case Raise.Deed.Encrypt() -> json("ENCRYPT", Map.of(), raise);
                case Raise.Deed.Renew() -> json("RENEW", Map.of(), raise);
                case Raise.Deed.Protect(var protections) -> json("PROTECT", Map.of("protections", protections), raise);
                case Raise.Deed.Close(var incident, boolean severe) ->
                    json("CLOSE", Map.of("incident", incident, "severe", severe), raise);
                case Raise.Deed.Lift(var cap) -> json("LIFT", Map.of("cap", cap), raise);
                case Raise.Deed.All(int n) -> json("ALL", Map.of("complaints", n), raise);
            };
        }

        private static RaiseJson json(String deed, Map<String, Object> facts, Raise raise) {
            return new RaiseJson(deed, facts, raise.total(), raise.grade());
        }
    }

    record RaisesJson(
            String mark, @Nullable Grade grade, @Nullable BigDecimal total, List<RaiseJson> raises) {}

    @GetMapping("/api/v1/desk/marks/{code}/grade")
    RaisesJson raises(@PathVariable String code) {
        var caller = Callers.required();
        var mark = rechecks.visible(caller, code).orElseThrow(Refused::notFound);
        stages.refuseInConfidence(caller, mark);
        var raising = grades.raising(mark);
        return new RaisesJson(
                mark.code(),
                raising.now().grade(),
                raising.now().total(),
                raising.all().stream().map(RaiseJson::of).toList());
    }
}
