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
import org.touchstone.complaint.Flood;
import org.touchstone.complaint.Floods;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;

/** Suspected floods for officers, and what the consumer of a complaint set aside reads. */
@Controller
public class FloodPages {

    private static final int AT_ONCE = 50;

    private final Floods floods;
    private final Pages pages;

    FloodPages(Floods floods, Pages pages) {
        this.floods = floods;
        this.pages = pages;
    }

    /** Suspicions. */
    public record FloodsPage(List<Flood> floods, @Nullable String next) {}

    /** One suspicion; an auditor only reads. */
    public record FloodPage(Flood.File file, boolean mayDecide, List<FieldError> errors) {}

    /** A complaint that was set aside or taken in again. */
    public record SetAsidePage(UUID complaintId, Flood.Decided decision) {}

    @GetMapping("/officer/floods")
    View floods(@RequestParam(required = false) @Nullable String cursor) {
        Callers.reader();
        var found = floods.floods(Cursor.of(cursor), AT_ONCE);
        var next = found.size() < AT_ONCE
                ? null
                : new Cursor(found.getLast().openedAt(), found.getLast().id()).text();
        return pages.view("complaint/floods", new FloodsPage(found, next));
    }

    @GetMapping("/officer/floods/{id}")
    View flood(@PathVariable UUID id) {
        return page(HttpStatus.OK, id, List.of());
    }

    @PostMapping("/officer/floods/{id}")
    View decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<UUID> complaints,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String what) {
        var officer = Callers.officer();
        var check = new Check();
        var why = check.text("reason", reason, 2000);
        if (complaints.isEmpty()) {
            check.fault("complaints", "choose");
        }
        if (!check.errors().isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, id, check.errors());
        }
        var changed = what.equals("release")
                ? floods.release(officer, id, complaints, why)
                : floods.quarantine(officer, id, complaints, why);
        if (changed.orElseThrow(Refused::notFound).isEmpty()) {
            throw new Refused(HttpStatus.CONFLICT, "decided-already");
        }
        return Redirects.within("/officer/floods/" + id);
    }

    @GetMapping("/complaints/{id}/set-aside")
    View setAside(@PathVariable UUID id) {
        var decision = floods.decisionAbout(Callers.required(), id).orElseThrow(Refused::notFound);
        return pages.view("complaint/setaside", new SetAsidePage(id, decision));
    }

    private View page(HttpStatus status, UUID id, List<FieldError> errors) {
        var reader = Callers.reader();
        var file = floods.find(reader, id).orElseThrow(Refused::notFound);
        return pages.view(status, "complaint/flood", new FloodPage(file, reader.isOfficer(), errors));
    }
}
