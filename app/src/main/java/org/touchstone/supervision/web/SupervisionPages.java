package org.touchstone.supervision.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.policy.Policy.Ladder;
import org.touchstone.rules.supervision.CaseParty;
import org.touchstone.rules.supervision.CaseState;
import org.touchstone.rules.supervision.CaseStep;
import org.touchstone.supervision.CaseFile;
import org.touchstone.supervision.Cases;
import org.touchstone.supervision.SupervisionCase;

/** The officers' pages of supervision: which cases need somebody, and one case with everything that is needed to judge it. */
@Controller
public class SupervisionPages {

    static final int LONGEST = 2000;
    private static final int AT_ONCE = 100;

    private final Cases cases;
    private final Registry registry;
    private final Policies policies;
    private final Pages pages;

    SupervisionPages(Cases cases, Registry registry, Policies policies, Pages pages) {
        this.cases = cases;
        this.registry = registry;
        this.policies = policies;
        this.pages = pages;
    }

    /** A case with its mark. */
    public record Row(SupervisionCase about, Mark mark) {}

    /**
     * The cases.
     *
     * @param waiting those in which an officer has something to do
     * @param state of which all are shown; absent for none
     * @param found the cases of that state
     * @param next where the list goes on
     */
    public record CasesPage(
            List<Row> waiting,
            Map<CaseState, Integer> counts,
            @Nullable CaseState state,
            List<Row> found,
            @Nullable String next) {}

    /**
     * One case.
     *
     * @param steps what the reader may do by hand
     * @param mayFollow whether the reader may propose what is recommended
     */
    public record CasePage(
            CaseFile file, Ladder ladder, List<CaseStep> steps, boolean mayFollow, List<FieldError> errors) {}

    /**
     * A step before it is taken.
     *
     * @param proposes what following the recommendation would propose; absent for a step in the case itself
     */
    public record StepPage(
            SupervisionCase about,
            Mark mark,
            String path,
            @Nullable MarkStep proposes,
            String reason,
            List<FieldError> errors) {}

    @GetMapping("/officer/supervision")
    View list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor) {
        Callers.reader();
        var check = new Check();
        var wanted = state == null || state.isBlank() ? null : check.oneOf("state", state, CaseState.class);
        check.done();
        var found = wanted == null ? List.<SupervisionCase>of() : cases.all(wanted, Cursor.of(cursor), AT_ONCE);
        var next = found.size() < AT_ONCE ? null : cursor(found.getLast()).text();
        return pages.view(
                "supervision/cases",
                new CasesPage(
                        rows(cases.waiting(AT_ONCE), registry), cases.counts(), wanted, rows(found, registry), next));
    }

    static Cursor cursor(SupervisionCase c) {
        return new Cursor(c.openedAt(), c.id());
    }

    /** Cases with their marks, in the same order. */
    static List<Row> rows(List<SupervisionCase> found, Registry registry) {
        var marks =
                registry.marksByCode(found.stream().map(SupervisionCase::code).toList());
        return found.stream()
                .map(c -> new Row(c, Objects.requireNonNull(marks.get(c.code()))))
                .toList();
    }

    @GetMapping("/officer/supervision/{id}")
    View one(@PathVariable UUID id) {
        var reader = Callers.reader();
        var file = cases.view(reader, id).orElseThrow(Refused::notFound);
        var about = file.about();
        return pages.view(
                "supervision/case",
                new CasePage(
                        file,
                        policies.now().ladder(),
                        reader.isOfficer() ? Cases.open(about, CaseParty.OFFICER) : List.of(),
                        reader.isOfficer() && about.recommended() != null,
                        List.of()));
    }

    @GetMapping("/officer/supervision/{id}/steps/{path}")
    View step(@PathVariable UUID id, @PathVariable String path) {
        return step(id, path, "", new Check());
    }

    private View step(UUID id, String path, String reason, Check check) {
        var officer = Callers.officer();
        var file = cases.view(officer, id).orElseThrow(Refused::notFound);
        boolean follow = path.equals("follow") && file.about().recommended() != null;
        if (!follow && offered(file.about(), path) == null) {
            throw Refused.notFound();
        }
        return pages.view(
                check.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "supervision/step",
                new StepPage(
                        file.about(),
                        file.mark(),
                        path,
                        follow ? file.about().recommended() : null,
                        reason,
                        check.errors()));
    }

    private static @Nullable CaseStep offered(SupervisionCase c, String path) {
        return Cases.open(c, CaseParty.OFFICER).stream()
                .filter(step -> step.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    @PostMapping("/officer/supervision/{id}/steps/{path}")
    View take(@PathVariable UUID id, @PathVariable String path, @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.officer();
        var file = cases.view(officer, id).orElseThrow(Refused::notFound);
        var check = new Check();
        var why = check.text("reason", reason, LONGEST);
        if (!check.errors().isEmpty()) {
            return step(id, path, reason, check);
        }
        if (path.equals("follow")) {
            cases.follow(officer, id, why).done();
            return Redirects.within("/officer/marks/" + file.mark().code());
        }
        var step = offered(file.about(), path);
        if (step == null) {
            throw new Refused(HttpStatus.CONFLICT, "decided-already");
        }
        cases.decide(officer, id, step, why).done();
        return Redirects.within("/officer/supervision/" + id);
    }
}
