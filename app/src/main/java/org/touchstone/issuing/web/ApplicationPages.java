package org.touchstone.issuing.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Answers;
import org.touchstone.issuing.Application;
import org.touchstone.issuing.ApplicationCheck;
import org.touchstone.issuing.ApplicationKind;
import org.touchstone.issuing.Applications;
import org.touchstone.issuing.store.ApplicationStore.Step;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.ApplicationStep;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;
import org.touchstone.rules.issuing.Finding;

/** Applications of the person signed in: beginning one, its list of tasks with the checks as they stand, and what came of it. */
@Controller
public class ApplicationPages {

    static final int LONGEST = 5000;

    private final Applications applications;
    private final Pages pages;

    ApplicationPages(Applications applications, Pages pages) {
        this.applications = applications;
        this.pages = pages;
    }

    /**
     * An application as its applicant or an officer sees it.
     *
     * @param open what the reader may do
     * @param mayEdit whether answers can be changed by the reader
     * @param typed an appeal as typed
     */
    public record ApplicationPage(
            Application application,
            List<ApplicationStep> open,
            List<Step> history,
            boolean mayEdit,
            String typed,
            List<FieldError> errors) {

        /** Where its pages are. */
        public String home() {
            return "/mark/applications/" + application.id();
        }

        public List<ApplicationTask> tasks() {
            return Arrays.asList(ApplicationTask.values());
        }

        /** How many checks there are. */
        public int all() {
            return application.checks().size();
        }

        /** How many found nothing in the way. */
        public int inOrder() {
            return (int) application.checks().stream()
                    .filter(c -> c.state() == CheckState.PASSED)
                    .count();
        }

        /** How many have said what they have to say. */
        public int done() {
            return (int)
                    application.checks().stream().filter(c -> c.state().isDone()).count();
        }

        public boolean may(ApplicationStep step) {
            return open.contains(step);
        }

        /** Whether this asks for what a mark has already, such as another period. */
        public boolean continues() {
            return application.kind() != ApplicationKind.NEW;
        }

        /** The first task in which something is to be done. */
        public Optional<ApplicationTask> next() {
            return tasks().stream()
                    .filter(ApplicationTask::hasPage)
                    .filter(t -> !t.isAnswered(application.answers())
                            || t.state(application) == TaskState.PUT_RIGHT
                            || t == ApplicationTask.PLEDGE)
                    .findFirst();
        }

        /** Checks that wait for what does not answer. */
        public List<ApplicationCheck> waiting() {
            return in(CheckState.WAITING);
        }

        /** Checks an officer decides. */
        public List<ApplicationCheck> questions() {
            return in(CheckState.QUESTION);
        }

        /** Checks in which the applicant can put something right. */
        public List<ApplicationCheck> toPutRight() {
            return in(CheckState.NEEDS_INPUT);
        }

        private List<ApplicationCheck> in(CheckState state) {
            return application.checks().stream()
                    .filter(c -> c.state() == state)
                    .toList();
        }

        /** What was found, the worst first. */
        public List<Finding> findings(ApplicationCheck check) {
            return check.findings().stream()
                    .sorted(Comparator.comparing(Finding::verdict).reversed())
                    .toList();
        }

        /** Whether the page looks again by itself. */
        public boolean isLive() {
            return application.isMoving() || application.checks().stream().anyMatch(c -> c.dueAt() != null);
        }

        /** After how many seconds it does: at once while something is being looked at, at leisure while something waits. */
        public int every() {
            return application.checks().stream().anyMatch(ApplicationCheck::isUnderWay)
                    ? 1
                    : waiting().isEmpty() ? 20 : 3;
        }

        /** Who made a step of the history. */
        public String by(Step step) {
            if (step.actor().startsWith("system:")) {
                return "RULE";
            }
            return step.actor().equals("person:" + application.applicantId()) ? "APPLICANT" : "OFFICER";
        }

        /** The reason an officer gave. */
        public String reason(Step step) {
            return Objects.toString(step.facts().get("reason"), "");
        }
    }

