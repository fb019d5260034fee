package org.touchstone.registry.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.policy.Policies;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.FormerHost;
import org.touchstone.registry.FormerOwner;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkEntry;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkDecision.Appeal;
import org.touchstone.rules.mark.MarkDecision.Stage;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;

/** The officers' desk for marks: what waits for a second officer or an appeals officer, and what can be done to a mark. */
@Controller
public class MarkPages {

    private static final int AT_ONCE = 100;

    private final Registry registry;
    private final MarkLife life;
    private final Policies policies;
    private final Pages pages;
    private final DatabaseClock clock;

    MarkPages(Registry registry, MarkLife life, Policies policies, Pages pages, DatabaseClock clock) {
        this.registry = registry;
        this.life = life;
        this.policies = policies;
        this.pages = pages;
        this.clock = clock;
    }

    /** A decision with its mark. */
    public record Waiting(DecisionOnMark decision, Mark mark) {}

    /**
     * What waits.
     *
     * @param pending decisions that wait for a second officer, the oldest first
     * @param pendingInAll how many wait in all, also those that are not listed
     * @param appealed decisions whose appeal waits, the one due first before the others
     * @param appealedInAll how many appeals wait in all
     * @param asked what was searched for
     * @param found marks of that name, address or code
     */
    public record MarksPage(
            List<Waiting> pending,
            int pendingInAll,
            List<Waiting> appealed,
            int appealedInAll,
            String asked,
            List<Mark> found) {}

    /**
     * One mark.
     *
     * @param state where it stands now
     * @param open the acts possible now
     * @param mayConfirm whether the reader may be the second officer of the decision that waits
     * @param judgeable decisions whose appeal the reader may decide
     * @param appeals what the business says in its appeals, by decision
     */
    public record MarkPage(
            Mark mark,
            MarkState state,
            List<MarkStep> open,
            List<DecisionOnMark> decisions,
            List<MarkEntry> history,
            List<FormerHost> hosts,
            List<FormerOwner> owners,
            boolean mayConfirm,
            List<UUID> judgeable,
            Map<UUID, String> appeals,
            List<FieldError> errors) {

        /** The decision that waits for its second officer. */
        public @Nullable DecisionOnMark pending() {
            return decisions.stream()
                    .filter(d -> d.stage() == Stage.PENDING)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * An act before it is done.
     *
     * @param twoOfficers whether a second officer has to confirm it
     * @param appealUntil until when the business could appeal if it were in force now; absent where it could not
     */
    public record ActPage(
            Mark mark,
            MarkState state,
            MarkStep step,
            MarkState after,
            boolean twoOfficers,
            @Nullable Instant appealUntil,
            String reason,
            List<FieldError> errors) {}

    @GetMapping("/officer/marks")
    View marks(@RequestParam(defaultValue = "") String q) {
        Callers.reader();
        var typed = q.strip();
        var found = typed.isEmpty()
                ? List.<Mark>of()
                : registry.mark(typed).map(List::of).orElseGet(() -> registry.search(typed, 20));
        return pages.view(
                "registry/marks",
                new MarksPage(
                        waiting(life.pending(AT_ONCE)),
                        life.countPending(),
                        waiting(life.appealed(AT_ONCE)),
                        life.countAppealed(),
                        typed,
                        found));
    }

    private List<Waiting> waiting(List<DecisionOnMark> decisions) {
        return decisions.stream()
                .map(d -> new Waiting(d, registry.mark(d.code()).orElseThrow()))
                .toList();
    }

    @GetMapping("/officer/marks/{code}")
    View mark(@PathVariable String code) {
        return page(Callers.reader(), code, new Check());
    }

    private View page(Caller reader, String code, Check check) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var decisions = life.decisions(mark.code());
        boolean appeals = reader.roles().contains(Role.APPEALS_OFFICER);
        var page = new MarkPage(
                mark,
                mark.stateAt(clock.instant()),
                reader.isOfficer() ? life.open(reader, mark) : List.of(),
                decisions,
                life.history(mark.code()).reversed(),
                life.formerHosts(mark),
                life.formerOwners(mark),
                decisions.stream()
                        .anyMatch(d -> life.secondRefusal(reader, mark, d).isEmpty()),
                decisions.stream()
                        .filter(d ->
                                appeals && life.judgeRefusal(reader, mark, d).isEmpty())
                        .map(DecisionOnMark::id)
                        .toList(),
                decisions.stream()
                        .filter(d -> d.appeal() != Appeal.NONE)
                        .collect(Collectors.toMap(
                                DecisionOnMark::id,
                                d -> life.appealReason(d.id()).orElse(""))),
                check.errors());
        return pages.view(status(check), "registry/mark", page);
    }

    private static HttpStatus status(Check check) {
        return check.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    @GetMapping("/officer/marks/{code}/acts/{step}")
    View act(@PathVariable String code, @PathVariable String step) {
        var officer = Callers.officer();
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        return act(mark, offered(officer, mark, step), "", new Check());
    }

    private View act(Mark mark, MarkStep step, String reason, Check check) {
        var now = clock.instant();
        var rules = policies.at(now).marks();
        var state = mark.stateAt(now);
        return pages.view(
                status(check),
                "registry/act",
                new ActPage(
                        mark,
                        state,
                        step,
                        life.after(mark, step),
                        step.heavy() && rules.twoOfficers(),
                        step.appealable() ? now.plus(rules.appealWithin()) : null,
                        reason,
                        check.errors()));
    }

    private MarkStep offered(Caller officer, Mark mark, String step) {
        return life.open(officer, mark).stream()
                .filter(s -> s.path().equals(step))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    @PostMapping("/officer/marks/{code}/acts/{step}")
    View doAct(@PathVariable String code, @PathVariable String step, @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.officer();
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var wanted = offered(officer, mark, step);
        var check = new Check();
        var why = check.text("reason", reason, MarkApi.LONGEST);
        if (!check.errors().isEmpty()) {
            return act(mark, wanted, reason, check);
        }
        life.decide(officer, mark.code(), wanted, why, Map.of()).done();
        return Redirects.within("/officer/marks/" + mark.code());
    }

    @PostMapping("/officer/marks/{code}/approval")
    View second(
            @PathVariable String code,
            @RequestParam UUID decision,
            @RequestParam boolean approve,
            @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.officer();
        var check = new Check();
        var why = Optional.ofNullable(check.optionalText("reason", reason, MarkApi.LONGEST));
        if (!approve && why.isEmpty()) {
            check.fault("reason", "required");
        }
        if (!check.errors().isEmpty()) {
            return page(officer, code, check);
        }
        life.second(officer, code, decision, approve, why.orElse(null)).done();
        return Redirects.within("/officer/marks/" + code);
    }

    @PostMapping("/officer/marks/{code}/decisions/{id}/appeal-decision")
    View judge(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam boolean grant,
            @RequestParam(defaultValue = "") String reason) {
        var officer = MarkApi.appealsOfficer();
        var check = new Check();
        var why = check.text("reason", reason, MarkApi.LONGEST);
        if (!check.errors().isEmpty()) {
            return page(officer, code, check);
        }
        life.judge(officer, code, id, grant, why).done();
        return Redirects.within("/officer/marks/" + code);
    }
}
