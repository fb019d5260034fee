package org.touchstone.issuing.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Answers;
import org.touchstone.issuing.DryRun;
import org.touchstone.issuing.DryRun.Result;
import org.touchstone.registry.Host;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;

/** A look at a website before anybody applies: what would be found, and what is worth mending first. */
@Controller
public class TryPages {

    private final DryRun dryRun;
    private final Pages pages;

    TryPages(DryRun dryRun, Pages pages) {
        this.dryRun = dryRun;
        this.pages = pages;
    }

    /**
     * The page.
     *
     * @param typed the fields as typed
     * @param result what was found; absent before anything was looked at
     * @param refusal why nothing was looked at
     */
    public record TryPage(
            Map<String, String> typed,
            @Nullable Result result,
            @Nullable Refused refusal,
            List<FieldError> errors) {

        /** A field as it stands. */
        public String v(String field) {
            return typed.getOrDefault(field, "");
        }

        /** The groups in which findings are told, what is to be done first. */
        public List<Verdict> groups() {
            return List.of(Verdict.MISSING, Verdict.UNCLEAR, Verdict.NOTE, Verdict.GOOD);
        }

        /** What was found in a group. */
        public List<Finding> in(Verdict verdict) {
            return result == null
                    ? List.of()
                    : result.findings().stream()
                            .filter(f -> f.verdict() == verdict)
                            .toList();
        }
    }

    @GetMapping("/mark/try")
    View ask() {
        Callers.required();
        return pages.view("issuing/try", new TryPage(Map.of(), null, null, List.of()));
    }

    @PostMapping("/mark/try")
    View look(
            @RequestParam(defaultValue = "") String host,
            @RequestParam(defaultValue = "") String legalName,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String postalCode) {
        var caller = Callers.required();
        var typed = Map.of("host", host, "legalName", legalName, "phone", phone, "postalCode", postalCode);
        var check = new Check();
        var name = AnswersForm.host(check, host);
        var answers = new Answers(
                null,
                check.optionalText("legalName", legalName, 200),
                null,
                AnswersForm.postalCode(check, postalCode),
                AnswersForm.phone(check, phone),
                null,
                name,
                null,
                null);
        if (name == null || !check.errors().isEmpty()) {
            return pages.view(
                    HttpStatus.UNPROCESSABLE_CONTENT, "issuing/try", new TryPage(typed, null, null, check.errors()));
        }
        try {
            var result = dryRun.look(caller, new Host(name), answers);
            return pages.view("issuing/try", new TryPage(typed, result, null, List.of()));
        } catch (Refused refused) {
            return pages.view(refused.status(), "issuing/try", new TryPage(typed, null, refused, List.of()));
        }
    }
}
