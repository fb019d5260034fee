package org.touchstone.record.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pace;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.Incident;
import org.touchstone.record.IncidentReports;
import org.touchstone.record.IncidentReports.Report;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;

/** Reporting a leak or another incident of a website, and the officers' list of such reports. */
@Controller
public class IncidentReportPages {

    private static final int LONGEST = 2000;
    private static final int AT_ONCE = 100;

    private final IncidentReports reports;
    private final Registry registry;
    private final Pace pace;
    private final Pages pages;

    IncidentReportPages(IncidentReports reports, Registry registry, Pace pace, Pages pages) {
        this.reports = reports;
        this.registry = registry;
        this.pace = pace;
        this.pages = pages;
    }

    /**
     * The form.
     *
     * @param kind what was chosen; empty where nothing was
     */
    public record FormPage(
            Mark mark, String kind, String note, String contact, boolean sent, List<FieldError> errors) {}

    /** A report with the mark it is about. */
    public record Reported(Report report, Mark mark) {}

    /**
     * What officers see.
     *
     * @param reports the oldest first
     * @param mayAct whether the reader may say that a report was looked into
     */
    public record ReportsPage(List<Reported> reports, boolean mayAct) {}

    @GetMapping("/m/{code}/incident-report")
    View ask(@PathVariable String code) {
        return form(HttpStatus.OK, new FormPage(mark(code), "", "", "", false, List.of()));
    }

    @PostMapping("/m/{code}/incident-report")
    View report(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String incidentKind,
            @RequestParam(defaultValue = "") String noticed,
            @RequestParam(defaultValue = "") String contact,
            HttpServletRequest request) {
        var mark = mark(code);
        var check = new Check();
        var kind = check.oneOf("incidentKind", incidentKind, Incident.Kind.class);
        var words = check.text("noticed", noticed, LONGEST);
        var reach = check.optionalText("contact", contact, 200);
        if (!check.errors().isEmpty()) {
            return form(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    new FormPage(mark, incidentKind, noticed, contact, false, check.errors()));
        }
        pace.report(request);
        if (!reports.take(mark.code(), kind, words, reach)) {
            throw new Refused(HttpStatus.TOO_MANY_REQUESTS, "reports-full");
        }
        return form(HttpStatus.OK, new FormPage(mark, "", "", "", true, List.of()));
    }

    private View form(HttpStatus status, FormPage page) {
        return pages.view(status, "record/incident-report", page);
    }

    private Mark mark(String code) {
        return registry.mark(code).orElseThrow(Refused::notFound);
    }

    @GetMapping("/officer/incident-reports")
    View reports() {
        var caller = Callers.reader();
        var open = reports.open(AT_ONCE);
        var marks = registry.marksByCode(open.stream().map(Report::mark).toList());
        var reported = open.stream()
                .map(r -> new Reported(r, Objects.requireNonNull(marks.get(r.mark()))))
                .toList();
        return pages.view("record/incident-reports", new ReportsPage(reported, caller.isOfficer()));
    }

    @PostMapping("/officer/incident-reports/{id}/looked")
    View looked(@PathVariable UUID id) {
        if (!reports.looked(Callers.officer(), id)) {
            throw Refused.notFound();
        }
        return Redirects.within("/officer/incident-reports");
    }
}
