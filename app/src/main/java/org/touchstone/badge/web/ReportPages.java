package org.touchstone.badge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.touchstone.badge.Mismatches;
import org.touchstone.badge.Reports;
import org.touchstone.badge.Reports.Report;
import org.touchstone.badge.store.MismatchStore;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pace;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;

/** Reporting a mark that is shown where it does not belong, and the officers' list of reports and of sites that show copies. */
@Controller
public class ReportPages {

    private static final int LONGEST = 1000;
    private static final int AT_ONCE = 100;

    private final Reports reports;
    private final Mismatches mismatches;
    private final Registry registry;
    private final Pace pace;
    private final Pages pages;

    ReportPages(Reports reports, Mismatches mismatches, Registry registry, Pace pace, Pages pages) {
        this.reports = reports;
        this.mismatches = mismatches;
        this.registry = registry;
        this.pace = pace;
        this.pages = pages;
    }

    /** The form. */
    public record ReportPage(
            Mark mark, String website, String note, String contact, boolean sent, List<FieldError> errors) {}

    /** A report with the mark that was shown. */
    public record Reported(Report report, @Nullable Mark mark) {}

    /** A site that showed the picture of a mark that is not its own. */
    public record Showing(
            MismatchStore.Row row, String host, @Nullable Mark mark) {}

    /** What officers see. */
    public record ForgeriesPage(List<Reported> reports, List<Showing> showings, boolean mayAct, int days) {}

    @GetMapping("/m/{code}/report")
    View ask(@PathVariable String code, @RequestParam(defaultValue = "") String seenAt) {
        return form(HttpStatus.OK, new ReportPage(mark(code), seenAt, "", "", false, List.of()));
    }

    @PostMapping("/m/{code}/report")
    View report(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String seenAt,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String contact,
            HttpServletRequest request) {
        var mark = mark(code);
        var check = new Check();
        var typed = check.text("seenAt", seenAt, 300);
        var host = Host.in(typed);
        if (host.isEmpty() && !typed.isEmpty()) {
            check.fault("seenAt", "not-an-address");
        }
        if (host.filter(mark.host()::equals).isPresent()) {
            check.fault("seenAt", "is-the-marks-own");
        }
        var words = check.optionalText("seen", seen, LONGEST);
        var reach = check.optionalText("contact", contact, 200);
        if (!check.errors().isEmpty() || host.isEmpty()) {
            return form(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    new ReportPage(mark, seenAt, seen, contact, false, check.errors()));
        }
        pace.report(request);
        if (!reports.take(mark.code(), host.get(), words, reach)) {
            throw new Refused(HttpStatus.TOO_MANY_REQUESTS, "reports-full");
        }
        return form(HttpStatus.OK, new ReportPage(mark, host.get().readable(), "", "", true, List.of()));
    }

    private View form(HttpStatus status, ReportPage page) {
        return pages.view(status, "badge/report", page);
    }

    private Mark mark(String code) {
        return registry.mark(code).orElseThrow(Refused::notFound);
    }

    @GetMapping("/officer/forgeries")
    View forgeries() {
        var caller = Callers.reader();
        var marks = new HashMap<String, @Nullable Mark>();
        var reported = new ArrayList<Reported>();
        for (var report : reports.open(AT_ONCE)) {
            reported.add(new Reported(report, known(marks, report.mark())));
        }
        var showings = new ArrayList<Showing>();
        for (var row : mismatches.lately(AT_ONCE)) {
            var host = row.host().equals(MismatchStore.OTHERS) ? "" : new Host(row.host()).readable();
            showings.add(new Showing(row, host, known(marks, row.mark())));
        }
        return pages.view(
                "badge/forgeries", new ForgeriesPage(reported, showings, caller.isOfficer(), Mismatches.DAYS));
    }

    private @Nullable Mark known(Map<String, @Nullable Mark> marks, String code) {
        return marks.computeIfAbsent(code, c -> registry.mark(c).orElse(null));
    }

    @PostMapping("/officer/forgeries/{id}/looked")
    View looked(@PathVariable UUID id) {
        if (!reports.looked(Callers.officer(), id)) {
            throw Refused.notFound();
        }
        return Redirects.within("/officer/forgeries");
    }
}
