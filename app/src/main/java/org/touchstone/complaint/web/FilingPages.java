package org.touchstone.complaint.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.Attempt;
import org.touchstone.complaint.ComplaintEvidence;
import org.touchstone.complaint.store.DraftStore;
import org.touchstone.evidence.EvidenceFile;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.text.ReaderCalendar;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cookies;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Problems;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;
import tools.jackson.databind.json.JsonMapper;

/** Filing a complaint, one thing per page. What was typed is kept as a draft after every page. */
@Controller
public class FilingPages {

    private static final String DRAFT = "draft";
    private static final String EVIDENCE = "/complaints/new/evidence";
    private static final String CHECK = "/complaints/new/check";

    private final ComplaintEvidence evidence;
    private final DraftStore drafts;
    private final Registry registry;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Pages pages;
    private final Cookies cookies;
    private final JsonMapper json;

    FilingPages(
            ComplaintEvidence evidence,
            DraftStore drafts,
            Registry registry,
            Policies policies,
            DatabaseClock clock,
            Pages pages,
            Cookies cookies,
            JsonMapper json) {
        this.evidence = evidence;
        this.drafts = drafts;
        this.registry = registry;
        this.policies = policies;
        this.clock = clock;
        this.pages = pages;
        this.cookies = cookies;
        this.json = json;
    }

    /**
     * What a page of the form shows.
     *
     * @param form what was typed so far
     * @param day the day of purchase as typed
     * @param mark the shop complained about
     * @param found shops that fit what was typed
     */
    public record FilingPage(
            FilingFields form,
            DayFields day,
            @Nullable Mark mark,
            List<Mark> found,
            Policy policy,
            List<FieldError> errors) {}

    /** What was typed, as templates read it. */
    public record FilingFields(
            String website,
            String category,
            String narrative,
            boolean publishNarrative,
            String invoiceNumber,
            String amount,
            String currency,
            String remedy) {
        private static FilingFields of(FilingForm f) {
            return new FilingFields(
                    text(f.website()),
                    text(f.category()),
                    text(f.narrative()),
                    f.publishNarrative(),
                    text(f.invoiceNumber()),
                    text(f.amount()),
                    f.currency() == null ? "IRR" : f.currency(),
                    text(f.remedy()));
        }

        /** What a consumer may ask for. */
        public List<Remedy> remedies() {
            return Arrays.asList(Remedy.values());
        }
    }

    /** A day in three fields. */
    public record DayFields(String year, String month, String day) {
        private static final DayFields EMPTY = new DayFields("", "", "");
    }

    /**
     * The page before sending.
     *
     * @param refusal why it cannot be sent as it is
     * @param appealable whether the centre may be asked to admit it all the same
     */
    public record CheckPage(
            FilingFields form,
            Optional<LocalDate> purchasedOn,
            @Nullable Mark mark,
            Policy policy,
            List<EvidenceFile> evidence,
            @Nullable Refused refusal,
            boolean appealable) {}

    /**
     * The page for files.
     *
     * @param refusal why the last file was not taken
     */
    public record EvidencePage(
            @Nullable Mark mark,
            List<EvidenceFile> files,
            @Nullable Refused refusal) {}

    @GetMapping("/complaints/new")
    View begin(
            @RequestParam(required = false) @Nullable String host,
            HttpServletRequest request,
            HttpServletResponse response) {
        var shop = Host.in(host).filter(h -> markOf(h).isPresent());
        if (shop.isPresent()) {
            keep(request, response, draft(request).withShop(shop.get().name()));
            return Redirects.within("/complaints/new/problem");
        }
        return Redirects.within("/complaints/new/shop");
    }

    @GetMapping("/complaints/new/shop")
    View shop(HttpServletRequest request) {
        return page("shop", draft(request), DayFields.EMPTY, List.of(), new Check());
    }

