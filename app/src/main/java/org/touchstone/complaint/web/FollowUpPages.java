package org.touchstone.complaint.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.FollowUp;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;

/** The officers' follow-ups: complaints left unanswered, the most urgent first. */
@Controller
public class FollowUpPages {

    private static final int AT_ONCE = 50;

    private final Complaints complaints;
    private final Pages pages;

    FollowUpPages(Complaints complaints, Pages pages) {
        this.complaints = complaints;
        this.pages = pages;
    }

    /** What the page shows; an auditor only reads. */
    public record FollowUpsPage(
            List<FollowUp> open, @Nullable String next, boolean mayClose) {}

    @GetMapping("/officer")
    View followUps(@RequestParam(required = false) @Nullable String cursor) {
        var reader = Callers.reader();
        var open = complaints.followUps(Cursor.of(cursor), AT_ONCE);
        var next = open.size() < AT_ONCE
                ? null
                : new Cursor(open.getLast().dueAt(), open.getLast().id()).text();
        return pages.view("complaint/followups", new FollowUpsPage(open, next, reader.isOfficer()));
    }

    @PostMapping("/officer/follow-ups/{id}")
    View close(@PathVariable UUID id, @RequestParam(defaultValue = "") String note) {
        var officer = Callers.officer();
        var check = new Check();
        var done = check.text("note", note, 2000);
        check.done();
        if (!complaints.closeFollowUp(officer, id, done)) {
            throw new Refused(HttpStatus.CONFLICT, "decided-already");
        }
        return Redirects.within("/officer");
    }
}
