package org.touchstone.record.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Rechecks;
import org.touchstone.policy.Policies;
import org.touchstone.record.GradeEntry;
import org.touchstone.record.Grades;
import org.touchstone.record.Incident;
import org.touchstone.record.Incidents;
import org.touchstone.record.MarkGrade;
import org.touchstone.record.Stages;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.grade.IndexValue;
import org.touchstone.rules.grade.Raise;
import org.touchstone.rules.policy.Index;
import org.touchstone.rules.policy.Policy;

/** The grade of a mark, each index opened to its facts and sums, and for the business what would raise it. */
@Controller
public class GradePages {

    private final Registry registry;
    private final Grades grades;
    private final Incidents incidents;
    private final Rechecks rechecks;
    private final Stages stages;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Pages pages;

    GradePages(
            Registry registry,
            Grades grades,
            Incidents incidents,
            Rechecks rechecks,
            Stages stages,
            Policies policies,
            DatabaseClock clock,
            Pages pages) {
        this.registry = registry;
        this.grades = grades;
        this.incidents = incidents;
        this.rechecks = rechecks;
        this.stages = stages;
        this.policies = policies;
        this.clock = clock;
        this.pages = pages;
    }

    /**
     * The grade.
     *
     * @param policy the policy it was worked out under
     * @param history the newest entry first
     */
    public record GradePage(Mark mark, MarkGrade grade, Policy policy, List<GradeEntry> history, GradeTrend trend) {}

    /**
     * An index.
     *
     * @param asOf of which day its facts are
     * @param incidents those of the website, where they are part of the index
     */
    public record IndexPage(
            Mark mark, MarkGrade grade, IndexValue index, Policy policy, Instant asOf, List<Incident> incidents) {}

    /** What would raise a grade. */
    public record RaisePage(Mark mark, MarkGrade grade, List<Raise> raises, Policy policy, boolean atDesk) {}

    @GetMapping("/m/{code}/grade")
    View grade(@PathVariable String code) {
        var mark = shown(code);
        var grade = grades.now(mark);
        var history = isEntitled(mark) ? grades.history(mark.code()) : grades.publicHistory(mark.code());
        return pages.view(
                "record/grade",
                new GradePage(
                        mark,
                        grade,
                        policies.named(grade.policyVersion()),
                        history,
                        GradeTrend.of(history, clock.instant())));
    }

    @GetMapping("/m/{code}/indices/{index}")
    View index(@PathVariable String code, @PathVariable String index) {
        var mark = shown(code);
        var wanted = Arrays.stream(Index.values())
                .filter(i -> path(i).equals(index))
                .findFirst()
                .orElseThrow(Refused::notFound);
        var grade = grades.now(mark);
        return pages.view(
                "record/index",
                new IndexPage(
                        mark,
                        grade,
                        grade.graded().index(wanted),
                        policies.named(grade.policyVersion()),
                        asOf(grade, wanted),
                        wanted == Index.SECURITY ? incidents.of(mark.code()).reversed() : List.of()));
    }

    /** A mark whose figures everyone sees, or the reader does. */
    private Mark shown(String code) {
        return registry.mark(code)
                .filter(mark -> stages.shows(mark, clock.instant()) || isEntitled(mark))
                .orElseThrow(Refused::notFound);
    }

    /** Whether the reader sees figures of a mark that not everyone sees. */
    private boolean isEntitled(Mark mark) {
        return Callers.current().filter(caller -> stages.showsTo(caller, mark)).isPresent();
    }

    /** The name of an index in addresses. */
    public static String path(Index index) {
        return index.name().toLowerCase(Locale.ROOT);
    }

    /** Of which day the facts of an index are: of the last look where it rests on looks. */
    static Instant asOf(MarkGrade grade, Index index) {
        var seen = grade.facts().seen();
        return seen != null && (index == Index.CAPABILITY || index == Index.SECURITY) ? seen.at() : grade.at();
    }

    @GetMapping("/desk/marks/{code}/grade")
    View raise(@PathVariable String code) {
        var caller = Callers.required();
        var mark = rechecks.visible(caller, code).orElseThrow(Refused::notFound);
        stages.refuseInConfidence(caller, mark);
        var grade = grades.now(mark);
        return pages.view(
                "record/raise",
                new RaisePage(
                        mark,
                        grade,
                        grades.raising(mark).all(),
                        policies.named(grade.policyVersion()),
                        !caller.readsCases()));
    }
}
