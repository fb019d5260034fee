package org.touchstone.supervision.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.policy.Policy.Ladder;
import org.touchstone.rules.supervision.CaseParty;
import org.touchstone.rules.supervision.CaseStep;
import org.touchstone.rules.supervision.CurePlan;
import org.touchstone.rules.supervision.CureTarget;
import org.touchstone.rules.text.Digits;
import org.touchstone.supervision.CaseFile;
import org.touchstone.supervision.Cases;
import org.touchstone.supervision.OfficialLetter;
import org.touchstone.supervision.OfficialLetters;
import org.touchstone.supervision.SupervisionCase;

/** Supervision as the business sees it: its letters, what each asks for by when, its plan, and what it has to say. */
@Controller
public class DeskSupervisionPages {

    private static final int AT_ONCE = 100;

    private final Cases cases;
    private final OfficialLetters letters;
    private final Registry registry;
    private final People people;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Pages pages;

    DeskSupervisionPages(
            Cases cases,
            OfficialLetters letters,
            Registry registry,
            People people,
            Policies policies,
            DatabaseClock clock,
            Pages pages) {
        this.cases = cases;
        this.letters = letters;
        this.registry = registry;
        this.people = people;
        this.policies = policies;
        this.clock = clock;
        this.pages = pages;
    }

    /** Everything of the reader's businesses. */
    public record MinePage(List<SupervisionPages.Row> cases, List<OfficialLetter> letters) {}

    /**
     * One case.
     *
     * @param steps what the reader may do
     * @param appealable whether the letter can be appealed now
     */
    public record MyCasePage(
            CaseFile file, Ladder ladder, List<CaseStep> steps, boolean appealable, List<FieldError> errors) {}

    /**
     * The form of a plan.
     *
     * @param values what was typed, by the names of the fields
     * @param latest the last day on which the plan can be checked
     */
    public record PlanPage(
            SupervisionCase about, Mark mark, Map<String, String> values, LocalDate latest, List<FieldError> errors) {

        /** What stands in a field. */
        public String v(String field) {
            return values.getOrDefault(field, "");
        }
    }

    @GetMapping("/desk/supervision")
    View mine() {
        var owner = Callers.required();
        var rows = SupervisionPages.rows(cases.mine(owner), registry);
        return pages.view("supervision/mine", new MinePage(rows, letters.to(owner, AT_ONCE)));
    }

    @GetMapping("/desk/supervision/{id}")
    View one(@PathVariable UUID id) {
        return one(id, new Check());
    }

    private View one(UUID id, Check check) {
        var owner = Callers.required();
        var file = mine(owner, id);
        boolean may = people.mayAnswerFor(owner.id(), file.about().business());
        return pages.view(
                status(check),
                "supervision/mycase",
                new MyCasePage(
                        file,
                        policies.now().ladder(),
                        may ? Cases.open(file.about(), CaseParty.OWNER) : List.of(),
                        may && file.letter().appealable(clock.instant()),
                        check.errors()));
    }

    private CaseFile mine(Caller owner, UUID id) {
        return cases.view(owner, id)
                .filter(file ->
                        people.businessesOf(owner.id()).contains(file.about().business()))
                .orElseThrow(Refused::notFound);
    }

    private static HttpStatus status(Check check) {
        return check.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    @PostMapping("/desk/supervision/{id}/statement")
    View state(@PathVariable UUID id, @RequestParam(defaultValue = "") String statement) {
        var owner = Callers.required();
        mine(owner, id);
        var check = new Check();
        var words = check.text("statement", statement, SupervisionPages.LONGEST);
        if (!check.errors().isEmpty()) {
            return one(id, check);
        }
        cases.state(owner, id, words).done();
        return Redirects.within("/desk/supervision/" + id);
    }

    @GetMapping("/desk/supervision/{id}/plan")
    View plan(@PathVariable UUID id) {
        return plan(id, Map.of(), new Check());
    }

    private View plan(UUID id, Map<String, String> values, Check check) {
        var file = mine(Callers.required(), id);
        if (!Cases.open(file.about(), CaseParty.OWNER).contains(CaseStep.GIVE_PLAN)) {
            throw Refused.notFound();
        }
        return pages.view(
                status(check),
                "supervision/plan",
                new PlanPage(file.about(), file.mark(), values, latest(), check.errors()));
    }

    /** Of the last day only what lies within the time allowed counts: the check is at the end of a day. */
    private LocalDate latest() {
        var policy = policies.now();
        return policy.dayOf(clock.instant().plus(policy.ladder().cureAtMost())).minusDays(1);
    }

    @PostMapping("/desk/supervision/{id}/plan")
    View givePlan(@PathVariable UUID id, @RequestParam Map<String, String> form) {
        var owner = Callers.required();
        var typed = new LinkedHashMap<>(form);
        typed.remove("_csrf");
        var check = new Check();
        var words = check.text("plan", form.get("plan"), SupervisionPages.LONGEST);
        var targets = new ArrayList<CureTarget>();
        for (var kind : CureTarget.Kind.values()) {
            var text = form.get(kind.name());
            if (text != null && !text.isBlank()) {
                var value = number(text);
                if (value == null || value < kind.least() || value > kind.most()) {
                    check.fault(kind.name(), "out-of-range", kind.least(), kind.most());
                } else {
                    targets.add(new CureTarget(kind, value));
                }
            }
        }
        var day = check.day("checkOn", form.get("checkOn"));
        if (!check.errors().isEmpty()) {
            return plan(id, typed, check);
        }
        try {
            cases.givePlan(owner, id, new CurePlan(targets, policies.now().endOf(day)), words)
                    .done();
        } catch (InvalidFields e) {
            e.errors()
                    .forEach(fault -> check.fault(
                            fault.field(), fault.code(), fault.arguments().toArray()));
            return plan(id, typed, check);
        }
        return Redirects.within("/desk/supervision/" + id);
    }

    static @Nullable Integer number(String text) {
        var digits = Digits.toLatin(text.strip());
        return digits.matches("\\d{1,6}") ? Integer.valueOf(digits) : null;
    }
}
