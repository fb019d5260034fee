package org.touchstone.policy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.policy.PolicyDraft;
import org.touchstone.policy.PolicyDraft.State;
import org.touchstone.policy.PolicyDrafts;
import org.touchstone.rules.policy.Policy;
import tools.jackson.databind.json.JsonMapper;

/** Versions being prepared: the list, the form, the page on which a draft is checked, proposed and approved. */
@Controller
public class DraftPages {

    private static final int LONGEST = 5000;

    private final PolicyDrafts drafts;
    private final Policies policies;
    private final Pages pages;
    private final JsonMapper json;

    DraftPages(PolicyDrafts drafts, Policies policies, Pages pages, JsonMapper json) {
        this.drafts = drafts;
        this.policies = policies;
        this.pages = pages;
        this.json = json;
    }

    /** All drafts. */
    public record ListPage(List<PolicyDraft> drafts, boolean mayDraft) {}

    /** The form of a new draft. */
    public record FormPage(Policy base, DraftForm form, List<FieldError> errors) {}

    /**
     * One draft.
     *
     * @param base the version it would follow
     * @param changes what differs from it
     * @param onlyStops whether it only adds periods without a running clock
     */
    public record DraftPage(
            PolicyDraft draft,
            Policy base,
            List<PolicyWords.Change> changes,
            boolean onlyStops,
            boolean mayPropose,
            boolean mayWithdraw,
            boolean mayDecide,
            boolean maySimulate,
            boolean mine,
            List<FieldError> errors) {}

    @GetMapping("/officer/policies")
    View list() {
        var caller = Callers.required();
        return pages.view("policy/drafts", new ListPage(drafts.newest(caller), PolicyDrafts.drafts(caller)));
    }

    @GetMapping("/officer/policies/new")
    View form(HttpServletRequest request) {
        drafter();
        var base = policies.last();
        return pages.view("policy/form", new FormPage(base, DraftForm.of(base, Readers.textsFor(request)), List.of()));
    }

    @PostMapping("/officer/policies")
    View create(@RequestParam MultiValueMap<String, String> sent) {
        var caller = drafter();
        var base = policies.last();
        var form = DraftForm.of(sent);
        try {
            var check = new Check();
            var changes = form.changes(base, check, json);
            check.done();
            return Redirects.within(
                    "/officer/policies/" + drafts.create(caller, changes).id());
        } catch (InvalidFields invalid) {
            return pages.view(
                    HttpStatus.UNPROCESSABLE_CONTENT, "policy/form", new FormPage(base, form, invalid.errors()));
        }
    }

    @GetMapping("/officer/policies/{id}")
    View draft(@PathVariable UUID id, HttpServletRequest request) {
        return draft(HttpStatus.OK, id, List.of(), request);
    }

    private View draft(HttpStatus status, UUID id, List<FieldError> errors, HttpServletRequest request) {
        var caller = Callers.required();
        var draft = drafts.view(caller, id).orElseThrow(Refused::notFound);
        var base = drafts.base(draft);
        boolean mine = draft.author().equals(caller.id());
        return pages.view(
                status,
                "policy/draft",
                new DraftPage(
                        draft,
                        base,
                        PolicyWords.changes(base, draft.policy(), Readers.textsFor(request)),
                        drafts.onlyStopsClocks(draft),
                        mine && draft.state() == State.DRAFT,
                        mine && !draft.state().ended(),
                        !mine
                                && PolicyDrafts.approves(caller)
                                && draft.state() == State.PROPOSED
                                && !draft.hasSpoken(caller.id()),
                        PolicyDrafts.mayBeSimulated(draft)
                                && (PolicyDrafts.drafts(caller) || PolicyDrafts.approves(caller)),
                        mine,
                        errors));
    }

    @PostMapping("/officer/policies/{id}/proposal")
    View propose(@PathVariable UUID id) {
        drafts.propose(Callers.required(), id);
        return Redirects.within("/officer/policies/" + id);
    }

    @PostMapping("/officer/policies/{id}/approval")
    View decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String approve,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletRequest request) {
        var check = new Check();
        if (!approve.equals("true") && !approve.equals("false")) {
            check.fault("approve", "choose");
        }
        var why = check.text("reason", reason, LONGEST);
        if (!check.errors().isEmpty()) {
            return draft(HttpStatus.UNPROCESSABLE_CONTENT, id, check.errors(), request);
        }
        drafts.decide(Callers.required(), id, approve.equals("true"), why);
        return Redirects.within("/officer/policies/" + id);
    }

    @PostMapping("/officer/policies/{id}/withdrawal")
    View withdraw(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletRequest request) {
        var check = new Check();
        var why = check.text("reason", reason, LONGEST);
        if (!check.errors().isEmpty()) {
            return draft(HttpStatus.UNPROCESSABLE_CONTENT, id, check.errors(), request);
        }
        drafts.withdraw(Callers.required(), id, why);
        return Redirects.within("/officer/policies/" + id);
    }

    private static Caller drafter() {
        var caller = Callers.required();
        if (!PolicyDrafts.drafts(caller)) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
        return caller;
    }
}
