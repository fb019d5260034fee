package org.touchstone.registry.web;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.registry.web.MarkJson.DecisionJson;
import org.touchstone.registry.web.MarkJson.DecisionsJson;
import org.touchstone.rules.mark.MarkDecision.Stage;
import org.touchstone.rules.mark.MarkStep;

/** What officers decide about a mark, and what a business says against it, for programs. */
@RestController
class MarkApi {

    static final int LONGEST = 2000;
    private static final String MARK = "/api/v1/marks/{code}/";

    private final Registry registry;
    private final MarkLife life;

    MarkApi(Registry registry, MarkLife life) {
        this.registry = registry;
        this.life = life;
    }

    /** Reasons that must be given. */
    record ReasonsJson(@JsonAlias("text") @Nullable String reason) {}

    /** What a second officer says; approval unless it says otherwise. */
    record SecondJson(
            @Nullable String decision,
            @Nullable Boolean approve,
            @Nullable String reason) {}

    /** What an appeals officer says. */
    record JudgementJson(@Nullable Boolean grant, @Nullable String reason) {}

    @GetMapping(MARK + "decisions")
    DecisionsJson decisions(@PathVariable String code) {
        Refused.unlessFound(registry.mark(code));
        boolean all = Callers.current().filter(Caller::readsCases).isPresent();
        var decisions = all ? life.decisions(code) : life.publicDecisions(code);
        return new DecisionsJson(decisions.stream().map(MarkJson::of).toList());
    }

    @PostMapping(MARK + "suspension")
    ResponseEntity<DecisionJson> suspend(@PathVariable String code, @RequestBody ReasonsJson body) {
        return decide(code, MarkStep.SUSPEND, body);
    }

    @PostMapping(MARK + "reinstatement")
    ResponseEntity<DecisionJson> reinstate(@PathVariable String code, @RequestBody ReasonsJson body) {
        return decide(code, MarkStep.REINSTATE, body);
    }

    @PostMapping(MARK + "revocation")
    ResponseEntity<DecisionJson> revoke(@PathVariable String code, @RequestBody ReasonsJson body) {
        return decide(code, MarkStep.REVOKE, body);
    }

    @PostMapping(MARK + "review")
    ResponseEntity<DecisionJson> review(@PathVariable String code, @RequestBody ReasonsJson body) {
        return decide(code, MarkStep.PUT_UNDER_REVIEW, body);
    }

    @PostMapping(MARK + "review-end")
    ResponseEntity<DecisionJson> endReview(@PathVariable String code, @RequestBody ReasonsJson body) {
        return decide(code, MarkStep.END_REVIEW, body);
    }

    private ResponseEntity<DecisionJson> decide(String code, MarkStep step, ReasonsJson body) {
        var officer = Callers.officer();
        Refused.unlessFound(registry.mark(code));
        var check = new Check();
        var why = check.text("reason", body.reason(), LONGEST);
        check.done();
        var decision = life.decide(officer, code, step, why, Map.of()).done();
        return ResponseEntity.status(decision.stage() == Stage.PENDING ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(MarkJson.of(decision));
    }

    @PostMapping(MARK + "approval")
    DecisionJson approve(@PathVariable String code, @RequestBody(required = false) @Nullable SecondJson body) {
        var officer = Callers.officer();
        Refused.unlessFound(registry.mark(code));
        var said = body == null ? new SecondJson(null, null, null) : body;
        boolean approve = !Boolean.FALSE.equals(said.approve());
        var check = new Check();
        @Nullable UUID decision = said.decision() == null ? null : id(check, said.decision());
        @Nullable String why = approve
                ? check.optionalText("reason", said.reason(), LONGEST)
                : check.text("reason", said.reason(), LONGEST);
        check.done();
        return MarkJson.of(life.second(officer, code, decision, approve, why).done());
    }

    private static @Nullable UUID id(Check check, String text) {
        if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return UUID.fromString(text);
        }
        check.fault("decision", "wrong-type");
        return null;
    }

    @PostMapping(MARK + "decisions/{id}/appeal")
    DecisionJson appeal(@PathVariable String code, @PathVariable UUID id, @RequestBody ReasonsJson body) {
        var owner = Callers.required();
        Refused.unlessFound(registry.mark(code));
        var check = new Check();
        var why = check.text("reason", body.reason(), LONGEST);
        check.done();
        return MarkJson.of(life.appeal(owner, code, id, why).done());
    }

    @PostMapping(MARK + "decisions/{id}/appeal-decision")
    DecisionJson judge(@PathVariable String code, @PathVariable UUID id, @RequestBody JudgementJson body) {
        var officer = appealsOfficer();
        Refused.unlessFound(registry.mark(code));
        var check = new Check();
        if (body.grant() == null) {
            check.fault("grant", "required");
        }
        var why = check.text("reason", body.reason(), LONGEST);
        check.done();
        return MarkJson.of(life.judge(officer, code, id, Boolean.TRUE.equals(body.grant()), why)
                .done());
    }

    /** The caller as one who decides appeals. Refused with {@code forbidden} to everybody else. */
    static Caller appealsOfficer() {
        var caller = Callers.required();
        if (!caller.roles().contains(Role.APPEALS_OFFICER)) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
        return caller;
    }
}
