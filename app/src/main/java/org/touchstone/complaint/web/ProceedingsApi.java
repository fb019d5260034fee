package org.touchstone.complaint.web;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.complaint.ComplaintEvidence;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.Dispute;
import org.touchstone.complaint.Disputes;
import org.touchstone.complaint.Letter;
import org.touchstone.complaint.Letters;
import org.touchstone.complaint.Proceedings;
import org.touchstone.complaint.web.ComplaintJson.MoneyJson;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.complaint.Correction;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Step;
import tools.jackson.databind.JsonNode;

/** What may follow a filing besides an answer and a rating, for programs of consumers, businesses and officers. */
@RestController
class ProceedingsApi {

    private static final String COMPLAINT = "/api/v1/complaints/{id}/";
    private static final String DESK = "/api/v1/desk/complaints/{id}/";

    private final Complaints complaints;
    private final Proceedings proceedings;
    private final Disputes disputes;
    private final Letters letters;
    private final ComplaintEvidence evidence;

    ProceedingsApi(
            Complaints complaints,
            Proceedings proceedings,
            Disputes disputes,
            Letters letters,
            ComplaintEvidence evidence) {
        this.complaints = complaints;
        this.proceedings = proceedings;
        this.disputes = disputes;
        this.letters = letters;
        this.evidence = evidence;
    }

    /** A question to the consumer. */
    record QuestionJson(
            @JsonAlias({"text", "message"}) @Nullable String question) {}

    /** The consumer's answer to it. */
    record InformationJson(
            @JsonAlias({"text", "message"}) @Nullable String information) {}

