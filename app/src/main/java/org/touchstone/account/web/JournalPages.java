package org.touchstone.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.journal.JournalLine;
import org.touchstone.journal.JournalQuestion;
import org.touchstone.journal.Seals;

/** The journal as an auditor reads it: who did what, when, and who looked at which case; and that none of it was altered. */
@Controller
public class JournalPages {

    private static final int AT_ONCE = 100;
    private static final int LONGEST = 200;

    private final Journal journal;
    private final Seals seals;
    private final People people;
    private final Pages pages;

    JournalPages(Journal journal, Seals seals, People people, Pages pages) {
        this.journal = journal;
        this.seals = seals;
        this.people = people;
        this.pages = pages;
    }

    /** What is asked, as it was typed. */
    public record Asked(String actor, String subject, String action, String from, String until) {

        /** The same as the beginning of an address. */
        public String query() {
            return UriComponentsBuilder.newInstance()
                    .queryParam("actor", actor)
                    .queryParam("subject", subject)
                    .queryParam("action", action)
                    .queryParam("from", from)
                    .queryParam("until", until)
                    .encode()
                    .toUriString();
        }
    }

    /**
     * The journal.
     *
     * @param names names of the people who acted, by how the journal names them
     * @param next where it goes on; absent at the end
     * @param seals how much is sealed
     * @param broken seals that no longer match their entries; absent where nobody asked to check
     */
    public record JournalPage(
            Asked asked,
            List<JournalLine> lines,
            Map<String, String> names,
            @Nullable Long next,
            Seals.State seals,
            @Nullable List<String> broken,
            List<FieldError> errors) {}

    @GetMapping("/officer/journal")
    View journal(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "false") boolean check,
            HttpServletRequest request) {
        auditor();
        var asked = new Asked(actor.strip(), subject.strip(), action.strip(), from.strip(), until.strip());
        var faults = new Check();
        var question = question(asked, faults, zone(request));
        var lines = faults.errors().isEmpty()
                ? journal.find(question, before == null ? Long.MAX_VALUE : before, AT_ONCE)
                : List.<JournalLine>of();
        return pages.view(
                faults.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "account/journal",
                new JournalPage(
                        asked,
                        lines,
                        names(lines),
                        lines.size() < AT_ONCE ? null : lines.getLast().id(),
                        seals.state(),
                        check ? seals.broken() : null,
                        faults.errors()));
    }

    /** The same lines as a file, the newest first, without names of people. */
    @GetMapping("/officer/journal.csv")
    void export(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        auditor();
        var check = new Check();
        var question = question(
                new Asked(actor.strip(), subject.strip(), action.strip(), from.strip(), until.strip()),
                check,
                zone(request));
        check.done();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"journal.csv\"");
        var format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader("id", "at", "actor", "action", "subject", "details", "seal")
                .get();
        try (var csv = new CSVPrinter(response.getWriter(), format)) {
            journal.each(question, line -> {
                try {
                    csv.printRecord(
                            line.id(),
                            line.at(),
                            line.actor(),
                            line.action(),
                            line.subject(),
                            line.details(),
                            line.seal());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void auditor() {
        if (!Callers.required().roles().contains(Role.AUDITOR)) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
    }

    private static JournalQuestion question(Asked asked, Check check, ZoneId zone) {
        var actor = check.optionalText("actor", asked.actor(), LONGEST);
        var from = check.optionalDay("from", asked.from());
        var until = check.optionalDay("until", asked.until());
        return new JournalQuestion(
                actor == null || actor.contains(":") || actor.equals("time") ? actor : "person:" + actor,
                check.optionalText("subject", asked.subject(), LONGEST),
                check.optionalText("action", asked.action(), LONGEST),
                from.map(day -> begin(day, zone)).orElse(null),
                until.map(day -> begin(day.plusDays(1), zone)).orElse(null));
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Days are those of the reader, as the page shows them. */
    private static ZoneId zone(HttpServletRequest request) {
        return ZoneId.of(Readers.textsFor(request).language().zone());
    }

    private Map<String, String> names(List<JournalLine> lines) {
        var names = new HashMap<String, String>();
        lines.stream()
                .map(JournalLine::actor)
                .distinct()
                .forEach(actor -> person(actor).ifPresent(person -> names.put(actor, person.name())));
        return names;
    }

    private Optional<Person> person(String actor) {
        if (!actor.startsWith("person:")) {
            return Optional.empty();
        }
        try {
            return people.find(UUID.fromString(actor.substring("person:".length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
