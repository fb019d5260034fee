package org.touchstone.issuing.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Answers;
import org.touchstone.issuing.Application;
import org.touchstone.issuing.ApplicationCheck;
import org.touchstone.issuing.ApplicationKind;
import org.touchstone.issuing.Applications;
import org.touchstone.issuing.Challenge;
import org.touchstone.issuing.Prefill;
import org.touchstone.issuing.Prefill.Looked;
import org.touchstone.issuing.web.ApplicationPages.ApplicationPage;
import org.touchstone.registers.Registers.BusinessEntry;
import org.touchstone.registry.Host;
import org.touchstone.rules.issuing.ApplicationStep;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.text.Digits;

/** The answers of an application, one thing per page. Each is kept as it is given and looked at in the same moment. */
@Controller
public class AnswerPages {

    private final Applications applications;
    private final Prefill prefill;
    private final Pages pages;

    AnswerPages(Applications applications, Prefill prefill, Pages pages) {
        this.applications = applications;
        this.prefill = prefill;
        this.pages = pages;
    }

    /**
     * A page on which something is answered.
     *
     * @param typed the fields as they stand
     * @param looked what came of asking the register, where it was asked just now
     */
    public record AnswerPage(
            Application application, Map<String, String> typed, @Nullable Looked looked, List<FieldError> errors) {

        /** The task list. */
        public String home() {
            return "/mark/applications/" + application.id();
        }

        /** A field as it stands. */
        public String v(String field) {
            return typed.getOrDefault(field, "");
        }

        /** Whether name and trade are asked: the register answered, or people fill in what it would say. */
        public boolean asksAll() {
            return application.answers().legalId() != null || looked == Looked.NO_ANSWER;
        }

        /** A mark is bound to its website; only a new one and a move name one. */
        public boolean hostStands() {
            return application.kind() != ApplicationKind.NEW && application.kind() != ApplicationKind.MOVE_HOST;
        }

        /** How to show control of the website that is named. */
        public Optional<Challenge> challenge() {
            return application.host().map(h -> new Challenge(h, application.token()));
        }

        public Optional<ApplicationCheck> check(CheckCode code) {
            return application.check(code);
        }

        /** Whether a check of a task is being made at this moment. */
        public boolean isMoving(ApplicationTask task) {
            return task.checks(application).stream().anyMatch(ApplicationCheck::isUnderWay);
        }

        /** The same as the task list shows it. */
        public ApplicationPage asPage() {
            return new ApplicationPage(application, List.of(), List.of(), true, "", List.of());
        }

        /** What the last look at one place of the token saw. */
        public Optional<Finding> look(Proof proof) {
            var challenge = challenge().orElseThrow();
            var https = "https://" + challenge.host().name();
            var where = switch (proof) {
                case DNS -> challenge.dnsName();
                case FILE -> https + challenge.filePath();
                case META -> https + "/";
            };
            return check(CheckCode.CONTROL).stream()
                    .flatMap(c -> c.findings().stream())
                    .filter(f -> f.fact("where").equals(where))
                    .findFirst();
        }

        /** The trades of the platform. */
        public List<String> trades() {
            return Texts.in(Language.EN).keys().stream()
                    .filter(k -> k.startsWith("trade."))
                    .map(k -> k.substring("trade.".length()))
                    .toList();
        }

        /** What is still to be answered before the application can be submitted. */
        public List<ApplicationTask> missing() {
            return List.of(ApplicationTask.BUSINESS, ApplicationTask.WEBSITE, ApplicationTask.CONTACT).stream()
                    .filter(t -> !t.isAnswered(application.answers()))
                    .toList();
        }
    }

    /** The three places of the token. */
    public enum Proof {
        DNS,
        FILE,
        META
    }

    /** An application of the reader's own. */
    static Application own(Applications applications, UUID id) {
        var caller = Callers.required();
        return applications
                .view(caller, id)
                .filter(a -> a.applicantId().equals(caller.id()))
                .orElseThrow(Refused::notFound);
    }

    @GetMapping("/mark/applications/{id}/{task:business|website|contact|licence|pledge}")
    View ask(@PathVariable UUID id, @PathVariable String task) {
        var application = own(applications, id);
        return mayChange(application)
                ? page(HttpStatus.OK, task, application, typed(application.answers()), null, List.of())
                : home(application);
    }

    private boolean mayChange(Application application) {
        return applications.open(application).contains(ApplicationStep.CHANGE);
    }

