package org.touchstone.complaint.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.complaint.Attempt;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.FollowUp;
import org.touchstone.complaint.FollowUps;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.web.ComplaintJson.MoneyJson;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.State;

/** Complaints for programs: of consumers, businesses and officers. */
@RestController
class ComplaintApi {

    private final Complaints complaints;
    private final FollowUps followUps;
    private final AssistedFiling assisted;

    ComplaintApi(Complaints complaints, FollowUps followUps, AssistedFiling assisted) {
        this.complaints = complaints;
        this.followUps = followUps;
        this.assisted = assisted;
    }

    /** What a consumer files. */
    record FilingJson(
            @Nullable String website,
            @Nullable String invoiceNumber,
            @Nullable String purchasedOn,
            @Nullable String category,
            @Nullable String narrative,
            @Nullable Boolean publishNarrative,
            @Nullable MoneyJson amount,
            @Nullable String remedy,
            @Nullable String appeal) {

        FilingForm form() {
            return new FilingForm(
                    website,
                    category,
                    narrative,
                    Boolean.TRUE.equals(publishNarrative),
                    invoiceNumber,
                    purchasedOn,
                    amount == null ? null : amount.value(),
                    amount == null ? null : amount.currency(),
                    remedy);
        }
    }

    /** What a consumer says of an answer. */
    record OutcomeJson(
            @Nullable Boolean solved,
            @Nullable Integer score,
            @Nullable String comment) {}

    /** What a business answers. */
    record AnswerJson(
            @Nullable String text,
            @Nullable String remedy,
            @Nullable MoneyJson amount,
            @Nullable String by) {}

    /** A page of a list. */
    record Page<T>(List<T> items, @Nullable String next) {}

    @PostMapping("/api/v1/complaints")
    ResponseEntity<ComplaintJson> file(@RequestBody FilingJson filing) {
        var caller = Callers.required();
        var filed = filing.form().filing();
        var check = new Check();
        var appeal = check.optionalText("appeal", filing.appeal(), StepForm.LONGEST);
        check.done();
        return created(
                appeal == null ? complaints.file(caller, filed) : complaints.fileOnAppeal(caller, filed, appeal));
    }

    private ResponseEntity<ComplaintJson> created(Attempt attempt) {
        var file = Refusals.done(attempt);
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/v1/complaints/{id}").build(file.id()))
                .body(json(file));
    }

    /**
     * A filing for someone on the telephone.
     *
     * @param consent how the person consented, in the officer's words
     */
    record AssistedJson(
            @Nullable String nationalId,
            @Nullable String consent,
            @Nullable FilingJson complaint) {}

    @PostMapping("/api/v1/assisted-complaints")
    ResponseEntity<ComplaintJson> fileFor(@RequestBody AssistedJson body) {
        var officer = Callers.officer();
        var check = new Check();
        var number = check.line("nationalId", body.nationalId(), 40);
        var consent = check.text("consent", body.consent(), 2000);
        if (body.complaint() == null) {
            check.fault("complaint", "required");
        }
        var consumer = assisted.consumer(number, check);
        check.done();
        return created(complaints.fileFor(
                officer,
                consumer.orElseThrow(),
                Objects.requireNonNull(body.complaint()).form().filing(),
                consent));
    }

    private ComplaintJson json(CaseFile file) {
        return ComplaintJson.of(file, complaints.open(Callers.required(), file));
    }

    /** Cases of one party, looked at at one instant. */
    private List<ComplaintJson> json(List<CaseFile> files, Party party) {
        var steps = complaints.open(files, party);
        return IntStream.range(0, files.size())
                .mapToObj(i -> ComplaintJson.of(files.get(i), steps.get(i)))
                .toList();
    }

    @GetMapping("/api/v1/complaints/{id}")
    ComplaintJson view(@PathVariable UUID id) {
        return json(complaints.view(Callers.required(), id).orElseThrow(Refused::notFound));
    }

    @GetMapping("/api/v1/complaints")
    Page<ComplaintJson> mine() {
        return new Page<>(json(complaints.mine(Callers.required()), Party.CONSUMER), null);
    }

