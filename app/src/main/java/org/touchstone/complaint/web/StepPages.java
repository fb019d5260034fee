package org.touchstone.complaint.web;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.Proceedings;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.RefusalGround;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.RulingOutcome;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.policy.Policy;

/**
 * Making a step: a page that says what will follow, with the fields the step needs. One page for all steps, for whichever party
 * the reader is.
 */
@Controller
public class StepPages {

    private final Complaints complaints;
    private final Proceedings proceedings;
    private final Policies policies;
    private final Pages pages;

    StepPages(Complaints complaints, Proceedings proceedings, Policies policies, Pages pages) {
        this.complaints = complaints;
        this.proceedings = proceedings;
        this.policies = policies;
        this.pages = pages;
    }

    /**
     * A step about to be made.
     *
     * @param home the page of the case the reader came from
     */
    public record StepPage(
            CaseFile file,
            Policy policy,
            Step step,
            StepForm.Fields fields,
            StepForm form,
            String home,
            Party reader,
            List<FieldError> errors) {

        /** The grounds of a refusal. */
        public List<RefusalGround> grounds() {
            return List.of(RefusalGround.values());
        }

        /** Whom a ruling may give right. */
        public List<RulingOutcome> outcomes() {
            return List.of(RulingOutcome.values());
        }

        /** What may be offered or ordered. */
        public List<Remedy> remedies() {
            return List.of(Remedy.values());
        }
    }

    @GetMapping({"/complaints/{id}/steps/{name}", "/desk/{id}/steps/{name}"})
    View ask(@PathVariable UUID id, @PathVariable String name) {
        return page(HttpStatus.OK, id, step(name), StepForm.EMPTY, List.of());
    }

    @PostMapping({"/complaints/{id}/steps/{name}", "/desk/{id}/steps/{name}"})
    View make(
            @PathVariable UUID id,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String information,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String remedy,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "IRR") String currency,
            @RequestParam(defaultValue = "") String by) {
        var step = step(name);
        var form =
                new StepForm(question + information + reason + comment, ground, outcome, remedy, amount, currency, by);
        try {
            var file = Refusals.done(form.make(step, Callers.required(), id, proceedings, new Check())
                    .orElseThrow(Refused::notFound));
            return Redirects.within(home(file));
        } catch (InvalidFields invalid) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, id, step, form, invalid.errors());
        }
    }

    private static Step step(String name) {
        return StepForm.step(name).orElseThrow(Refused::notFound);
    }

    private View page(HttpStatus status, UUID id, Step step, StepForm form, List<FieldError> errors) {
        var caller = Callers.required();
        var file = complaints.view(caller, id).orElseThrow(Refused::notFound);
        var party = complaints.partyOf(caller, file).orElseThrow(Refused::notFound);
        if (!complaints.open(file, party).contains(step)) {
            throw new Refused(HttpStatus.CONFLICT, "wrong-state", file.state());
        }
        return pages.view(
                status,
                "complaint/step",
                new StepPage(
                        file,
                        policies.named(file.policyVersion()),
                        step,
                        StepForm.fields(step).orElseThrow(),
                        form,
                        home(file),
                        party,
                        errors));
    }

    private String home(CaseFile file) {
        var party = complaints.partyOf(Callers.required(), file).orElse(Party.CENTRE);
        return (party == Party.BUSINESS ? "/desk/" : "/complaints/") + file.id();
    }
}
