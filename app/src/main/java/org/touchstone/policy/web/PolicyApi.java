package org.touchstone.policy.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.policy.PolicyDraft;
import org.touchstone.policy.PolicyDraft.Simulated;
import org.touchstone.policy.PolicyDrafts;
import org.touchstone.policy.web.PolicyPages.Validity;
import org.touchstone.rules.policy.Policy;
import tools.jackson.databind.JsonNode;

/** The versions of the policy for every program, and drafting and approving for those of the centre. */
@RestController
class PolicyApi {

    private static final int LONGEST = 5000;

    private final Policies policies;
    private final PolicyDrafts drafts;
    private final PolicyPages versions;
    private final DatabaseClock clock;

    PolicyApi(Policies policies, PolicyDrafts drafts, PolicyPages versions, DatabaseClock clock) {
        this.policies = policies;
        this.drafts = drafts;
        this.versions = versions;
        this.clock = clock;
    }

    /** One version in the list. */
    record VersionJson(
            String version,
            Map<String, String> title,
            Instant validFrom,
            @Nullable Instant validUntil,
            Validity validity) {}

    /** All versions, the newest first. */
    record VersionsJson(List<VersionJson> items) {}

    /** One version with its document and what it changed. */
    record PolicyJson(
            VersionJson version,
            JsonNode document,
            @Nullable String follows,
            List<String> changed,
            @Nullable Simulated simulation) {}

    /** A draft. */
    record DraftJson(
            UUID id,
            String version,
            String state,
            String hash,
            String follows,
            List<String> changed,
            JsonNode document,
            Instant createdAt,
            @Nullable Instant proposedAt,
            @Nullable Instant endedAt,
            List<WordJson> decisions,
            @Nullable Simulated simulation) {}

    /** What somebody decided on a draft. */
    record WordJson(Instant at, String decision, String reason) {}

    /** The drafts. */
    record DraftsJson(List<DraftJson> items) {}

    /** Approval or rejection. */
    record ApprovalJson(@Nullable Boolean approve, @Nullable String reason) {}

    /** Reasons. */
    record ReasonJson(@Nullable String reason) {}

    @GetMapping("/api/v1/policies")
    VersionsJson all() {
        var now = clock.instant();
        return new VersionsJson(
                versions.versions(now).stream().map(PolicyApi::json).toList());
    }

    private static VersionJson json(PolicyPages.Version v) {
        return new VersionJson(
                v.policy().version(), v.policy().title(), v.policy().validFrom(), v.until(), v.validity());
    }

    @GetMapping("/api/v1/policies/{version}")
    PolicyJson one(@PathVariable String version) {
        var policy = policies.find(version).orElseThrow(Refused::notFound);
        var before = policies.steps().stream()
                .filter(s -> s.version().version().equals(version))
                .findFirst()
                .map(Policies.Step::before)
                .orElse(null);
        return new PolicyJson(
                json(versions.version(policy, clock.instant())),
                policies.document(policy),
                before == null ? null : before.version(),
                before == null ? List.of() : changed(before, policy),
                drafts.simulationOf(version).orElse(null));
    }

    @PostMapping("/api/v1/policy-drafts")
    ResponseEntity<DraftJson> create(@RequestBody JsonNode changes) {
        var draft = drafts.create(Callers.required(), changes);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1/policy-drafts/" + draft.id())
                .body(json(draft));
    }

    @GetMapping("/api/v1/policy-drafts")
    DraftsJson drafts() {
        return new DraftsJson(
                drafts.newest(Callers.required()).stream().map(this::json).toList());
    }

    @GetMapping("/api/v1/policy-drafts/{id}")
    DraftJson draft(@PathVariable UUID id) {
        return json(drafts.view(Callers.required(), id).orElseThrow(Refused::notFound));
    }

    @PostMapping("/api/v1/policy-drafts/{id}/proposal")
    DraftJson propose(@PathVariable UUID id) {
        return json(drafts.propose(Callers.required(), id));
    }

    @PostMapping("/api/v1/policy-drafts/{id}/approval")
    DraftJson decide(@PathVariable UUID id, @RequestBody ApprovalJson body) {
        Caller caller = Callers.required();
        var check = new Check();
        if (body.approve() == null) {
            check.fault("approve", "required");
        }
        var why = check.text("reason", body.reason(), LONGEST);
        check.done();
        return json(drafts.decide(caller, id, Boolean.TRUE.equals(body.approve()), why));
    }

    @PostMapping("/api/v1/policy-drafts/{id}/withdrawal")
    DraftJson withdraw(@PathVariable UUID id, @RequestBody ReasonJson body) {
        Caller caller = Callers.required();
        var check = new Check();
        var why = check.text("reason", body.reason(), LONGEST);
        check.done();
        return json(drafts.withdraw(caller, id, why));
    }

    private DraftJson json(PolicyDraft d) {
        var base = drafts.base(d);
        return new DraftJson(
                d.id(),
                d.policy().version(),
                d.state().name(),
                d.hash(),
                base.version(),
                changed(base, d.policy()),
                policies.document(d.policy()),
                d.createdAt(),
                d.proposedAt(),
                d.endedAt(),
                d.words().stream()
                        .map(w -> new WordJson(w.at(), w.verdict().name(), w.reasons()))
                        .toList(),
                d.simulation());
    }

    /** Names of the fields of the document that differ, besides its name, title and date. */
    private List<String> changed(Policy before, Policy after) {
        var old = policies.document(before);
        var changed = new ArrayList<String>();
        for (var field : policies.document(after).properties()) {
            var name = field.getKey();
            boolean naming = name.equals("version") || name.equals("title") || name.equals("validFrom");
            if (!naming && !field.getValue().equals(old.get(name))) {
                changed.add(name);
            }
        }
        return changed;
    }
}