    @PostMapping("/complaints/new/shop")
    View chooseShop(
            @RequestParam(defaultValue = "") String website, HttpServletRequest request, HttpServletResponse response) {
        var check = new Check();
        var typed = check.line("website", website, 300);
        var shop = Host.in(typed).filter(h -> markOf(h).isPresent());
        if (shop.isPresent()) {
            keep(request, response, draft(request).withShop(shop.get().name()));
            return Redirects.within("/complaints/new/problem");
        }
        var found = check.errors().isEmpty() ? registry.search(typed, 20) : List.<Mark>of();
        if (check.errors().isEmpty() && found.isEmpty()) {
            check.fault("website", "no-such-shop");
        }
        return page("shop", draft(request).withShop(typed), DayFields.EMPTY, found, check);
    }

    @GetMapping("/complaints/new/problem")
    View problem(HttpServletRequest request) {
        var draft = draft(request);
        return mark(draft).isEmpty()
                ? Redirects.within("/complaints/new/shop")
                : page("problem", draft, DayFields.EMPTY, List.of(), new Check());
    }

    @PostMapping("/complaints/new/problem")
    View tellProblem(
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String narrative,
            @RequestParam(defaultValue = "false") boolean publishNarrative,
            HttpServletRequest request,
            HttpServletResponse response) {
        var draft = draft(request).withProblem(category, narrative, publishNarrative);
        var check = new Check();
        draft.checkProblem(check);
        return next("problem", draft, DayFields.EMPTY, check, "/complaints/new/purchase", request, response);
    }

    @GetMapping("/complaints/new/purchase")
    View purchase(HttpServletRequest request) {
        var draft = draft(request);
        var language = Readers.languageOf(request);
        var day = new Check()
                .optionalDay("purchasedOn", draft.purchasedOn())
                .map(d -> ReaderCalendar.fields(d, language))
                .map(f -> new DayFields(String.valueOf(f.year()), String.valueOf(f.month()), String.valueOf(f.day())))
                .orElse(DayFields.EMPTY);
        return page("purchase", draft, day, List.of(), new Check());
    }