    private static Map<String, String> typed(Answers a) {
        return Map.of(
                "legalId", text(a.legalId()),
                "legalName", text(a.legalName()),
                "trade", text(a.trade()),
                "postalCode", text(a.postalCode()),
                "phone", text(a.phone()),
                "email", text(a.email()),
                "host", a.host() == null ? "" : new Host(a.host()).readable(),
                "licenceNumber", text(a.licenceNumber()),
                "taxNumber", text(a.taxNumber()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private View page(
            HttpStatus status,
            String task,
            Application application,
            Map<String, String> typed,
            @Nullable Looked looked,
            List<FieldError> errors) {
        return pages.view(status, "issuing/" + task, new AnswerPage(application, typed, looked, errors));
    }

    private View again(String task, Application application, Map<String, String> typed, Check check) {
        return page(HttpStatus.UNPROCESSABLE_CONTENT, task, application, typed, null, check.errors());
    }

    private static View home(Application application) {
        return Redirects.within("/mark/applications/" + application.id());
    }

    private Application change(UUID id, Answers answers) {
        return Attempts.done(applications.change(Callers.required(), id, answers));
    }

    /**
     * The business. Its number is asked first: the register then says the rest. While it does not answer, people say it
     * themselves, and the check makes up for it later.
     */
    @PostMapping("/mark/applications/{id}/business")
    View business(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String legalId,
            @RequestParam(defaultValue = "") String legalName,
            @RequestParam(defaultValue = "") String trade,
            @RequestParam(defaultValue = "false") boolean byHand) {
        var application = own(applications, id);
        var typed = Map.of("legalId", legalId, "legalName", legalName, "trade", trade);
        var check = new Check();
        var number = AnswersForm.legalId(check, legalId);
        if (number == null) {
            return again("business", application, typed, check);
        }
        var held = application.answers();
        if (!number.equals(held.legalId()) && !byHand) {
            return look(application, number, typed, check);
        }
        var name = check.line("legalName", legalName, 200);
        var code = AnswersForm.trade(check, trade);
        if (!check.errors().isEmpty() || code == null) {
            return page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "business",
                    application,
                    typed,
                    byHand ? Looked.NO_ANSWER : null,
                    check.errors());
        }
        return home(change(id, held.withBusiness(number, name, code, held.licenceNumber(), held.taxNumber())));
    }

    private View look(Application application, String number, Map<String, String> typed, Check check) {
        var filled = prefill.business(number);
        return switch (filled.looked()) {
            case FOUND -> {
                change(application.id(), filledIn(application.answers(), number, filled.entry().orElseThrow()));
                yield Redirects.within("/mark/applications/" + application.id() + "/business");
            }
            case UNKNOWN -> {
                check.fault("legalId", "unknown-business");
                yield again("business", application, typed, check);
            }
            case NO_ANSWER -> page(HttpStatus.OK, "business", application, typed, Looked.NO_ANSWER, List.of());
        };
    }

    /** Another business has another telephone, address and numbers: nothing of the one before is carried over. */
    private static Answers filledIn(Answers held, String number, BusinessEntry entry) {
        var trade = Texts.in(Language.EN).has("trade." + entry.trade()) ? entry.trade() : null;
        boolean other = held.legalId() != null;
        return new Answers(
                number,
                entry.legalName(),
                trade,
                other || held.postalCode() == null ? Digits.compact(entry.postalCode()) : held.postalCode(),
                other || held.phone() == null ? entry.phone() : held.phone(),
                held.email(),
                held.host(),
                other ? null : held.licenceNumber(),
                other ? null : held.taxNumber());
    }

    @PostMapping("/mark/applications/{id}/website")
    View website(@PathVariable UUID id, @RequestParam(defaultValue = "") String host) {
        var application = own(applications, id);
        var check = new Check();
        var name = AnswersForm.host(check, host);
        if (name == null || !check.errors().isEmpty()) {
            return again("website", application, Map.of("host", host), check);
        }
        change(id, application.answers().withHost(name));
        return Redirects.within("/mark/applications/" + id + "/website#proof");
    }

    /** The file to put on the website. */
    @GetMapping("/mark/applications/{id}/website/touchstone-verification.txt")
    ResponseEntity<String> file(@PathVariable UUID id) {
        var application = own(applications, id);
        var challenge = application
                .host()
                .map(h -> new Challenge(h, application.token()))
                .orElseThrow(Refused::notFound);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("touchstone-verification.txt")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(challenge.content() + "\n");
    }

    @PostMapping("/mark/applications/{id}/contact")
    View contact(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String postalCode,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String email) {
        var application = own(applications, id);
        var check = new Check();
        check.line("postalCode", postalCode, 40);
        check.line("phone", phone, 60);
        var code = AnswersForm.postalCode(check, postalCode);
        var number = AnswersForm.phone(check, phone);
        var mail = AnswersForm.email(check, email);
        if (code == null || number == null || !check.errors().isEmpty()) {
            return again(
                    "contact",
                    application,
                    Map.of("postalCode", postalCode, "phone", phone, "email", email),
                    check);
        }
        return home(change(id, application.answers().withContact(code, number, mail)));
    }

    @PostMapping("/mark/applications/{id}/licence")
    View licence(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String licenceNumber,
            @RequestParam(defaultValue = "") String taxNumber) {
        var application = own(applications, id);
        var check = new Check();
        var licence = AnswersForm.number(check, "licenceNumber", licenceNumber);
        var tax = AnswersForm.number(check, "taxNumber", taxNumber);
        if (!check.errors().isEmpty()) {
            return again(
                    "licence", application, Map.of("licenceNumber", licenceNumber, "taxNumber", taxNumber), check);
        }
        var a = application.answers();
        return home(change(
                id,
                new Answers(
                        a.legalId(),
                        a.legalName(),
                        a.trade(),
                        a.postalCode(),
                        a.phone(),
                        a.email(),
                        a.host(),
                        licence,
                        tax)));
    }

    /** The pledge, and with it the submission. */
    @PostMapping("/mark/applications/{id}/pledge")
    View pledge(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean pledge) {
        var application = own(applications, id);
        if (!pledge || !application.answers().isComplete()) {
            var check = new Check();
            if (!pledge && application.answers().isComplete()) {
                check.fault("pledge", "pledge-needed");
            }
            return again("pledge", application, typed(application.answers()), check);
        }
        return home(Attempts.done(applications.submit(Callers.required(), id)));
    }
}
