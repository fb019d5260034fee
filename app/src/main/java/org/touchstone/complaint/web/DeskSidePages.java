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
import org.touchstone.account.Team;
import org.touchstone.account.Team.Own;
import org.touchstone.complaint.Desk;
import org.touchstone.complaint.SavedReply;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;

/** Sharing the work: giving cases to each other, notes, saved replies. */
@Controller
public class DeskSidePages {

    private final Desk desk;
    private final Team team;
    private final Pages pages;

    DeskSidePages(Desk desk, Team team, Pages pages) {
        this.desk = desk;
        this.team = team;
        this.pages = pages;
    }

    /**
     * The saved replies of a business and the form to save one.
     *
     * @param id the one being changed; absent for a new one
     */
    public record RepliesPage(
            @Nullable Own own,
            List<Own> all,
            List<SavedReply> replies,
            @Nullable UUID id,
            String title,
            String replyText,
            Language language,
            List<FieldError> errors) {}

    @PostMapping("/desk/{id}/assignment")
    View assign(@PathVariable UUID id, @RequestParam(defaultValue = "") String person) {
        desk.assign(Callers.required(), id, person(person));
        return Redirects.within("/desk/" + id);
    }

    @PostMapping("/desk/assignments")
    View assignAll(
            @RequestParam(required = false) @Nullable List<UUID> cases,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "/desk") String back) {
        var caller = Callers.required();
        var to = person(person);
        (cases == null ? List.<UUID>of() : cases).forEach(id -> desk.assign(caller, id, to));
        return Redirects.within(back);
    }

    private static @Nullable UUID person(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            var check = new Check();
            check.fault("person", "wrong-type");
            check.done();
            return null;
        }
    }

    @PostMapping("/desk/{id}/notes")
    View write(@PathVariable UUID id, @RequestParam(defaultValue = "") String noteText) {
        var check = new Check();
        var text = check.text("noteText", noteText, 2000);
        check.done();
        desk.write(Callers.required(), id, text);
        return Redirects.within("/desk/" + id + "#notes");
    }

    @GetMapping("/desk/replies")
    View replies(
            @RequestParam(required = false) @Nullable UUID business,
            @RequestParam(required = false) @Nullable UUID id) {
        var caller = Callers.required();
        var own = team.choose(caller, business).orElse(null);
        var chosen = own == null || id == null
                ? null
                : desk.replies(caller, own.id()).stream()
                        .filter(r -> r.id().equals(id))
                        .findFirst()
                        .orElse(null);
        return page(
                HttpStatus.OK,
                business,
                chosen == null ? null : chosen.id(),
                chosen == null ? "" : chosen.title(),
                chosen == null ? "" : chosen.text(),
                chosen == null ? Language.FA : chosen.language(),
                List.of());
    }

    @PostMapping("/desk/replies")
    View save(
            @RequestParam UUID business,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String replyText,
            @RequestParam(defaultValue = "fa") String language) {
        var caller = Callers.required();
        var check = new Check();
        var name = check.line("title", title, 100);
        var text = check.text("replyText", replyText, 5000);
        var written = Language.of(language).orElse(Language.FA);
        if (!check.errors().isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, business, id, title, replyText, written, check.errors());
        }
        desk.save(caller, business, id, name, text, written);
        return Redirects.within("/desk/replies?business=" + business);
    }

    @PostMapping("/desk/replies/{id}/removal")
    View remove(@PathVariable UUID id, @RequestParam UUID business) {
        desk.remove(Callers.required(), business, id);
        return Redirects.within("/desk/replies?business=" + business);
    }

    private View page(
            HttpStatus status,
            @Nullable UUID business,
            @Nullable UUID id,
            String title,
            String text,
            Language language,
            List<FieldError> errors) {
        var caller = Callers.required();
        var own = team.choose(caller, business).orElse(null);
        return pages.view(
                status,
                "complaint/replies",
                new RepliesPage(
                        own,
                        team.businesses(caller),
                        own == null ? List.of() : desk.replies(caller, own.id()),
                        id,
                        title,
                        text,
                        language,
                        errors));
    }
}
