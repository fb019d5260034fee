package org.touchstone.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.policy.PolicyDraft.Simulated;
import org.touchstone.policy.PolicyDraft.State;
import org.touchstone.policy.PolicyDraft.Verdict;
import org.touchstone.policy.PolicyDraft.Word;
import org.touchstone.policy.store.PolicyDraftStore;
import org.touchstone.policy.store.PolicyDraftStore.Row;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.record.Simulation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a version comes about: an officer drafts it, it is simulated on the stored history, two people who did not draft it approve
 * it, and it is in force from a date to come. A draft is never edited: who wants another one withdraws it and begins anew.
 */
@Component
public class PolicyDrafts {

    /** A published version is known so long before it is in force. */
    public static final Duration NOTICE = Duration.ofHours(24);

    /** A version that only stops clocks must be quick; every node has read it by then. */
    public static final Duration SHORT_NOTICE = Duration.ofMinutes(5);

    private final PolicyDraftStore store;
    private final Policies policies;
    private final Journal journal;
    private final DatabaseClock clock;
    private final JsonMapper json;

    PolicyDrafts(PolicyDraftStore store, Policies policies, Journal journal, DatabaseClock clock, JsonMapper json) {
        this.store = store;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
        this.json = json;
    }

    /** Whether a person may read drafts. */
    public static boolean reads(Caller caller) {
        return caller.readsCases() || caller.roles().contains(Role.ADMIN);
    }

    /** Whether a person may draft. */
    public static boolean drafts(Caller caller) {
        return caller.isOfficer() || caller.roles().contains(Role.ADMIN);
    }

    /** Whether a person may approve what others drafted. */
    public static boolean approves(Caller caller) {
        return caller.roles().contains(Role.SENIOR_OFFICER) || caller.roles().contains(Role.ADMIN);
    }

    /**
     * A new draft, made from the last version by what changes: fields of {@code docs/policy.md}; what is absent stays. Every wrong
     * field is named at once.
     */
    @Transactional
    public PolicyDraft create(Caller author, JsonNode changes) {
        permit(drafts(author));
        var known = policies.fresh();
        var base = policies.last();
        ObjectNode document = json.valueToTree(PolicyDocument.of(base));
        var check = new Check();
        merge(document, changes, "", check);
        check.done();
        var draft = read(document, check);
        check.done();
        new PolicyCheck(base).done(Objects.requireNonNull(draft), known, clock.instant());
        var text = json.writeValueAsString(draft);
        var id = UUID.randomUUID();
        store.add(id, draft.version(), text, HexFormat.of().formatHex(Tokens.hash(text)), base.version(), author.id());
        write(author, "policy.drafted", id, Map.of("version", draft.version()));
        return find(id).orElseThrow();
    }

    private static void merge(ObjectNode into, JsonNode changes, String path, Check check) {
        if (!changes.isObject()) {
            check.fault(path.isEmpty() ? "body" : path, "wrong-type");
            return;
        }
        for (var change : changes.properties()) {
            var name = change.getKey();
            var value = change.getValue();
            var field = path.isEmpty() ? name : path + "." + name;
            if (value.isNull()) {
                continue;
            }
            if (!into.has(name)) {
                check.fault(field, "unknown-field");
            } else if (into.get(name) instanceof ObjectNode object) {
                merge(object, value, field, check);
            } else if (value.isArray() && value.valueStream().anyMatch(JsonNode::isNull)) {
                check.fault(field, "wrong-type");
            } else {
                into.set(name, value);
            }
        }
    }

