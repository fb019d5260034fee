package org.touchstone.issuing.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Answers;
import org.touchstone.issuing.Application;
import org.touchstone.issuing.ApplicationKind;
import org.touchstone.issuing.Applications;
import org.touchstone.issuing.IssuingTimes;
import org.touchstone.issuing.Prefill;
import org.touchstone.issuing.Question;
import org.touchstone.issuing.Rechecks;
import org.touchstone.issuing.store.CheckStore;
import org.touchstone.issuing.store.RecheckStore;
import org.touchstone.issuing.web.ApplicationJson.FindingJson;
import org.touchstone.rules.issuing.CheckCode;

/** Applications for programs: of applicants, officers and appeals officers. */
@RestController
class ApplicationApi {

    private static final int LONGEST = 5000;

    private final Applications applications;
    private final Rechecks rechecks;
    private final Prefill prefill;

    ApplicationApi(Applications applications, Rechecks rechecks, Prefill prefill) {
        this.applications = applications;
        this.rechecks = rechecks;
        this.prefill = prefill;
    }

    /**
     * Where customers reach the shop. What else is said of it, such as a name, is not asked for and not kept.
     *
     * @param phone by default the one the register of companies knows
     * @param postalCode likewise
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContactJson(
            @Nullable String phone,
            @Nullable String email,
            @Nullable String postalCode) {

        /** A telephone number or an address of mail alone. */
        @JsonCreator
        static ContactJson of(String either) {
            return either.contains("@") ? new ContactJson(null, either, null) : new ContactJson(either, null, null);
        }