    /** Everything a person applied for. */
    public record MinePage(List<Application> applications) {}

    /**
     * Before an application begins.
     *
     * @param drafts what was begun and not submitted
     * @param mark the mark it concerns
     */
    public record ApplyPage(List<Application> drafts, ApplicationKind kind, @Nullable String mark) {}

    @GetMapping("/mark/apply")
    View apply(
            @RequestParam(defaultValue = "NEW") ApplicationKind kind,
            @RequestParam(required = false) @Nullable String mark) {
        return pages.view("issuing/apply", new ApplyPage(drafts(Callers.required(), kind), kind, mark));
    }

    private List<Application> drafts(Caller caller, ApplicationKind kind) {
        return applications.of(caller).stream()
                .filter(a -> a.state() == ApplicationState.DRAFT && a.kind() == kind)
                .toList();
    }

    /** Begins an application. One that was begun before and left empty is taken up again. */
    @PostMapping("/mark/apply")
    View begin(@RequestParam(defaultValue = "") String host) {
        var caller = Callers.required();
        var check = new Check();
        var website = host.isBlank() ? null : AnswersForm.host(check, host);
        check.done();
        var answers = website == null ? Answers.NONE : Answers.NONE.withHost(website);
        var empty = drafts(caller, ApplicationKind.NEW).stream()
                .filter(a -> a.answers().equals(answers))
                .findFirst();
        return Redirects.within("/mark/applications/"
                + empty.orElseGet(() -> applications.begin(caller, answers)).id());
    }

    @GetMapping("/mark/applications")
    View mine() {
        return pages.view("issuing/mine", new MinePage(applications.of(Callers.required())));
    }

    @GetMapping("/mark/applications/{id}")
    View application(@PathVariable UUID id) {
        var caller = Callers.required();
        var application = applications.view(caller, id).orElseThrow(Refused::notFound);
        return application.applicantId().equals(caller.id())
                ? page(HttpStatus.OK, application, "", List.of())
                : Redirects.within("/officer/applications/" + id);
    }

    private View page(HttpStatus status, Application application, String typed, List<FieldError> errors) {
        var open = applications.open(application);
        return pages.view(
                status,
                "issuing/application",
                new ApplicationPage(
                        application,
                        open,
                        applications.history(application.id()),
                        open.contains(ApplicationStep.CHANGE),
                        typed,
                        errors));
    }

    @PostMapping("/mark/applications/{id}/checks/{code}")
    View lookAgain(@PathVariable UUID id, @PathVariable CheckCode code, @RequestParam(defaultValue = "") String back) {
        Attempts.done(applications.lookAgain(Callers.required(), id, code));
        var website = "website".equals(back) ? "/website#proof" : "#check-" + code;
        return Redirects.within("/mark/applications/" + id + website);
    }

    @GetMapping("/mark/applications/{id}/withdrawal")
    View askWithdrawal(@PathVariable UUID id) {
        var application = AnswerPages.own(applications, id);
        if (!applications.open(application).contains(ApplicationStep.WITHDRAW)) {
            return Redirects.within("/mark/applications/" + id);
        }
        return pages.view("issuing/withdraw", application);
    }

    @PostMapping("/mark/applications/{id}/withdrawal")
    View withdraw(@PathVariable UUID id) {
        Attempts.done(applications.withdraw(Callers.required(), id));
        return Redirects.within("/mark/applications/" + id);
    }

    @PostMapping("/mark/applications/{id}/appeal")
    View appeal(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        var caller = Callers.required();
        var check = new Check();
        var why = check.text("reason", reason, LONGEST);
        if (!check.errors().isEmpty()) {
            return page(
                    HttpStatus.UNPROCESSABLE_CONTENT, AnswerPages.own(applications, id), reason, check.errors());
        }
        Attempts.done(applications.appeal(caller, id, why));
        return Redirects.within("/mark/applications/" + id);
    }
}