    @PostMapping("/api/v1/complaints/{id}/outcome")
    ComplaintJson rate(@PathVariable UUID id, @RequestBody OutcomeJson outcome) {
        var caller = Callers.required();
        var check = new Check();
        var score = check.number("score", outcome.score(), 1, 5);
        if (outcome.solved() == null) {
            check.fault("solved", "required");
        }
        var comment = check.optionalText("comment", outcome.comment(), 2000);
        check.done();
        return json(Refusals.done(complaints
                .rate(caller, id, Boolean.TRUE.equals(outcome.solved()), score, comment)
                .orElseThrow(() -> notAParty(id))));
    }

    @PostMapping("/api/v1/complaints/{id}/withdrawal")
    ComplaintJson withdraw(@PathVariable UUID id) {
        return json(Refusals.done(complaints.withdraw(Callers.required(), id).orElseThrow(() -> notAParty(id))));
    }

    @PostMapping({"/api/v1/complaints/{id}/answer", "/api/v1/desk/complaints/{id}/answer"})
    ComplaintJson answer(@PathVariable UUID id, @RequestBody AnswerJson answer) {
        var caller = Callers.required();
        var check = new Check();
        var text = check.text("text", answer.text(), 5000);
        var remedy = check.oneOf("remedy", answer.remedy(), Remedy.class);
        var amount = answer.amount() == null
                ? null
                : check.money("amount", answer.amount().value(), answer.amount().currency());
        var by = check.optionalDay("by", answer.by()).orElse(null);
        check.done();
        return json(Refusals.done(complaints
                .answer(caller, id, text, new Offer(remedy, amount, by))
                .orElseThrow(() -> notAParty(id))));
    }

    /** A party who makes the other party's step is told so; a stranger learns nothing. */
    private Refused notAParty(UUID id) {
        return complaints.view(Callers.required(), id).isPresent()
                ? new Refused(HttpStatus.FORBIDDEN, "not-a-party")
                : Refused.notFound();
    }

    @GetMapping("/api/v1/desk/complaints")
    ResponseEntity<Page<ComplaintJson>> desk(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var caller = Callers.required();
        var check = new Check();
        var states = state == null || state.isBlank()
                ? List.of(State.values())
                : List.of(check.oneOf("state", state, State.class));
        check.done();
        int most = Cursor.limit(limit);
        var files = complaints.desk(caller, states, Cursor.of(cursor), most);
        var next = files.size() < most
                ? null
                : ComplaintStore.cursor(files.getLast()).text();
        return page(json(files, Party.BUSINESS), next, "/api/v1/desk/complaints", state, most);
    }

    /** A follow-up of the centre. */
    record FollowUpJson(
            UUID id,
            UUID complaintId,
            String reference,
            String website,
            String business,
            String state,
            String why,
            String nextStep,
            Instant openedAt,
            Instant dueAt) {
        static FollowUpJson of(FollowUp f) {
            return new FollowUpJson(
                    f.id(),
                    f.complaintId(),
                    f.reference(),
                    f.host(),
                    f.legalName(),
                    f.state().name(),
                    "UNANSWERED",
                    f.nextStep().name(),
                    f.openedAt(),
                    f.dueAt());
        }
    }

    @GetMapping("/api/v1/follow-ups")
    ResponseEntity<Page<FollowUpJson>> followUps(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Callers.reader();
        int most = Cursor.limit(limit);
        var open = followUps.open(Cursor.of(cursor), most);
        var next = open.size() < most
                ? null
                : new Cursor(open.getLast().dueAt(), open.getLast().id()).text();
        return page(open.stream().map(FollowUpJson::of).toList(), next, "/api/v1/follow-ups", null, most);
    }

    private static <T> ResponseEntity<Page<T>> page(
            List<T> items, @Nullable String next, String path, @Nullable String state, int limit) {
        var answer = ResponseEntity.ok();
        if (next != null) {
            var link = UriComponentsBuilder.fromPath(path)
                    .queryParam("cursor", next)
                    .queryParam("limit", limit)
                    .queryParamIfPresent("state", Optional.ofNullable(state))
                    .encode()
                    .build(Map.of());
            answer.header("Link", "<" + link + ">; rel=\"next\"");
        }
        return answer.body(new Page<>(items, next));
    }
}
