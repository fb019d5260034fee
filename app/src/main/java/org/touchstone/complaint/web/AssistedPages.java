package org.touchstone.complaint.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.Attempt;
import org.touchstone.complaint.Complaints;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;

/** Filing for someone on the telephone: everything on one page, as fast as it is told. */
@Controller
public class AssistedPages {

    private final Complaints complaints;
    private final AssistedFiling assisted;
    private final Policies policies;
    private final Pages pages;

    AssistedPages(Complaints complaints, AssistedFiling assisted, Policies policies, Pages pages) {
        this.complaints = complaints;
        this.assisted = assisted;
        this.policies = policies;
        this.pages = pages;
    }

    /** What an officer types. */
    public record Typed(
            @Nullable String nationalId,
            @Nullable String consent,
            @Nullable String website,
            @Nullable String category,
            @Nullable String narrative,
            @Nullable String invoiceNumber,
            @Nullable String purchasedOn,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String remedy) {

        /** A value for a field. */
        public static String shown(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    /** The page. */
    public record AssistedPage(
            Typed typed,
            Policy policy,
            List<FieldError> errors,
            @Nullable Refused refusal) {

        /** What may be asked for. */
        public List<Remedy> remedies() {
            return Arrays.asList(Remedy.values());
        }
    }

    @GetMapping("/officer/assisted")
    View form() {
        var ignored = Callers.officer();
        return page(
                HttpStatus.OK, new Typed(null, null, null, null, null, null, null, null, "IRR", null), List.of(), null);
    }

    @PostMapping("/officer/assisted")
    View file(@ModelAttribute Typed typed) {
        var officer = Callers.officer();
        try {
            var check = new Check();
            var number = check.line("nationalId", typed.nationalId(), 40);
            var consent = check.text("consent", typed.consent(), 2000);
            var consumer = assisted.consumer(number, check);
            check.done();
            var filing = new FilingForm(
                            typed.website(),
                            typed.category(),
                            typed.narrative(),
                            false,
                            typed.invoiceNumber(),
                            typed.purchasedOn(),
                            typed.amount(),
                            typed.currency(),
                            typed.remedy())
                    .filing();
            return switch (complaints.fileFor(officer, consumer.orElseThrow(), filing, consent)) {
                case Attempt.Done done ->
                    Redirects.within("/complaints/" + done.file().id());
                case Attempt.Refused refused ->
                    page(HttpStatus.CONFLICT, typed, List.of(), Refusals.problem(refused.refusal()));
            };
        } catch (InvalidFields invalid) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, typed, invalid.errors(), null);
        } catch (Refused refused) {
            return page(refused.status(), typed, List.of(), refused);
        }
    }

    private View page(HttpStatus status, Typed typed, List<FieldError> errors, @Nullable Refused refusal) {
        return pages.view(status, "complaint/assisted", new AssistedPage(typed, policies.now(), errors, refusal));
    }
}
