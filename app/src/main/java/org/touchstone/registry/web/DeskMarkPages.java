package org.touchstone.registry.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;

/** The marks of a business: how long they are valid, what the centre decided, and how to appeal. */
@Controller
public class DeskMarkPages {

    private final Registry registry;
    private final MarkLife life;
    private final People people;
    private final Policies policies;
    private final Pages pages;
    private final DatabaseClock clock;

    DeskMarkPages(
            Registry registry, MarkLife life, People people, Policies policies, Pages pages, DatabaseClock clock) {
        this.registry = registry;
        this.life = life;
        this.people = people;
        this.policies = policies;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * A mark of the reader's.
     *
     * @param steps what its owner may ask for in this state
     * @param renewFrom from when it may be renewed
     */
    public record MyMark(
            Mark mark, MarkState state, List<MarkStep> steps, Instant renewFrom, List<DecisionOnMark> decisions) {

        /** Whether its owner may ask for a step now. */
        public boolean may(MarkStep step, Instant now) {
            return steps.contains(step) && (step != MarkStep.RENEW || !now.isBefore(renewFrom));
        }
    }

    /** The reader's marks, the one that expires first before the others. */
    public record MyMarksPage(List<MyMark> marks, Instant now) {}

    /** The form of an appeal. */
    public record AppealPage(Mark mark, DecisionOnMark decision, String reason, List<FieldError> errors) {}

    @GetMapping("/desk/marks")
    View marks() {
        var caller = Callers.required();
        var now = clock.instant();
        var renewFrom = policies.at(now).marks().renewFrom();
        var mine = registry.ofBusinesses(people.businessesOf(caller.id())).stream()
                .map(mark -> new MyMark(
                        mark,
                        mark.stateAt(now),
                        life.openToOwner(mark),
                        mark.expiresAt().minus(renewFrom),
                        life.publicDecisions(mark.code())))
                .toList();
        return pages.view("registry/mine", new MyMarksPage(mine, now));
    }

    @GetMapping("/desk/marks/{code}/decisions/{id}/appeal")
    View appeal(@PathVariable String code, @PathVariable UUID id) {
        var caller = Callers.required();
        return form(mine(caller, code), id, "", new Check());
    }

    private View form(Mark mark, UUID id, String reason, Check check) {
        var decision = life.decision(mark.code(), id)
                .filter(d -> d.appealable(clock.instant()))
                .orElseThrow(Refused::notFound);
        return pages.view(
                check.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "registry/appeal",
                new AppealPage(mark, decision, reason, check.errors()));
    }

    private Mark mine(Caller caller, String code) {
        return registry.mark(code)
                .filter(mark -> people.businessesOf(caller.id()).contains(mark.businessId()))
                .orElseThrow(Refused::notFound);
    }

    @PostMapping("/desk/marks/{code}/decisions/{id}/appeal")
    View sendAppeal(@PathVariable String code, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        var caller = Callers.required();
        var mark = mine(caller, code);
        var check = new Check();
        var why = check.text("reason", reason, MarkApi.LONGEST);
        if (!check.errors().isEmpty()) {
            return form(mark, id, reason, check);
        }
        life.appeal(caller, mark.code(), id, why).done();
        return Redirects.within("/desk/marks");
    }
}
