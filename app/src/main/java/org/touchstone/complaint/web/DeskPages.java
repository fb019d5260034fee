package org.touchstone.complaint.web;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.touchstone.account.Person;
import org.touchstone.complaint.AnswerByMail;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.ComplaintEvidence;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.Desk;
import org.touchstone.complaint.Dispute;
import org.touchstone.complaint.Disputes;
import org.touchstone.complaint.Letter;
import org.touchstone.complaint.Letters;
import org.touchstone.complaint.Whose;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.rules.complaint.Correction;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.policy.Policy;

/** The desk of a business: what to answer first, and answering. */
@Controller
public class DeskPages {

    private static final int AT_ONCE = 50;

    private final Complaints complaints;
    private final ComplaintEvidence evidence;
    private final Letters letters;
    private final Disputes disputes;
    private final Desk desk;
    private final DeskSide.Maker sides;
    private final AnswerByMail byMail;
    private final Policies policies;
    private final Pages pages;

    DeskPages(
            Complaints complaints,
            ComplaintEvidence evidence,
            Letters letters,
            Disputes disputes,
            Desk desk,
            DeskSide.Maker sides,
            AnswerByMail byMail,
            Policies policies,
            Pages pages) {
        this.complaints = complaints;
        this.evidence = evidence;
        this.letters = letters;
        this.disputes = disputes;
        this.desk = desk;
        this.sides = sides;
        this.byMail = byMail;
        this.policies = policies;
        this.pages = pages;
    }

    /** The three piles of a desk. */
    public enum Pile {
        TO_ANSWER,
        WAITING,
        CLOSED;

        private List<State> states() {
            return Arrays.stream(State.values()).filter(s -> of(s) == this).toList();
        }

        private static Pile of(State state) {
            return switch (state) {
                case OPEN, UNANSWERED, RULED -> TO_ANSWER;
                case ANSWERED, WAITING_CONSUMER, REFUSAL_REVIEW, MEDIATION, SETTLED -> WAITING;
                case ANSWERED_AFTER_EXPIRY,
                        RESOLVED,
                        NOT_RESOLVED,
                        CLOSED_UNRATED,
                        EXCLUDED,
                        COMPLIED,
                        REFERRED,
                        WITHDRAWN,
                        NOT_ADMITTED -> CLOSED;
            };
        }

        /** Its name in addresses. */
        public String path() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A desk.
     *
     * @param whose whose cases are shown
     * @param assignees who sees to the cases shown
     * @param assignable to whom the reader may give cases
     */
    public record DeskPage(
            Pile pile,
            Map<Pile, Integer> counts,
            List<CaseFile> files,
            @Nullable String next,
            Whose whose,
            Map<UUID, Person> assignees,
            List<Person> assignable) {}

    /**
     * What stands around the answer.
     *
     * @param steps what the business may do now besides
     * @param letters the thread
     * @param mayWrite whether it may write into the thread
     * @param disputable what of the record it may dispute
     * @param disputes its disputes about this complaint
     */
    public record Around(
            List<Step> steps,
            List<Letter> letters,
            boolean mayWrite,
            List<Correction> disputable,
            List<Dispute> disputes) {}

    /**
     * Answering.
     *
     * @param preview the text as the public will read it; absent until a preview is asked for
     */
    public record AnswerPage(
            CaseFile file,
            ComplaintEvidence.Shown evidence,
            Policy policy,
            String text,
            String remedy,
            String amount,
            String currency,
            String by,
            @Nullable String preview,
            Around around,
            List<FieldError> errors,
            DeskSide side) {

        /** What a business may offer. */
        public List<Remedy> remedies() {
            return List.of(Remedy.values());
        }
    }

    @GetMapping("/desk")
    View desk(
            @RequestParam(defaultValue = "to-answer") String pile,
            @RequestParam(defaultValue = "all") String whose,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = Callers.required();
        var check = new Check();
        var chosen = check.oneOf("pile", pile, Pile.class);
        var by = check.oneOf("whose", whose, Whose.class);
        check.done();
        var counts = new EnumMap<Pile, Integer>(Pile.class);
        for (var one : Pile.values()) {
            counts.put(one, complaints.countDesk(caller, one.states()));
        }
        var files = desk.cases(caller, chosen.states(), by, Cursor.of(cursor), AT_ONCE);
        var next = files.size() < AT_ONCE
                ? null
                : ComplaintStore.cursor(files.getLast()).text();
        var assignees = desk.assignees(files.stream().map(CaseFile::id).toList());
        return pages.view(
                "complaint/desk", new DeskPage(chosen, counts, files, next, by, assignees, desk.assignable(caller)));
    }

    @GetMapping("/desk/export.csv")
    ResponseEntity<String> export() {
        var files = complaints.desk(Callers.required(), List.of(State.values()), Cursor.START, 10_000);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"complaints.csv\"")
                .body(DeskExport.csv(files));
    }

    @GetMapping("/desk/{id}")
    View look(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID reply,
            @RequestParam(defaultValue = "") String draft) {
        var caller = Callers.required();
        var file = mine(id);
        var text = reply != null
                ? desk.madeOut(caller, file, reply)
                : draft.isEmpty() ? "" : byMail.draft(caller, id).orElse("");
        return page(HttpStatus.OK, file, text, "", "", "IRR", "", null, List.of());
    }

    @PostMapping("/desk/{id}")
    View answer(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String remedy,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "IRR") String currency,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "preview") String what) {
        var file = mine(id);
        var check = new Check();
        var written = check.text("text", text, 5000);
        var offered = check.oneOf("remedy", remedy, Remedy.class);
        var money = check.money("amount", amount, currency);
        var day = check.optionalDay("by", by).orElse(null);
        if (!check.errors().isEmpty()) {
            return page(
                    HttpStatus.UNPROCESSABLE_CONTENT, file, text, remedy, amount, currency, by, null, check.errors());
        }
        if (!what.equals("send")) {
            var look = complaints.publicLook(file, written);
            return page(HttpStatus.OK, file, text, remedy, amount, currency, by, look, List.of());
        }
        Refusals.done(complaints
                .answer(Callers.required(), id, written, new Offer(offered, money, day))
                .orElseThrow(Refused::notFound));
        return Redirects.within("/desk/" + id);
    }

    private CaseFile mine(UUID id) {
        return complaints.viewAsBusiness(Callers.required(), id).orElseThrow(Refused::notFound);
    }

    private View page(
            HttpStatus status,
            CaseFile file,
            String text,
            String remedy,
            String amount,
            String currency,
            String by,
            @Nullable String preview,
            List<FieldError> errors) {
        return pages.view(
                status,
                "complaint/answer",
                new AnswerPage(
                        file,
                        evidence.shown(Callers.required(), file),
                        policies.named(file.policyVersion()),
                        text,
                        remedy,
                        amount,
                        currency,
                        by,
                        preview,
                        around(file),
                        errors,
                        sides.of(Callers.required(), file)));
    }

    private Around around(CaseFile file) {
        return new Around(
                complaints.open(file, Party.BUSINESS).stream()
                        .filter(step -> StepForm.fields(step).isPresent())
                        .toList(),
                letters.about(file.id()),
                letters.areOpen(file),
                disputes.open(file),
                disputes.about(file.id()));
    }
}
