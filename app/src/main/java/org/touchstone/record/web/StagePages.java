package org.touchstone.record.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.record.Cohort;
import org.touchstone.record.DeskFigures;
import org.touchstone.record.StageDecision;
import org.touchstone.record.StageDecision.State;
import org.touchstone.record.StageDecisions;
import org.touchstone.record.StageDecisions.Effect;
import org.touchstone.record.Stages;
import org.touchstone.record.web.DeskFiguresPages.FiguresPage;
import org.touchstone.record.web.ProfilePages.Eyes;
import org.touchstone.record.web.ProfilePages.Preview;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.record.PublicationStage;
import org.touchstone.rules.text.Digits;

/** The cohorts and their stages: what is public now, what will be, what each stage would show, and how one is decided. */
@Controller
public class StagePages {

    static final int LONGEST_NAME = 100;
    static final int LONGEST_REASON = 2000;
    static final int MOST_INVITED = 5000;

    private final StageDecisions decisions;
    private final Stages stages;
    private final DeskFigures figures;
    private final ProfilePages profiles;
    private final Registry registry;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Pages pages;

    StagePages(
            StageDecisions decisions,
            Stages stages,
            DeskFigures figures,
            ProfilePages profiles,
            Registry registry,
            Policies policies,
            DatabaseClock clock,
            Pages pages) {
        this.decisions = decisions;
        this.stages = stages;
        this.figures = figures;
        this.profiles = profiles;
        this.registry = registry;
        this.policies = policies;
        this.clock = clock;
        this.pages = pages;
    }

    /** A cohort with for how many marks it counts, or would. */
    public record Sized(Cohort cohort, long size) {}

    /**
     * The cohorts.
     *
     * @param mark a mark to preview; absent where none was chosen
     * @param current its stage
     * @param asked what was typed for it
     */
    public record StagesPage(
            List<Sized> cohorts,
            boolean mayPropose,
            @Nullable Mark mark,
            @Nullable PublicationStage current,
            String asked,
            List<FieldError> errors,
            Instant now) {}

    /** The form of a cohort. */
    public record CohortForm(String nameFa, String nameZh, String nameEn, String who, String atLeast, String marks) {
        static final CohortForm EMPTY = new CohortForm("", "", "", "", "", "");
    }

    /** The page of that form. */
    public record CohortPage(CohortForm form, List<FieldError> errors) {}

    /** The form of a stage. */
    public record StageForm(String stage, String beginsOn, String reason) {
        static final StageForm EMPTY = new StageForm("", "", "");
    }

    /** The page of that form. */
    public record ProposePage(
            Cohort cohort, long size, StageForm form, int noticeDays, List<FieldError> errors, Instant now) {}

    /**
     * What is to be proposed, once more before it is.
     *
     * @param beginsAt absent for as soon as it is confirmed
     */
    public record CheckPage(
            Cohort cohort,
            PublicationStage stage,
            @Nullable Instant beginsAt,
            StageForm form,
            Effect effect,
            int noticeDays) {}

    /** A decision, for whoever confirms it. */
    public record DecisionPage(
            Cohort cohort,
            StageDecision decision,
            Effect effect,
            long told,
            int noticeDays,
            boolean mayDecide,
            boolean own,
            String reason,
            List<FieldError> errors) {}

    @GetMapping("/officer/stages")
    View all(@RequestParam(defaultValue = "") String mark) {
        var reader = Callers.reader();
        var now = clock.instant();
        var errors = List.<FieldError>of();
        Mark chosen = null;
        if (!mark.isBlank()) {
            chosen = registry.mark(mark).orElse(null);
            if (chosen == null) {
                errors = List.of(FieldError.of("mark", "unknown-mark"));
            }
        }
        return pages.view(
                errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "record/stages",
                new StagesPage(
                        decisions.view(reader).stream()
                                .map(c -> new Sized(c, decisions.size(c, now)))
                                .toList(),
                        StageDecisions.proposes(reader),
                        chosen,
                        chosen == null ? null : stages.stageOf(chosen, now),
                        mark,
                        errors,
                        now));
    }

