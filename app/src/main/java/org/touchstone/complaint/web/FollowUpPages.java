package org.touchstone.complaint.web;

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
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.Dispute;
import org.touchstone.complaint.Disputes;
import org.touchstone.complaint.FollowUp;
import org.touchstone.complaint.FollowUp.Kind;
import org.touchstone.complaint.FollowUp.NextStep;
import org.touchstone.complaint.FollowUp.Outcome;
import org.touchstone.complaint.FollowUps;
import org.touchstone.complaint.Task;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;

/** The officers' queue, most urgent first, with why each case is there; follow-ups and disputes and what is done about them. */
@Controller
public class FollowUpPages {

    private static final int AT_ONCE = 50;

    private final FollowUps followUps;
    private final Disputes disputes;
    private final Complaints complaints;
    private final Pages pages;

    FollowUpPages(FollowUps followUps, Disputes disputes, Complaints complaints, Pages pages) {
        this.followUps = followUps;
        this.disputes = disputes;
        this.complaints = complaints;
        this.pages = pages;
    }

    /** The queue; an auditor only reads. */
    public record QueuePage(
            Task.@Nullable Why why,
            Map<Task.Why, Integer> counts,
            List<Task> tasks,
            @Nullable String next,
            boolean mayAct) {

        /** All tasks together. */
        public int all() {
            return counts.values().stream().mapToInt(n -> n).sum();
        }
    }

    /** One follow-up. */
    public record FollowUpPage(FollowUp task, boolean mayAct, List<FieldError> errors) {
        /** What can have been done. */
        public List<Kind> kinds() {
            return List.of(Kind.CALL, Kind.LETTER, Kind.NOTE);
        }

        /** What can have come of it. */
        public List<Outcome> outcomes() {
            return List.of(Outcome.values());
        }

        /** What can come next. */
        public List<NextStep> nextSteps() {
            return List.of(NextStep.values());
        }
    }

    /** One dispute. */
    public record DisputePage(Dispute dispute, CaseFile file, boolean mayAct, List<FieldError> errors) {}

    @GetMapping("/officer/complaints")
    View queue(
            @RequestParam(required = false) @Nullable String why,
            @RequestParam(required = false) @Nullable String cursor) {
        var reader = Callers.reader();
        var check = new Check();
        var kind = why == null || why.isBlank() ? null : check.oneOf("why", why, Task.Why.class);
        check.done();
        var tasks = followUps.queue(kind, Cursor.of(cursor), AT_ONCE);
        var next = tasks.size() < AT_ONCE
                ? null
                : new Cursor(tasks.getLast().dueAt(), tasks.getLast().id()).text();
        return pages.view("complaint/queue", new QueuePage(kind, followUps.counts(), tasks, next, reader.isOfficer()));
    }

    @GetMapping("/officer/follow-ups/{id}")
    View followUp(@PathVariable UUID id) {
        return followUp(HttpStatus.OK, id, List.of());
    }

    private View followUp(HttpStatus status, UUID id, List<FieldError> errors) {
        var reader = Callers.reader();
        var task = followUps.find(reader, id).orElseThrow(Refused::notFound);
        boolean mayAct = reader.isOfficer() && task.doneAt() == null;
        return pages.view(status, "complaint/followup", new FollowUpPage(task, mayAct, errors));
    }

    @PostMapping("/officer/follow-ups/{id}/log")
    View log(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String nextStep,
            @RequestParam(defaultValue = "") String nextDue) {
        var officer = Callers.officer();
        var check = new Check();
        var done = check.oneOf("kind", kind, Kind.class);
        var came = check.oneOf("result", result, Outcome.class);
        var text = check.optionalText("note", note, 2000);
        var next = check.oneOf("nextStep", nextStep, NextStep.class);
        var by = check.day("nextDue", nextDue);
        if (!check.errors().isEmpty()) {
            return followUp(HttpStatus.UNPROCESSABLE_CONTENT, id, check.errors());
        }
        if (!followUps.log(officer, id, done, came, text, next, by)) {
            throw new Refused(HttpStatus.CONFLICT, "decided-already");
        }
        return Redirects.within("/officer/follow-ups/" + id);
    }

    @PostMapping("/officer/follow-ups/{id}")
    View close(@PathVariable UUID id, @RequestParam(defaultValue = "") String note) {
        var officer = Callers.officer();
        var check = new Check();
        var done = check.text("note", note, 2000);
        if (!check.errors().isEmpty()) {
            return followUp(HttpStatus.UNPROCESSABLE_CONTENT, id, check.errors());
        }
        if (!followUps.close(officer, id, done)) {
            throw new Refused(HttpStatus.CONFLICT, "decided-already");
        }
        return Redirects.within("/officer/complaints");
    }

    @GetMapping("/officer/disputes/{id}")
    View dispute(@PathVariable UUID id) {
        return dispute(HttpStatus.OK, id, List.of());
    }

    private View dispute(HttpStatus status, UUID id, List<FieldError> errors) {
        var reader = Callers.reader();
        var dispute = disputes.find(id).orElseThrow(Refused::notFound);
        var file = complaints.view(reader, dispute.complaintId()).orElseThrow(Refused::notFound);
        boolean mayAct = reader.isOfficer() && dispute.decidedAt() == null;
        return pages.view(status, "complaint/dispute", new DisputePage(dispute, file, mayAct, errors));
    }

    @PostMapping("/officer/disputes/{id}")
    View decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String correct,
            @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.officer();
        try {
            var check = new Check();
            if (!correct.equals("true") && !correct.equals("false")) {
                check.fault("correct", "choose");
            }
            var why = check.text("reason", reason, StepForm.LONGEST);
            check.done();
            Refused.unlessFound(disputes.decide(officer, id, correct.equals("true"), why));
            return Redirects.within("/officer/disputes/" + id);
        } catch (InvalidFields invalid) {
            return dispute(HttpStatus.UNPROCESSABLE_CONTENT, id, invalid.errors());
        }
    }
}