    /** A refusal; evidence is text, or texts and identifiers of files. */
    record RefusalJson(
            @Nullable String reason,
            @Nullable String ground,
            @Nullable JsonNode evidence) {

        /** The files it names. */
        List<UUID> files() {
            return evidence == null || !evidence.isArray()
                    ? List.of()
                    : evidence.valueStream()
                            .map(JsonNode::asString)
                            .filter(text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                            .map(UUID::fromString)
                            .toList();
        }

        String words() {
            var proof = evidence == null || evidence.isNull()
                    ? ""
                    : evidence.isArray()
                            ? evidence.valueStream().map(JsonNode::asString).collect(Collectors.joining("\n"))
                            : evidence.asString();
            return (reason == null ? "" : reason) + (proof.isBlank() ? "" : "\n\n" + proof);
        }
    }

    /** An officer's review of a refusal. */
    record ReviewJson(@Nullable Boolean uphold, @Nullable String reason) {}

    /** An officer's decision on admission. */
    record AdmissionJson(@Nullable Boolean admit, @Nullable String reason) {}

    /** A few words that may be absent. */
    record WordsJson(
            @JsonAlias({"reason", "text"}) @Nullable String comment) {}

    /** Reasons that must be given. */
    record ReasonJson(@JsonAlias("text") @Nullable String reason) {}

    /** Whether something was kept. */
    record KeptJson(@Nullable Boolean kept, @Nullable String comment) {}

    /** Whether a party accepts. */
    record AcceptanceJson(
            @Nullable Boolean accept, @Nullable String comment) {}

    /** A proposal of the centre. */
    record ProposalJson(
            @JsonAlias("text") @Nullable String reason,
            @Nullable String remedy,
            @Nullable MoneyJson amount,
            @Nullable String by) {}

    /** A ruling. */
    record RulingJson(
            @Nullable String outcome,
            @JsonAlias("text") @Nullable String reason,
            @Nullable String remedy,
            @Nullable MoneyJson amount,
            @Nullable String by) {}

    /** A decision on an appeal. */
    record AppealDecisionJson(
            @Nullable Boolean grant, @Nullable String reason) {}

    /** A dispute about a published figure. */
    record DisputeRequest(
            @Nullable String correction, @Nullable String reason) {}

    /** An officer's decision on it. */
    record DisputeDecision(
            @Nullable Boolean correct, @Nullable String reason) {}

    /** A letter. */
    record LetterRequest(@Nullable String text) {}

    @PostMapping({COMPLAINT + "information-request", DESK + "information-request"})
    ComplaintJson askInformation(@PathVariable UUID id, @RequestBody QuestionJson body) {
        return make(Step.ASK_INFORMATION, id, StepForm.of(body.question()));
    }

    @PostMapping(COMPLAINT + "information")
    ComplaintJson giveInformation(@PathVariable UUID id, @RequestBody InformationJson body) {
        return make(Step.GIVE_INFORMATION, id, StepForm.of(body.information()));
    }

    @PostMapping({COMPLAINT + "refusal", DESK + "refusal"})
    ComplaintJson refuse(@PathVariable UUID id, @RequestBody RefusalJson body) {
        var check = new Check();
        Refused.unlessFound(complaints.view(Callers.required(), id));
        if (!evidence.has(id, body.files())) {
            check.fault("evidence", "no-such-file");
        }
        var form = new StepForm(body.words(), body.ground(), null, null, null, null, null);
        return make(Step.REFUSE, id, form, check);
    }

    @PostMapping(COMPLAINT + "refusal-review")
    ComplaintJson reviewRefusal(@PathVariable UUID id, @RequestBody ReviewJson body) {
        return decide(id, "uphold", body.uphold(), Step.UPHOLD_REFUSAL, Step.DENY_REFUSAL, body.reason());
    }

    @PostMapping(COMPLAINT + "admission")
    ComplaintJson decideAdmission(@PathVariable UUID id, @RequestBody AdmissionJson body) {
        return decide(id, "admit", body.admit(), Step.ADMIT, Step.KEEP_OUT, body.reason());
    }

    @PostMapping(COMPLAINT + "promise")
    ComplaintJson confirmKept(@PathVariable UUID id, @RequestBody KeptJson body) {
        return decide(id, "kept", body.kept(), Step.CONFIRM_KEPT, Step.REOPEN, body.comment());
    }

    @PostMapping(COMPLAINT + "reopening")
    ComplaintJson reopen(@PathVariable UUID id, @RequestBody(required = false) @Nullable WordsJson body) {
        return make(Step.REOPEN, id, StepForm.of(body == null ? null : body.comment()));
    }

    @PostMapping({COMPLAINT + "mediation", DESK + "mediation"})
    ComplaintJson askMediation(@PathVariable UUID id, @RequestBody(required = false) @Nullable WordsJson body) {
        return make(Step.ASK_MEDIATION, id, StepForm.of(body == null ? null : body.comment()));
    }

    @PostMapping(COMPLAINT + "settlement-proposal")
    ComplaintJson propose(@PathVariable UUID id, @RequestBody ProposalJson body) {
        return make(Step.PROPOSE_SETTLEMENT, id, form(body.reason(), null, body.remedy(), body.amount(), body.by()));
    }

    @PostMapping({COMPLAINT + "settlement", DESK + "settlement"})
    ComplaintJson respond(@PathVariable UUID id, @RequestBody AcceptanceJson body) {
        return decide(id, "accept", body.accept(), Step.ACCEPT_SETTLEMENT, Step.DECLINE_SETTLEMENT, body.comment());
    }

    @PostMapping(COMPLAINT + "settlement-outcome")
    ComplaintJson confirmSettlement(@PathVariable UUID id, @RequestBody KeptJson body) {
        return decide(id, "kept", body.kept(), Step.CONFIRM_SETTLEMENT, Step.REPORT_BREACH, body.comment());
    }

    @PostMapping(COMPLAINT + "ruling")
    ComplaintJson rule(@PathVariable UUID id, @RequestBody RulingJson body) {
        return make(Step.RULE, id, form(body.reason(), body.outcome(), body.remedy(), body.amount(), body.by()));
    }

    @PostMapping(COMPLAINT + "compliance")
    ComplaintJson confirmCompliance(@PathVariable UUID id, @RequestBody(required = false) @Nullable WordsJson body) {
        return make(Step.CONFIRM_COMPLIANCE, id, StepForm.of(body == null ? null : body.comment()));
    }

    @PostMapping(COMPLAINT + "referral")
    ComplaintJson refer(@PathVariable UUID id, @RequestBody ReasonJson body) {
        return make(Step.REFER, id, StepForm.of(body.reason()));
    }

    @PostMapping({COMPLAINT + "appeal", DESK + "appeal"})
    ComplaintJson appeal(@PathVariable UUID id, @RequestBody ReasonJson body) {
        return make(Step.APPEAL, id, StepForm.of(body.reason()));
    }

    @PostMapping(COMPLAINT + "appeal-decision")
    ComplaintJson decideAppeal(@PathVariable UUID id, @RequestBody AppealDecisionJson body) {
        return decide(id, "grant", body.grant(), Step.GRANT_APPEAL, Step.DENY_APPEAL, body.reason());
    }

    private static StepForm form(
            @Nullable String words,
            @Nullable String outcome,
            @Nullable String remedy,
            @Nullable MoneyJson amount,
            @Nullable String by) {
        return new StepForm(
                words,
                null,
                outcome,
                remedy,
                amount == null ? null : amount.value(),
                amount == null ? null : amount.currency(),
                by);
    }

    private ComplaintJson decide(
            UUID id, String field, @Nullable Boolean choice, Step yes, Step no, @Nullable String words) {
        var check = new Check();
        if (choice == null) {
            check.fault(field, "required");
        }
        var step = Boolean.TRUE.equals(choice) ? yes : no;
        return make(step, id, StepForm.of(words), check);
    }

    private ComplaintJson make(Step step, UUID id, StepForm form) {
        return make(step, id, form, new Check());
    }

    private ComplaintJson make(Step step, UUID id, StepForm form, Check check) {
        var caller = Callers.required();
        if (complaints.view(caller, id).isEmpty()) {
            throw Refused.notFound();
        }
        var attempt = form.make(step, caller, id, proceedings, check);
        var file = Refusals.done(attempt.orElseThrow(ProceedingsApi::notAParty));
        return ComplaintJson.of(file, complaints.open(caller, file));
    }

    private static Refused notAParty() {
        return new Refused(HttpStatus.FORBIDDEN, "not-a-party");
    }

    @GetMapping({COMPLAINT + "messages", DESK + "messages"})
    List<Letter> letters(@PathVariable UUID id) {
        Refused.unlessFound(complaints.view(Callers.required(), id));
        return letters.about(id);
    }

    @PostMapping({COMPLAINT + "messages", DESK + "messages"})
    ResponseEntity<Letter> write(@PathVariable UUID id, @RequestBody LetterRequest body) {
        var caller = Callers.required();
        Refused.unlessFound(complaints.view(caller, id));
        var check = new Check();
        var text = check.text("text", body.text(), StepForm.LONGEST);
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(letters.write(caller, id, text).orElseThrow(ProceedingsApi::notAParty));
    }

    @PostMapping({COMPLAINT + "dispute", DESK + "dispute"})
    ResponseEntity<Dispute> dispute(@PathVariable UUID id, @RequestBody DisputeRequest body) {
        var caller = Callers.required();
        Refused.unlessFound(complaints.view(caller, id));
        var check = new Check();
        var correction = check.oneOf("correction", body.correction(), Correction.class);
        var reason = check.text("reason", body.reason(), StepForm.LONGEST);
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(disputes.raise(caller, id, correction, reason).orElseThrow(ProceedingsApi::notAParty));
    }

    @GetMapping({COMPLAINT + "disputes", DESK + "disputes"})
    List<Dispute> disputes(@PathVariable UUID id) {
        var caller = Callers.required();
        Refused.unlessFound(complaints
                .view(caller, id)
                .filter(file -> caller.readsCases()
                        || complaints.partyOf(caller, file).stream().anyMatch(p -> p == Party.BUSINESS)));
        return disputes.about(id);
    }

    @PostMapping("/api/v1/disputes/{id}/decision")
    Dispute decideDispute(@PathVariable UUID id, @RequestBody DisputeDecision body) {
        var officer = Callers.officer();
        var check = new Check();
        if (body.correct() == null) {
            check.fault("correct", "required");
        }
        var reason = check.text("reason", body.reason(), StepForm.LONGEST);
        check.done();
        return Optional.of(disputes.find(id).orElseThrow(Refused::notFound))
                .flatMap(d -> disputes.decide(officer, d.id(), Boolean.TRUE.equals(body.correct()), reason))
                .orElseThrow(ProceedingsApi::notAParty);
    }
}