    /** What somebody would see of a mark in a stage: the real page, marked as a preview. */
    @GetMapping("/officer/stages/preview")
    View preview(
            @RequestParam(defaultValue = "") String mark,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "") String eyes,
            HttpServletResponse response) {
        var reader = Callers.reader();
        var check = new Check();
        var wanted = check.oneOf("stage", stage, PublicationStage.class);
        var who = check.oneOf("eyes", eyes, Eyes.class);
        check.done();
        var chosen = registry.mark(mark).orElseThrow(Refused::notFound);
        response.setHeader("Cache-Control", "no-store");
        var preview = new Preview(wanted, who);
        if (who != Eyes.BUSINESS) {
            return profiles.preview(chosen, preview);
        }
        var own = figures.in(reader, chosen, stages.showing(chosen, null).in(wanted));
        return pages.view("record/deskfigures", new FiguresPage(List.of(own), preview));
    }

    @GetMapping("/officer/stages/new")
    View form() {
        var ignored = Callers.officer();
        return pages.view("record/cohort", new CohortPage(CohortForm.EMPTY, List.of()));
    }

    @PostMapping("/officer/stages/new")
    View form(
            @RequestParam(defaultValue = "") String nameFa,
            @RequestParam(defaultValue = "") String nameZh,
            @RequestParam(defaultValue = "") String nameEn,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String atLeast,
            @RequestParam(defaultValue = "") String marks) {
        var officer = Callers.officer();
        var check = new Check();
        var names = names(check, nameFa, nameZh, nameEn);
        var least = who.equals("orders") ? atLeast(check, atLeast) : null;
        var invited = who.equals("invited") ? marks(check, List.of(marks.split("[\\s,،;]+"))) : List.<String>of();
        if (!who.equals("orders") && !who.equals("invited")) {
            check.fault("who", "choose");
        }
        if (!check.errors().isEmpty()) {
            return pages.view(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "record/cohort",
                    new CohortPage(new CohortForm(nameFa, nameZh, nameEn, who, atLeast, marks), check.errors()));
        }
        var id = decisions.form(officer, names, least, invited);
        return Redirects.within("/officer/stages/" + id + "/stage");
    }

    static Map<Language, String> names(Check check, @Nullable String fa, @Nullable String zh, @Nullable String en) {
        return Map.of(
                Language.FA, check.line("nameFa", fa, LONGEST_NAME),
                Language.ZH, check.line("nameZh", zh, LONGEST_NAME),
                Language.EN, check.line("nameEn", en, LONGEST_NAME));
    }

    private static @Nullable Long atLeast(Check check, String typed) {
        var digits = Digits.toLatin(typed.strip()).replaceAll("[,٬،\\s]", "");
        if (digits.isEmpty()) {
            check.fault("atLeast", "required");
            return null;
        }
        if (!digits.matches("\\d{1,12}") || Long.parseLong(digits) < 1) {
            check.fault("atLeast", "out-of-range", 1L, 999_999_999_999L);
            return null;
        }
        return Long.parseLong(digits);
    }

    List<String> marks(Check check, List<String> typed) {
        var codes = typed.stream()
                .map(c -> c.strip().toUpperCase(Locale.ROOT))
                .filter(c -> !c.isEmpty())
                .distinct()
                .toList();
        if (codes.isEmpty()) {
            check.fault("marks", "required");
        } else if (codes.size() > MOST_INVITED) {
            check.fault("marks", "too-many", MOST_INVITED);
        } else {
            var unknown = decisions.unknown(codes);
            if (!unknown.isEmpty()) {
                check.fault(
                        "marks", "unknown-marks", String.join(", ", unknown.subList(0, Math.min(5, unknown.size()))));
            }
        }
        return codes;
    }

    @GetMapping("/officer/stages/{cohort}/stage")
    View propose(@PathVariable UUID cohort) {
        return proposing(Callers.officer(), cohort, StageForm.EMPTY, List.of());
    }

    private View proposing(Caller officer, UUID id, StageForm form, List<FieldError> errors) {
        var cohort = decisions.view(officer, id).orElseThrow(Refused::notFound);
        return pages.view(
                errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "record/propose",
                new ProposePage(
                        cohort, decisions.size(cohort, clock.instant()), form, noticeDays(), errors, clock.instant()));
    }

    /** Shows once more what is to be proposed; with {@code sure}, proposes it. */
    @PostMapping("/officer/stages/{cohort}/stage")
    View propose(
            @PathVariable UUID cohort,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "") String beginsOn,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean sure) {
        var officer = Callers.officer();
        var form = new StageForm(stage, beginsOn, reason);
        var check = new Check();
        var wanted = Arrays.stream(PublicationStage.values())
                .filter(s -> s.name().equals(stage))
                .findFirst()
                .orElse(null);
        if (wanted == null) {
            check.fault("stage", "choose");
        }
        var day = check.optionalDay("beginsOn", beginsOn);
        var why = check.text("reason", reason, LONGEST_REASON);
        var beginsAt = day.map(this::beginning).orElse(null);
        var today =
                LocalDate.ofInstant(clock.instant(), policies.now().calendar().zone());
        if (day.filter(d -> d.isBefore(today)).isPresent()) {
            check.fault("beginsOn", "in-the-past");
        }
        if (wanted == null || !check.errors().isEmpty()) {
            return proposing(officer, cohort, form, check.errors());
        }
        if (sure) {
            var proposed = decisions.propose(officer, cohort, wanted, beginsAt, why);
            return Redirects.within("/officer/stages/decisions/" + proposed.id());
        }
        var found = decisions.view(officer, cohort).orElseThrow(Refused::notFound);
        return pages.view(
                "record/proposing",
                new CheckPage(found, wanted, beginsAt, form, decisions.effect(found, wanted, beginsAt), noticeDays()));
    }

    private Instant beginning(LocalDate day) {
        return day.atStartOfDay(policies.now().calendar().zone()).toInstant();
    }

    private int noticeDays() {
        return (int) decisions.notice().toDays();
    }

    @GetMapping("/officer/stages/decisions/{id}")
    View decision(@PathVariable UUID id) {
        return decision(Callers.reader(), id, "", List.of());
    }

    private View decision(Caller reader, UUID id, String reason, List<FieldError> errors) {
        var decision = decisions.decision(reader, id).orElseThrow(Refused::notFound);
        var cohort = decisions.view(reader, decision.cohort()).orElseThrow();
        boolean own = reader.id().equals(decision.proposedBy());
        return pages.view(
                errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "record/stagedecision",
                new DecisionPage(
                        cohort,
                        decision,
                        decisions.effect(cohort, decision.stage(), decision.beginsAt()),
                        decisions.toldOf(decision),
                        noticeDays(),
                        decision.state() == State.PENDING && StageDecisions.confirms(reader) && !own,
                        own,
                        reason,
                        errors));
    }

    @PostMapping("/officer/stages/decisions/{id}")
    View decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirm,
            @RequestParam(defaultValue = "") String reason) {
        var senior = Callers.officer();
        var check = new Check();
        if (!confirm.equals("true") && !confirm.equals("false")) {
            check.fault("confirm", "choose");
        }
        var why = confirm.equals("false")
                ? check.text("reason", reason, LONGEST_REASON)
                : check.optionalText("reason", reason, LONGEST_REASON);
        if (!check.errors().isEmpty()) {
            return decision(senior, id, reason, check.errors());
        }
        decisions.decide(senior, id, confirm.equals("true"), why == null ? "" : why);
        return Redirects.within("/officer/stages/decisions/" + id);
    }
}
