package org.touchstone.issuing.web;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Application;
import org.touchstone.issuing.Applications;
import org.touchstone.issuing.Attempt;
import org.touchstone.issuing.Question;
import org.touchstone.issuing.web.ApplicationPages.ApplicationPage;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.CheckCode;

/** What of applications needs a person of the centre: open questions of checks, and appeals. */
@Controller
public class OfficerApplicationPages {

    private final Applications applications;
    private final People people;
    private final Pages pages;

    OfficerApplicationPages(Applications applications, People people, Pages pages) {
        this.applications = applications;
        this.people = people;
        this.pages = pages;
    }

    /** Open questions, the oldest first, and appeals, the first due first. */
    public record OpenPage(List<Question> questions, List<Application> appeals) {}

    /**
     * An application with everything that was found.
     *
     * @param applicant their name as the identity registry has it
     * @param mayAnswer whether the reader decides open questions
     * @param mayDecide whether the reader decides the appeal
     * @param wrong the form with faults: the code of a check, or {@code appeal}
     */
    public record CasePage(
            ApplicationPage page,
            String applicant,
            boolean mayAnswer,
            boolean mayDecide,
            String wrong,
            String typed,
            List<FieldError> errors) {

        public Application application() {
            return page.application();
        }

        /** What is wrong in one of the forms. */
        public List<FieldError> errors(String form) {
            return form.equals(wrong) ? errors : List.of();
        }

        /** What was typed into one of the forms. */
        public String typed(String form) {
            return form.equals(wrong) ? typed : "";
        }
    }

    @GetMapping("/officer/applications")
    View open() {
        Callers.reader();
        return pages.view("issuing/officer", new OpenPage(applications.questions(), applications.appeals()));
    }

    @GetMapping("/officer/applications/{id}")
    View application(@PathVariable UUID id) {
        return page(HttpStatus.OK, Callers.reader(), id, "", "", List.of());
    }

    private View page(HttpStatus status, Caller reader, UUID id, String wrong, String typed, List<FieldError> errors) {
        var application = applications.view(reader, id).orElseThrow(Refused::notFound);
        boolean others = !application.applicantId().equals(reader.id());
        boolean open =
                application.state() == ApplicationState.CHECKING || application.state() == ApplicationState.NEEDS_INPUT;
        return pages.view(
                status,
                "issuing/case",
                new CasePage(
                        new ApplicationPage(application, List.of(), applications.history(id), false, "", List.of()),
                        people.find(application.applicantId()).map(Person::name).orElse(""),
                        others && open && reader.isOfficer(),
                        applications.mayDecideAppeal(reader, application),
                        wrong,
                        typed,
                        errors));
    }

    @PostMapping("/officer/applications/{id}/checks/{code}")
    View answer(
            @PathVariable UUID id,
            @PathVariable CheckCode code,
            @RequestParam(defaultValue = "0") int run,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.officer();
        var check = new Check();
        var why = check.text("reason", reason, ApplicationPages.LONGEST);
        boolean yes = decision(check, decision);
        if (!check.errors().isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, officer, id, code.name(), reason, check.errors());
        }
        var attempt = applications.answerQuestion(officer, id, code, run, yes, why);
        if (attempt.filter(Attempt.EvidenceChanged.class::isInstance).isPresent()) {
            // Nothing is lost: what was typed stands beside what was found now.
            check.fault("decision", "evidence-changed");
            return page(HttpStatus.CONFLICT, officer, id, code.name(), reason, check.errors());
        }
        Attempts.done(attempt);
        return Redirects.within("/officer/applications/" + id);
    }

    @PostMapping("/officer/applications/{id}/appeal")
    View decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.reader();
        var check = new Check();
        var why = check.text("reason", reason, ApplicationPages.LONGEST);
        boolean yes = decision(check, decision);
        if (!check.errors().isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, officer, id, "appeal", reason, check.errors());
        }
        Attempts.done(applications.decideAppeal(officer, id, yes, why));
        return Redirects.within("/officer/applications/" + id);
    }

    private static boolean decision(Check check, String decision) {
        if (!decision.equals("true") && !decision.equals("false")) {
            check.fault("decision", "choose");
        }
        return decision.equals("true");
    }
}
