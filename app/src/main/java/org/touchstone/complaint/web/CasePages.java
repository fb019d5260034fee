package org.touchstone.complaint.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.ComplaintEvidence;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.Letter;
import org.touchstone.complaint.Letters;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.policy.Policy;

/** A complaint as its consumer follows it. */
@Controller
public class CasePages {

    private final Complaints complaints;
    private final ComplaintEvidence evidence;
    private final Letters letters;
    private final Policies policies;
    private final Pages pages;

    CasePages(Complaints complaints, ComplaintEvidence evidence, Letters letters, Policies policies, Pages pages) {
        this.complaints = complaints;
        this.evidence = evidence;
        this.letters = letters;
        this.policies = policies;
        this.pages = pages;
    }

    /** The consumer's complaints. */
    public record MinePage(List<CaseFile> files) {}

    /**
     * One complaint.
     *
     * @param mine whether the reader is its consumer
     * @param policy the policy it follows
     * @param steps what the reader may do now
     * @param letters the thread
     * @param mayWrite whether the reader may write into it
     */
    public record CasePage(
            CaseFile file,
            ComplaintEvidence.Shown evidence,
            boolean mine,
            Policy policy,
            List<Step> steps,
            List<Letter> letters,
            boolean mayWrite,
            List<FieldError> errors) {

        /** The voice of the history. */
        public Party reader() {
            return mine ? Party.CONSUMER : Party.CENTRE;
        }

        /** What follows without a page of its own. */
        public List<Step> moreSteps() {
            return steps.stream()
                    .filter(step -> StepForm.fields(step).isPresent())
                    .toList();
        }
    }

    @GetMapping("/complaints")
    View mine() {
        return pages.view("complaint/mine", new MinePage(complaints.mine(Callers.required())));
    }

    @GetMapping("/complaints/{id}")
    View follow(@PathVariable UUID id) {
        return page("complaint/follow", id, List.of());
    }

    @GetMapping("/complaints/{id}/done")
    View done(@PathVariable UUID id) {
        return page("complaint/done", id, List.of());
    }

    @GetMapping("/complaints/{id}/withdrawal")
    View askWithdrawal(@PathVariable UUID id) {
        return page("complaint/withdraw", id, List.of());
    }

    @PostMapping("/complaints/{id}/withdrawal")
    View withdraw(@PathVariable UUID id) {
        Refusals.done(complaints.withdraw(Callers.required(), id).orElseThrow(Refused::notFound));
        return Redirects.within("/complaints/" + id);
    }

    @PostMapping("/complaints/{id}/outcome")
    View rate(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String solved,
            @RequestParam(required = false) @Nullable Integer score,
            @RequestParam(defaultValue = "") String comment) {
        var caller = Callers.required();
        var check = new Check();
        if (!solved.equals("true") && !solved.equals("false")) {
            check.fault("solved", "choose");
        }
        if (score == null) {
            check.fault("score", "choose");
        }
        int given = check.number("score", score, 1, 5);
        var said = check.optionalText("comment", comment, 2000);
        if (!check.errors().isEmpty()) {
            return page("complaint/follow", id, check.errors());
        }
        Refusals.done(
                complaints.rate(caller, id, solved.equals("true"), given, said).orElseThrow(Refused::notFound));
        return Redirects.within("/complaints/" + id);
    }

    @GetMapping("/complaints/{id}/due.ics")
    ResponseEntity<String> calendar(@PathVariable UUID id) {
        var file = complaints.view(Callers.required(), id).orElseThrow(Refused::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/calendar;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"" + file.reference() + ".ics\"")
                .body(DueCalendar.of(file));
    }

    private View page(String template, UUID id, List<FieldError> errors) {
        var caller = Callers.required();
        var file = complaints.view(caller, id).orElseThrow(Refused::notFound);
        var party = complaints.partyOf(caller, file);
        return pages.view(
                errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                template,
                new CasePage(
                        file,
                        evidence.shown(caller, file),
                        caller.id().equals(file.consumerId()),
                        policies.named(file.policyVersion()),
                        complaints.open(caller, file),
                        letters.about(id),
                        party.filter(p -> p != Party.CENTRE || caller.isOfficer())
                                        .isPresent()
                                && letters.areOpen(file),
                        errors));
    }
}