    @PostMapping("/complaints/new/purchase")
    View tellPurchase(
            @RequestParam(defaultValue = "") String invoiceNumber,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "IRR") String currency,
            HttpServletRequest request,
            HttpServletResponse response) {
        var typed = (year + month + day).isBlank() ? "" : year.strip() + "/" + month.strip() + "/" + day.strip();
        var draft = draft(request).withPurchase(invoiceNumber, typed, amount, currency);
        var check = new Check();
        draft.checkPurchase(check);
        return next(
                "purchase", draft, new DayFields(year, month, day), check, "/complaints/new/remedy", request, response);
    }

    @GetMapping("/complaints/new/remedy")
    View remedy(HttpServletRequest request) {
        return page("remedy", draft(request), DayFields.EMPTY, List.of(), new Check());
    }

    @PostMapping("/complaints/new/remedy")
    View tellRemedy(
            @RequestParam(defaultValue = "") String remedy, HttpServletRequest request, HttpServletResponse response) {
        var draft = draft(request).withRemedy(remedy);
        var check = new Check();
        draft.checkRemedy(check);
        return next("remedy", draft, DayFields.EMPTY, check, EVIDENCE, request, response);
    }

    /** Files need somebody who brings them; the page after this one does anyway. */
    @GetMapping(EVIDENCE)
    View evidence(HttpServletRequest request) {
        Callers.required();
        return evidencePage(request, null);
    }

    @PostMapping(EVIDENCE)
    View addEvidence(
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response) {
        var caller = Callers.required();
        try {
            var upload = EvidenceResponses.upload(file);
            var secret = keep(request, response, draft(request));
            evidence.addToDraft(caller, secret, upload);
            return Redirects.within(EVIDENCE);
        } catch (Refused refused) {
            return evidencePage(request, refused);
        }
    }

    @PostMapping(EVIDENCE + "/{evidence}/removal")
    View removeEvidence(@PathVariable("evidence") UUID evidenceId, HttpServletRequest request) {
        Callers.required();
        secret(request).ifPresent(secret -> evidence.removeFromDraft(secret, evidenceId));
        return Redirects.within(EVIDENCE);
    }

    private View evidencePage(HttpServletRequest request, @Nullable Refused refusal) {
        return pages.view(
                refusal == null ? HttpStatus.OK : refusal.status(),
                "complaint/files",
                new EvidencePage(mark(draft(request)).orElse(null), files(request), refusal));
    }

    private List<EvidenceFile> files(HttpServletRequest request) {
        return secret(request).map(evidence::ofDraft).orElseGet(List::of);
    }

    @GetMapping(CHECK)
    View check(HttpServletRequest request) {
        Callers.required();
        return checkPage(HttpStatus.OK, request, null, false);
    }

    @PostMapping(CHECK)
    View send(
            @RequestParam(defaultValue = "") String appeal, HttpServletRequest request, HttpServletResponse response) {
        var caller = Callers.required();
        var draft = draft(request);
        try {
            var check = new Check();
            var why = check.optionalText("appeal", appeal, StepForm.LONGEST);
            check.done();
            var secret = secret(request);
            return switch (evidence.file(caller, draft.filing(), secret.orElse(""), why)) {
                case Attempt.Done done -> {
                    secret.ifPresent(drafts::remove);
                    cookies.set(response, DRAFT, "", Duration.ZERO);
                    yield Redirects.within("/complaints/" + done.file().id() + (why == null ? "/done" : ""));
                }
                case Attempt.Refused refused ->
                    checkPage(
                            HttpStatus.CONFLICT,
                            request,
                            Refusals.problem(refused.refusal()),
                            refused.refusal().inadmissible().isPresent());
            };
        } catch (Refused refused) {
            return checkPage(refused.status(), request, refused, false);
        } catch (InvalidFields invalid) {
            var texts = Readers.textsFor(request);
            var first = invalid.errors().getFirst();
            return checkPage(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    request,
                    new Refused(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "draft-incomplete",
                            texts.say("label." + first.field()),
                            Problems.sentence(texts, first)),
                    false);
        }
    }

    private View checkPage(
            HttpStatus status, HttpServletRequest request, @Nullable Refused refusal, boolean appealable) {
        var draft = draft(request);
        return pages.view(
                status,
                "complaint/check",
                new CheckPage(
                        FilingFields.of(draft),
                        new Check().optionalDay("purchasedOn", draft.purchasedOn()),
                        mark(draft).orElse(null),
                        policies.at(clock.instant()),
                        files(request),
                        refusal,
                        appealable && mark(draft).isPresent()));
    }

    private View next(
            String step,
            FilingForm draft,
            DayFields day,
            Check check,
            String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        keep(request, response, draft);
        return check.errors().isEmpty() ? Redirects.within(next) : page(step, draft, day, List.of(), check);
    }

    private View page(String step, FilingForm draft, DayFields day, List<Mark> found, Check check) {
        return pages.view(
                check.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "complaint/" + step,
                new FilingPage(
                        FilingFields.of(draft),
                        day,
                        mark(draft).orElse(null),
                        found,
                        policies.at(clock.instant()),
                        check.errors()));
    }

    private Optional<Mark> mark(FilingForm draft) {
        return Host.in(draft.website()).flatMap(this::markOf);
    }

    /** The mark of an address, or the one that stood there when something may have been bought. */
    private Optional<Mark> markOf(Host host) {
        return registry.markOf(host).or(() -> registry.formerly(host));
    }

    private FilingForm draft(HttpServletRequest request) {
        return Readers.cookie(request, DRAFT)
                .flatMap(drafts::find)
                .map(content -> json.readValue(content, FilingForm.class))
                .orElse(FilingForm.EMPTY);
    }

    private String keep(HttpServletRequest request, HttpServletResponse response, FilingForm draft) {
        var known = secret(request);
        var secret = known.orElseGet(Tokens::secret);
        drafts.put(secret, json.writeValueAsString(draft));
        known.ifPresent(evidence::extendDraft);
        cookies.set(response, DRAFT, secret, Duration.ofDays(30));
        return secret;
    }

    /** The secret of a draft there is. */
    private Optional<String> secret(HttpServletRequest request) {
        return Readers.cookie(request, DRAFT)
                .filter(secret -> drafts.find(secret).isPresent());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