        /** Everything by name. */
        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static ContactJson of(
                @JsonProperty("phone") @Nullable String phone,
                @JsonProperty("email") @Nullable String email,
                @JsonProperty("postalCode") @Nullable String postalCode) {
            return new ContactJson(phone, email, postalCode);
        }
    }

    /** What an applicant answers. */
    record AnswersJson(
            @Nullable String host,
            @Nullable String legalName,
            @Nullable String legalId,
            @Nullable String trade,
            @Nullable ContactJson contact,
            @Nullable String licenceNumber,
            @Nullable String taxNumber) {

        Answers answers() {
            var check = new Check();
            var where = contact == null ? new ContactJson(null, null, null) : contact;
            var answers = new Answers(
                    AnswersForm.legalId(check, legalId),
                    check.line("legalName", legalName, 200),
                    AnswersForm.trade(check, trade),
                    AnswersForm.postalCode(check, where.postalCode()),
                    AnswersForm.phone(check, where.phone()),
                    AnswersForm.email(check, where.email()),
                    AnswersForm.host(check, host),
                    AnswersForm.number(check, "licenceNumber", licenceNumber),
                    AnswersForm.number(check, "taxNumber", taxNumber));
            check.done();
            return answers;
        }
    }

    /** Reasons. */
    record ReasonJson(@Nullable String reason) {}

    /** A decision with reasons. */
    record DecisionJson(
            @Nullable Boolean grant,
            @Nullable Boolean accept,
            @Nullable String reason,
            @Nullable Integer run) {}

    @PostMapping("/api/v1/applications")
    ResponseEntity<ApplicationJson> begin(@RequestBody AnswersJson body, HttpServletRequest request) {
        var application = applications.begin(Callers.required(), prefill.complete(body.answers()));
        return ResponseEntity.created(UriComponentsBuilder.fromPath("/api/v1/applications/{id}")
                        .build(application.id()))
                .body(json(application, request));
    }

    /** What is asked of a mark there is. */
    record KindJson(@Nullable String kind) {}

    /** What the next owner of a mark has been handed. */
    record TransferJson(@Nullable String mark, @Nullable String transferCode) {}

    @PostMapping("/api/v1/marks/{code}/applications")
    ResponseEntity<ApplicationJson> beginFor(
            @PathVariable String code, @RequestBody KindJson body, HttpServletRequest request) {
        var check = new Check();
        var kind = check.oneOf("kind", body.kind(), ApplicationKind.class);
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(json(applications.beginFor(Callers.required(), kind, code), request));
    }

    @PostMapping("/api/v1/marks/{code}/transfer-code")
    ResponseEntity<Applications.TransferCode> offerTransfer(@PathVariable String code) {
        return ResponseEntity.status(HttpStatus.CREATED).body(applications.offerTransfer(Callers.required(), code));
    }

    @PostMapping("/api/v1/transfers")
    ResponseEntity<ApplicationJson> beginTransfer(@RequestBody TransferJson body, HttpServletRequest request) {
        var check = new Check();
        var mark = check.line("mark", body.mark(), 20);
        var transferCode = check.line("transferCode", body.transferCode(), 40);
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(json(applications.beginTransfer(Callers.required(), mark, transferCode), request));
    }

    /** What the looks at a living mark found, for its business and for the centre. */
    record LooksJson(
            List<OpenFindingJson> open,
            @Nullable Instant lookedAt,
            @Nullable Instant nextAt) {}

    /** What is to be put right. */
    record OpenFindingJson(String check, FindingJson finding, Instant foundAt, Instant cureBy) {}

    @GetMapping("/api/v1/marks/{code}/findings")
    LooksJson findings(@PathVariable String code, HttpServletRequest request) {
        var mark = rechecks.visible(Callers.required(), code).orElseThrow(Refused::notFound);
        var t = Readers.textsFor(request);
        var last = rechecks.last(mark.code());
        return new LooksJson(
                rechecks.open(mark.code()).stream()
                        .map(f -> new OpenFindingJson(
                                f.check().name(), FindingJson.of(t, f.finding()), f.foundAt(), f.cureBy()))
                        .toList(),
                last.map(RecheckStore.LastLook::at).orElse(null),
                last.map(RecheckStore.LastLook::nextAt).orElse(null));
    }

    @PatchMapping("/api/v1/applications/{id}")
    ApplicationJson change(@PathVariable UUID id, @RequestBody AnswersJson body, HttpServletRequest request) {
        return json(
                Attempts.done(applications.change(Callers.required(), id, prefill.complete(body.answers()))), request);
    }

    @GetMapping("/api/v1/applications")
    List<ApplicationJson> mine(HttpServletRequest request) {
        return applications.of(Callers.required()).stream()
                .map(a -> json(a, request))
                .toList();
    }

    @GetMapping("/api/v1/applications/{id}")
    ApplicationJson view(@PathVariable UUID id, HttpServletRequest request) {
        return json(applications.view(Callers.required(), id).orElseThrow(Refused::notFound), request);
    }

    @PostMapping("/api/v1/applications/{id}/submission")
    ApplicationJson submit(@PathVariable UUID id, HttpServletRequest request) {
        return json(Attempts.done(applications.submit(Callers.required(), id)), request);
    }

    @PostMapping("/api/v1/applications/{id}/withdrawal")
    ApplicationJson withdraw(@PathVariable UUID id, HttpServletRequest request) {
        return json(Attempts.done(applications.withdraw(Callers.required(), id)), request);
    }

    @PostMapping("/api/v1/applications/{id}/checks/{code}")
    ApplicationJson lookAgain(@PathVariable UUID id, @PathVariable String code, HttpServletRequest request) {
        return json(Attempts.done(applications.lookAgain(Callers.required(), id, code(code))), request);
    }

    private static CheckCode code(String name) {
        var check = new Check();
        var code = check.oneOf("code", name, CheckCode.class);
        check.done();
        return code;
    }

    @PostMapping("/api/v1/applications/{id}/appeal")
    ApplicationJson appeal(@PathVariable UUID id, @RequestBody ReasonJson body, HttpServletRequest request) {
        var check = new Check();
        var reason = check.text("reason", body.reason(), LONGEST);
        check.done();
        return json(Attempts.done(applications.appeal(Callers.required(), id, reason)), request);
    }

    @PostMapping("/api/v1/applications/{id}/appeal-decision")
    ApplicationJson decideAppeal(@PathVariable UUID id, @RequestBody DecisionJson body, HttpServletRequest request) {
        var officer = Callers.required();
        var check = new Check();
        if (body.grant() == null) {
            check.fault("grant", "required");
        }
        var reason = check.text("reason", body.reason(), LONGEST);
        check.done();
        return json(
                Attempts.done(applications.decideAppeal(officer, id, Boolean.TRUE.equals(body.grant()), reason)),
                request);
    }

    @PostMapping("/api/v1/applications/{id}/checks/{code}/answer")
    ApplicationJson answer(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestBody DecisionJson body,
            HttpServletRequest request) {
        var officer = Callers.officer();
        var check = new Check();
        if (body.accept() == null) {
            check.fault("accept", "required");
        }
        int run = Objects.requireNonNullElse(body.run(), 0);
        if (body.run() == null) {
            check.fault("run", "required");
        }
        var reason = check.text("reason", body.reason(), LONGEST);
        check.done();
        return json(
                Attempts.done(applications.answerQuestion(
                        officer, id, code(code), run, Boolean.TRUE.equals(body.accept()), reason)),
                request);
    }

    /** An open question of a check. */
    record QuestionJson(
            UUID application,
            String reference,
            @Nullable String host,
            String check,
            int run,
            List<FindingJson> evidence,
            Instant askedAt) {
        static QuestionJson of(Texts t, Question q) {
            return new QuestionJson(
                    q.application(),
                    q.reference(),
                    q.host(),
                    q.code().name(),
                    q.run(),
                    q.findings().stream().map(f -> FindingJson.of(t, f)).toList(),
                    q.askedAt());
        }
    }

    @GetMapping("/api/v1/application-questions")
    List<QuestionJson> questions(HttpServletRequest request) {
        Callers.reader();
        var t = Readers.textsFor(request);
        return applications.questions().stream().map(q -> QuestionJson.of(t, q)).toList();
    }

    /** How long decisions take, and what is waited for. */
    record IssuingJson(IssuingTimes lastThirtyDays, List<CheckStore.Waiting> waiting) {}

    @GetMapping("/api/v1/issuing")
    IssuingJson issuing() {
        return new IssuingJson(applications.times(), applications.waiting());
    }

    private ApplicationJson json(Application application, HttpServletRequest request) {
        return ApplicationJson.of(Readers.textsFor(request), application, applications.open(application));
    }
}
