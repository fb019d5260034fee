package org.touchstone.record.web;

import java.util.List;
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
import org.touchstone.record.Incident;
import org.touchstone.record.Incidents;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;

/** The officers' page of a website's incidents. */
@Controller
public class IncidentPages {

    private final Registry registry;
    private final Incidents incidents;
    private final Pages pages;

    IncidentPages(Registry registry, Incidents incidents, Pages pages) {
        this.registry = registry;
        this.incidents = incidents;
        this.pages = pages;
    }

    /**
     * The page.
     *
     * @param incidents the newest first
     * @param mayAct whether the reader may establish, close and withdraw
     * @param id of the incident the form records: sent twice it is one
     */
    public record IncidentsPage(
            Mark mark,
            List<Incident> incidents,
            boolean mayAct,
            UUID id,
            String kind,
            boolean severe,
            String sentence,
            String reason,
            List<FieldError> errors) {}

    @GetMapping("/officer/marks/{code}/incidents")
    View incidents(@PathVariable String code) {
        return page(code, "", false, "", "", new Check());
    }

    private View page(String code, String kind, boolean severe, String sentence, String reason, Check check) {
        var reader = Callers.reader();
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        return pages.view(
                check.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "record/incidents",
                new IncidentsPage(
                        mark,
                        incidents.of(mark.code()).reversed(),
                        reader.isOfficer(),
                        UUID.randomUUID(),
                        kind,
                        severe,
                        sentence,
                        reason,
                        check.errors()));
    }

    @PostMapping("/officer/marks/{code}/incidents")
    View open(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam(defaultValue = "") String incidentKind,
            @RequestParam(defaultValue = "false") boolean severe,
            @RequestParam(defaultValue = "") String sentence,
            @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.officer();
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var check = new Check();
        var what = check.oneOf("incidentKind", incidentKind, Incident.Kind.class);
        var words = check.text("sentence", sentence, IncidentApi.LONGEST_SENTENCE);
        var why = check.text("reason", reason, IncidentApi.LONGEST_REASON);
        if (!check.errors().isEmpty()) {
            return page(code, incidentKind, severe, sentence, reason, check);
        }
        incidents.open(officer, id == null ? UUID.randomUUID() : id, mark, what, severe, words, why);
        return Redirects.within("/officer/marks/" + mark.code() + "/incidents");
    }

    @PostMapping("/officer/marks/{code}/incidents/{id}/closing")
    View close(@PathVariable String code, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        return end(code, id, reason, incidents::close);
    }

    @PostMapping("/officer/marks/{code}/incidents/{id}/withdrawal")
    View withdraw(@PathVariable String code, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        return end(code, id, reason, incidents::withdraw);
    }

    /** How an incident ends; with nothing where it has already. */
    private interface End {
        Optional<Incident> of(Caller officer, UUID id, String reason);
    }

    private View end(String code, UUID id, String reason, End end) {
        var officer = Callers.officer();
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        Refused.unlessFound(incidents.find(id).filter(i -> i.mark().equals(mark.code())));
        var check = new Check();
        var why = check.text("reason", reason, IncidentApi.LONGEST_REASON);
        if (!check.errors().isEmpty()) {
            return page(code, "", false, "", "", check);
        }
        if (end.of(officer, id, why).isEmpty()) {
            throw new Refused(HttpStatus.CONFLICT, "wrong-state");
        }
        return Redirects.within("/officer/marks/" + mark.code() + "/incidents");
    }
}