    private @Nullable PolicyDocument read(ObjectNode document, Check check) {
        try {
            var read = json.treeToValue(document, PolicyDocument.class);
            read.categories().forEach(c -> {
                Objects.requireNonNull(c.code());
                Objects.requireNonNull(c.name());
            });
            return read;
        } catch (DatabindException e) {
            check.fault(
                    e.getPath().stream()
                            .map(JacksonException.Reference::getPropertyName)
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(".")),
                    "wrong-type");
        } catch (IllegalArgumentException | NullPointerException e) {
            check.fault("body", "wrong-type");
        }
        return null;
    }

    /** A draft, for those who may read drafts. */
    @Transactional(readOnly = true)
    public Optional<PolicyDraft> view(Caller reader, UUID id) {
        permit(reads(reader));
        return find(id);
    }

    /** The newest drafts, for those who may read them. */
    @Transactional(readOnly = true)
    public List<PolicyDraft> newest(Caller reader) {
        permit(reads(reader));
        return store.newest(100).stream().map(this::draft).toList();
    }

    /** What a version would have made of the stored history, as its approvers saw it; nothing for the versions shipped. */
    @Transactional(readOnly = true)
    public Optional<Simulated> simulationOf(String version) {
        return store.draftOf(version).flatMap(this::find).flatMap(d -> Optional.ofNullable(d.simulation()));
    }

    /** A draft, for other modules. */
    @Transactional(readOnly = true)
    public Optional<PolicyDraft> find(UUID id) {
        return store.find(id).map(this::draft);
    }

    private PolicyDraft draft(Row row) {
        var simulation = row.simulation();
        var asOf = row.simulatedAsOf();
        return new PolicyDraft(
                row.id(),
                policies.parse(row.document()),
                row.hash(),
                row.baseVersion(),
                row.author(),
                row.state(),
                row.createdAt(),
                row.proposedAt(),
                row.endedAt(),
                store.words(row.id()),
                simulation != null && asOf != null && row.hash().equals(row.simulatedHash())
                        ? new Simulated(asOf, simulation)
                        : null);
    }

    /** The author asks for approval. */
    @Transactional
    public PolicyDraft propose(Caller author, UUID id) {
        var draft = held(id);
        permit(drafts(author));
        mine(author, draft);
        inState(draft, State.DRAFT);
        store.put(id, State.PROPOSED, clock.instant());
        write(author, "policy.proposed", id, Map.of());
        return find(id).orElseThrow();
    }

    /** The author takes the draft back, with reasons. */
    @Transactional
    public PolicyDraft withdraw(Caller author, UUID id, String reasons) {
        var draft = held(id);
        mine(author, draft);
        if (draft.state().ended()) {
            throw new Refused(HttpStatus.CONFLICT, "draft-state");
        }
        var now = clock.instant();
        store.addWord(id, new Word(author.id(), now, Verdict.WITHDRAWN, reasons));
        store.put(id, State.WITHDRAWN, now);
        write(author, "policy.withdrawn", id, Map.of());
        return find(id).orElseThrow();
    }

    /**
     * Somebody who did not draft it approves or rejects a proposed version, with reasons. One rejection ends it; the second
     * approval publishes it. An approval is refused until exactly this document was simulated.
     */
    @Transactional
    public PolicyDraft decide(Caller approver, UUID id, boolean approve, String reasons) {
        var draft = held(id);
        permit(approves(approver));
        inState(draft, State.PROPOSED);
        if (draft.author().equals(approver.id())) {
            throw new Refused(HttpStatus.FORBIDDEN, "own-draft");
        }
        if (draft.hasSpoken(approver.id())) {
            throw new Refused(HttpStatus.CONFLICT, "spoken-already");
        }
        var now = clock.instant();
        if (approve) {
            mayBegin(draft, now);
        }
        store.addWord(id, new Word(approver.id(), now, approve ? Verdict.APPROVED : Verdict.REJECTED, reasons));
        write(approver, approve ? "policy.approved" : "policy.rejected", id, Map.of());
        if (!approve) {
            store.put(id, State.REJECTED, now);
        } else if (draft.approvals().size() + 1 >= PolicyDraft.APPROVALS) {
            policies.publish(store.find(id).orElseThrow().document(), id, approver.actor());
            store.put(id, State.PUBLISHED, now);
        }
        return find(id).orElseThrow();
    }

    private void mayBegin(PolicyDraft draft, Instant now) {
        if (draft.simulation() == null) {
            throw new Refused(HttpStatus.CONFLICT, "not-simulated");
        }
        var base = policies.fresh().named(draft.baseVersion());
        if (!policies.last().version().equals(base.version())) {
            throw new Refused(
                    HttpStatus.CONFLICT, "outdated-draft", policies.last().version());
        }
        var notice = onlyStopsClocks(draft) ? SHORT_NOTICE : NOTICE;
        if (draft.policy().validFrom().isBefore(now.plus(notice))) {
            throw new Refused(
                    HttpStatus.CONFLICT,
                    "too-soon",
                    List.of(draft.policy().validFrom(), notice),
                    Map.of("validFrom", draft.policy().validFrom(), "noticeHours", notice.toMinutes() / 60.0));
        }
    }

    /** Whether a draft changes nothing but that it adds periods during which no clock runs. */
    public boolean onlyStopsClocks(PolicyDraft draft) {
        return PolicyCheck.onlyStopsClocks(policies.named(draft.baseVersion()), draft.policy());
    }

    /** Whether a draft may be simulated: nobody has decided on it yet, so that nobody approves another result than he saw. */
    public static boolean mayBeSimulated(PolicyDraft draft) {
        return !draft.state().ended() && draft.words().isEmpty();
    }

    /**
     * Keeps what a draft would have made of the stored history. Nothing where somebody has decided on it meanwhile.
     *
     * @param hash of the document that was simulated
     * @param asOf what happened later is not in it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void simulated(UUID id, String hash, Instant asOf, Simulation result) {
        var draft = held(id);
        if (mayBeSimulated(draft) && draft.hash().equals(hash)) {
            store.putSimulation(id, hash, asOf, result);
            journal.write("time", "policy.simulated", "policy-draft:" + id, Map.of("hash", hash));
        }
    }

    /** The version a draft would follow. */
    public Policy base(PolicyDraft draft) {
        return policies.named(draft.baseVersion());
    }

    private PolicyDraft held(UUID id) {
        store.holdPublishing();
        return store.lock(id).map(this::draft).orElseThrow(Refused::notFound);
    }

    private static void permit(boolean may) {
        if (!may) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
    }

    private static void mine(Caller caller, PolicyDraft draft) {
        if (!draft.author().equals(caller.id())) {
            throw new Refused(HttpStatus.FORBIDDEN, "not-your-draft");
        }
    }

    private static void inState(PolicyDraft draft, State state) {
        if (draft.state() != state) {
            throw new Refused(HttpStatus.CONFLICT, "draft-state");
        }
    }

    private void write(Caller caller, String action, UUID id, Map<String, ?> details) {
        journal.write(caller.actor(), action, "policy-draft:" + id, details);
    }
}
