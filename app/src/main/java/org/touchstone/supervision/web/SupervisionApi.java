package org.touchstone.supervision.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.supervision.CaseParty;
import org.touchstone.rules.supervision.CaseState;
import org.touchstone.rules.supervision.CaseStep;
import org.touchstone.rules.supervision.CurePlan;
import org.touchstone.rules.supervision.CureTarget;
import org.touchstone.rules.supervision.CureTarget.Measured;
import org.touchstone.supervision.CaseAttempt;
import org.touchstone.supervision.CaseFile;
import org.touchstone.supervision.Cases;
import org.touchstone.supervision.OfficialLetter;
import org.touchstone.supervision.OfficialLetters;
import org.touchstone.supervision.SupervisionCase;

/** Supervision for programs: cases, plans, and what officers decide. */
@RestController
class SupervisionApi {

    private static final String CASES = "/api/v1/supervision/cases";
    private static final String LETTERS = "/api/v1/desk/letters";

    private final Cases cases;
    private final OfficialLetters letters;
    private final Policies policies;

    SupervisionApi(Cases cases, OfficialLetters letters, Policies policies) {
        this.cases = cases;
        this.letters = letters;
        this.policies = policies;
    }

    record CaseJson(
            UUID id,
            String mark,
            CaseState state,
            int points,
            @Nullable Long orders,
            String policyVersion,
            UUID letter,
            Instant openedAt,
            @Nullable Instant planDue,
            List<CureTarget> targets,
            @Nullable Instant checkAt,
            @Nullable MarkStep recommended,
            @Nullable Instant closedAt) {

        static CaseJson of(SupervisionCase c) {
            return new CaseJson(
                    c.id(),
                    c.code(),
                    c.state(),
                    c.points(),
                    c.orders(),
                    c.policyVersion(),
                    c.letter(),
                    c.openedAt(),
                    c.planDue(),
                    c.targets(),
                    c.checkAt(),
                    c.recommended(),
                    c.closedAt());
        }
    }

    record EntryJson(
            Instant at,
            CaseStep step,
            CaseState state,
            CaseParty by,
            Map<String, Object> facts,
            @Nullable String words) {}

    record LetterJson(
            String number,
            OfficialLetter.LetterKind kind,
            Instant at,
            @Nullable Instant openedAt,
            List<OfficialLetter.Document> documents) {}

    record FileJson(
            CaseJson supervision,
            int pointsNow,
            List<Measured> measured,
            List<EntryJson> history,
            List<LetterJson> letters) {

        static FileJson of(CaseFile file) {
            return new FileJson(
                    CaseJson.of(file.about()),
                    file.points().count(),
                    file.measured(),
                    file.history().stream()
                            .map(e -> new EntryJson(e.at(), e.step(), e.state(), e.party(), e.facts(), e.words()))
                            .toList(),
                    file.letters().stream()
                            .map(l -> new LetterJson(l.number(), l.kind(), l.at(), l.openedAt(), l.documents()))
                            .toList());
        }
    }

    record OwnLetterJson(
            String number,
            OfficialLetter.LetterKind kind,
            String mark,
            Instant at,
            @Nullable Instant openedAt) {}

    record OwnLettersJson(
            List<OwnLetterJson> items, @Nullable String next) {}

    record CasesJson(List<CaseJson> items, @Nullable String next) {}

    record TargetJson(@Nullable String kind, @Nullable Integer value) {}

    record PlanJson(
            @Nullable List<TargetJson> targets,
            @Nullable String checkOn,
            @Nullable String text) {}

    record TextJson(@Nullable String text) {}

    record ReasonJson(@Nullable String reason) {}

    record RecommendationJson(
            @Nullable Boolean follow, @Nullable String reason) {}

    record FollowedJson(UUID decision, String state) {}

    @GetMapping(CASES)
    ResponseEntity<CasesJson> all(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Callers.reader();
        var check = new Check();
        var wanted = state == null ? null : check.oneOf("state", state, CaseState.class);
        check.done();
        int most = Cursor.limit(limit);
        var found = cases.all(wanted, Cursor.of(cursor), most);
        var next = found.size() < most
                ? null
                : SupervisionPages.cursor(found.getLast()).text();
        var answer = ResponseEntity.ok();
        if (next != null) {
            answer.header(
                    HttpHeaders.LINK,
                    "<" + CASES + "?cursor=" + next + (state == null ? "" : "&state=" + wanted) + "&limit=" + most
                            + ">; rel=\"next\"");
        }
        return answer.body(new CasesJson(found.stream().map(CaseJson::of).toList(), next));
    }

    @GetMapping(CASES + "/{id}")
    FileJson one(@PathVariable UUID id) {
        return FileJson.of(cases.view(Callers.required(), id).orElseThrow(Refused::notFound));
    }

    /** The letters to the businesses the caller acts for, the newest first. Listing opens none. */
    @GetMapping(LETTERS)
    ResponseEntity<OwnLettersJson> letters(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var found = letters.to(Callers.required(), OfficialLetterPages.before(cursor), most);
        var next = found.size() < most
                ? null
                : OfficialLetters.cursor(found.getLast()).text();
        var answer = ResponseEntity.ok();
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<" + LETTERS + "?cursor=" + next + "&limit=" + most + ">; rel=\"next\"");
        }
        return answer.body(new OwnLettersJson(
                found.stream()
                        .map(l -> new OwnLetterJson(l.number(), l.kind(), l.code(), l.at(), l.openedAt()))
                        .toList(),
                next));
    }

    @PostMapping(CASES + "/{id}/plan")
    CaseJson plan(@PathVariable UUID id, @RequestBody PlanJson body) {
        var owner = Callers.required();
        Refused.unlessFound(cases.view(owner, id));
        var check = new Check();
        var words = check.text("text", body.text(), SupervisionPages.LONGEST);
        var day = check.day("checkOn", body.checkOn());
        var targets = new ArrayList<CureTarget>();
        for (var target : body.targets() == null ? List.<TargetJson>of() : body.targets()) {
            var kind = check.oneOf("targets", target.kind(), CureTarget.Kind.class);
            int value = check.number("targets", target.value(), kind.least(), kind.most());
            targets.add(new CureTarget(kind, value));
        }
        check.done();
        var at = policies.now().endOf(day);
        return CaseJson.of(
                cases.givePlan(owner, id, new CurePlan(targets, at), words).done());
    }

    @PostMapping(CASES + "/{id}/statement")
    CaseJson state(@PathVariable UUID id, @RequestBody TextJson body) {
        var owner = Callers.required();
        Refused.unlessFound(cases.view(owner, id));
        var check = new Check();
        var words = check.text("text", body.text(), SupervisionPages.LONGEST);
        check.done();
        return CaseJson.of(cases.state(owner, id, words).done());
    }

    @PostMapping(CASES + "/{id}/plan-acceptance")
    CaseJson accept(@PathVariable UUID id, @RequestBody ReasonJson body) {
        return decide(id, CaseStep.ACCEPT_PLAN, body);
    }

    @PostMapping(CASES + "/{id}/plan-return")
    CaseJson giveBack(@PathVariable UUID id, @RequestBody ReasonJson body) {
        return decide(id, CaseStep.RETURN_PLAN, body);
    }

    @PostMapping(CASES + "/{id}/settlement")
    CaseJson settle(@PathVariable UUID id, @RequestBody ReasonJson body) {
        return decide(id, CaseStep.SETTLE, body);
    }

    @PostMapping(CASES + "/{id}/withdrawal")
    CaseJson withdraw(@PathVariable UUID id, @RequestBody ReasonJson body) {
        return decide(id, CaseStep.WITHDRAW, body);
    }

    private CaseJson decide(UUID id, CaseStep step, ReasonJson body) {
        var officer = Callers.officer();
        Refused.unlessFound(cases.view(officer, id));
        var check = new Check();
        var why = check.text("reason", body.reason(), SupervisionPages.LONGEST);
        check.done();
        CaseAttempt attempt = cases.decide(officer, id, step, why);
        return CaseJson.of(attempt.done());
    }

    @PostMapping(CASES + "/{id}/recommendation")
    ResponseEntity<?> recommendation(@PathVariable UUID id, @RequestBody RecommendationJson body) {
        var officer = Callers.officer();
        Refused.unlessFound(cases.view(officer, id));
        var check = new Check();
        if (body.follow() == null) {
            check.fault("follow", "required");
        }
        var why = check.text("reason", body.reason(), SupervisionPages.LONGEST);
        check.done();
        if (!Boolean.TRUE.equals(body.follow())) {
            return ResponseEntity.ok(CaseJson.of(
                    cases.decide(officer, id, CaseStep.NOT_FOLLOW, why).done()));
        }
        var decision = cases.follow(officer, id, why).done();
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(new FollowedJson(decision.id(), decision.stage().name()));
    }
}
