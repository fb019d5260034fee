package org.touchstone.complaint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.ComplaintStore.Held;
import org.touchstone.complaint.store.FollowUpStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Intake;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Refusal;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.text.PlainText;
import org.touchstone.rules.text.PublicText;

/**
 * What can be done about complaints. Each method is one transaction: state, history, journal, messages and the word to other
 * modules stand or fall together.
 */
@Component
public class Complaints {

    /** By when the centre follows up a complaint left unanswered. */
    private static final Duration FOLLOW_UP_WITHIN = Duration.ofDays(3);

    private final ComplaintStore store;
    private final FollowUpStore followUps;
    private final Policies policies;
    private final Registry registry;
    private final People people;
    private final ComplaintNotices notices;
    private final Journal journal;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    Complaints(
            ComplaintStore store,
            FollowUpStore followUps,
            Policies policies,
            Registry registry,
            People people,
            ComplaintNotices notices,
            Journal journal,
            DatabaseClock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.followUps = followUps;
        this.policies = policies;
        this.registry = registry;
        this.people = people;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** Files a complaint. The daily limit and the search for duplicates hold however many filings come at once. */
    @Transactional
    public Attempt file(Caller consumer, Filing filing) {
        var now = clock.instant();
        var policy = policies.at(now);
        var mark = registry.markOf(filing.website());
        var intake = new Intake(
                consumer.verified(),
                filing.website().name(),
                mark.filter(m -> registry.wasMarkedOn(m, filing.purchasedOn())).isPresent(),
                filing.invoiceNumber(),
                filing.purchasedOn(),
                filing.category());
        var refusal = intake.refusal(now, policy);
        if (refusal.isPresent()) {
            return new Attempt.Refused(refusal.get());
        }
        return admit(consumer, filing, mark.orElseThrow(), now, policy);
    }

    private Attempt admit(Caller consumer, Filing filing, Mark mark, Instant now, Policy policy) {
        var id = UUID.randomUUID();
        var filed = Complaint.file(now, policy, mark.code(), filing.category(), filing.remedy(), filing.amount());
        var complaint = Complaint.of(List.of(filed), policy);
        var day = policy.dayOf(now);
        for (int slot = 1; slot <= policy.dailyLimit(); slot++) {
            var wakeAt = complaint.nextWake(now, policy).orElse(null);
            if (store.add(id, consumer.id(), mark, filing, complaint, day, slot, wakeAt)) {
                return new Attempt.Done(happened(id, 0, complaint, List.of(filed), consumer.actor(), now, policy));
            }
            if (store.countOn(consumer.id(), mark.websiteId(), day) >= policy.dailyLimit()) {
                break;
            }
            var same = store.sameInvoice(consumer.id(), mark.websiteId(), filing.invoiceNumber());
            if (same.isPresent()) {
                return new Attempt.Refused(new Refusal.DuplicateComplaint(same.get()));
            }
        }
        return new Attempt.Refused(new Refusal.DailyLimitReached(policy.dailyLimit(), day.plusDays(1)));
    }

    /** The business answers. Its text is published masked; {@link #publicLook} shows how. */
    @Transactional
    public Optional<Attempt> answer(Caller caller, UUID id, String text, Offer offer) {
        return step(
                caller,
                id,
                Role.OWNER,
                (complaint, now, policy) -> complaint.answer(now, offer, PlainText.fingerprint(text), policy),
                file -> store.addAnswer(id, file.history().size(), text, publicLook(file, text)));
    }

    /** An answer as the public will read it. */
    public String publicLook(CaseFile file, String text) {
        var consumer = Optional.ofNullable(file.consumerId()).flatMap(people::find);
        return PublicText.of(text, consumer.map(Person::name).orElse(""));
    }

    /** The consumer says whether the answer solved the matter. */
    @Transactional
    public Optional<Attempt> rate(Caller caller, UUID id, boolean solved, int score, @Nullable String comment) {
        return step(
                caller,
                id,
                Role.CONSUMER,
                (complaint, now, policy) -> complaint.rate(now, solved, score, policy),
                file -> {
                    if (comment != null) {
                        store.setComment(id, comment);
                    }
                });
    }

    /** The consumer withdraws the complaint. */
    @Transactional
    public Optional<Attempt> withdraw(Caller caller, UUID id) {
        return step(caller, id, Role.CONSUMER, Complaint::withdraw, file -> {});
    }

    private interface Rule {
        Decision decide(Complaint complaint, Instant now, Policy policy);
    }

    private interface Keeping {
        void keep(CaseFile file);
    }

    /** One step of a party: nothing for strangers, the rule's refusal or its events for the party. */
    private Optional<Attempt> step(Caller caller, UUID id, Role as, Rule rule, Keeping keeping) {
        return store.lock(id).filter(held -> isParty(caller, held.file(), as)).map(held -> {
            var now = clock.instant();
            var policy = policies.named(held.file().policyVersion());
            var complaint = Complaint.of(held.file().history(), policy);
            return switch (rule.decide(complaint, now, policy)) {
                case Decision.Refused refused -> {
                    pass(held, complaint, now, policy);
                    yield new Attempt.Refused(refused.refusal());
                }
                case Decision.Happened happened -> {
                    happened(id, held.version(), complaint, happened.events(), caller.actor(), now, policy);
                    var file = store.find(id).orElseThrow();
                    keeping.keep(file);
                    yield new Attempt.Done(store.find(id).orElseThrow());
                }
            };
        });
    }

    private boolean isParty(Caller caller, CaseFile file, Role as) {
        return as == Role.OWNER
                ? people.businessesOf(caller.id()).contains(file.businessId())
                : caller.id().equals(file.consumerId());
    }

    /**
     * Does what time has in store for the case that has waited longest: rounds and periods that are over, and reminders. Returns
     * whether there was one.
     */
    @Transactional
    public boolean passNext() {
        var due = store.lockDue();
        due.ifPresent(held -> {
            var policy = policies.named(held.file().policyVersion());
            pass(held, Complaint.of(held.file().history(), policy), clock.instant(), policy);
        });
        return due.isPresent();
    }

    private void pass(Held held, Complaint complaint, Instant now, Policy policy) {
        var id = held.file().id();
        var passed = complaint.passed(now, policy);
        var current = complaint;
        for (var event : passed) {
            current = current.with(event, policy);
        }
        if (current.remindsBetween(held.wokenAt(), now, policy)) {
            notices.remind(held.file(), current.due().orElseThrow());
        }
        happened(id, held.version(), complaint, passed, "time", now, policy);
    }

    /** Writes what happened everywhere it belongs. */
    private CaseFile happened(
            UUID id,
            int version,
            Complaint before,
            List<ComplaintEvent> happened,
            String actor,
            Instant now,
            Policy policy) {
        var after = before;
        int seq = version;
        for (var event : happened) {
            if (!(event instanceof Filed)) {
                after = after.with(event, policy);
            }
            store.append(id, ++seq, event, actor);
            journal.write(
                    actor, "complaint." + event.getClass().getSimpleName(), "complaint:" + id, Map.of("seq", seq));
        }
        store.update(id, after, after.nextWake(now, policy).orElse(null), now);
        var file = store.find(id).orElseThrow();
        for (var event : happened) {
            if (event instanceof ComplaintEvent.LeftUnanswered unanswered) {
                followUps.open(id, unanswered.at(), FOLLOW_UP_WITHIN);
            }
            notices.tell(file, event);
        }
        if (!happened.isEmpty()) {
            events.publishEvent(new ComplaintMoved(List.of(id)));
        }
        return file;
    }

    /** A case as its parties and those who read cases see it; nothing for anybody else. */
    @Transactional(readOnly = true)
    public Optional<CaseFile> view(Caller caller, UUID id) {
        return store.find(id)
                .filter(file -> caller.readsCases()
                        || isParty(caller, file, Role.CONSUMER)
                        || isParty(caller, file, Role.OWNER));
    }

    /** A case the caller may answer for a business; nothing for anybody else. */
    @Transactional(readOnly = true)
    public Optional<CaseFile> viewAsBusiness(Caller caller, UUID id) {
        return store.find(id).filter(file -> isParty(caller, file, Role.OWNER));
    }

    /** The caller's own complaints, the newest first. */
    @Transactional(readOnly = true)
    public List<CaseFile> mine(Caller caller) {
        return store.ofConsumer(caller.id(), Cursor.MOST);
    }

    /** Cases of the caller's businesses in some states, by time left. */
    @Transactional(readOnly = true)
    public List<CaseFile> desk(Caller caller, List<State> states, Cursor after, int limit) {
        return store.ofBusinesses(people.businessesOf(caller.id()), states, after, limit);
    }

    /** How many cases of the caller's businesses stand in some states. */
    @Transactional(readOnly = true)
    public int countDesk(Caller caller, List<State> states) {
        return store.count(people.businessesOf(caller.id()), states);
    }

    /** Open follow-ups, the most urgent first. */
    @Transactional(readOnly = true)
    public List<FollowUp> followUps(Cursor after, int limit) {
        return followUps.open(after, limit);
    }

    /** An officer closes a follow-up with what was done. Returns whether it was open. */
    @Transactional
    public boolean closeFollowUp(Caller officer, UUID id, String note) {
        boolean closed = followUps.close(id, officer.id(), note);
        if (closed) {
            journal.write(officer.actor(), "follow-up.closed", "follow-up:" + id, Map.of());
        }
        return closed;
    }

    /** What the public may know of these complaints. */
    @Transactional(readOnly = true)
    public List<PublicCase> publicCases(List<UUID> ids) {
        return store.publicCases(ids);
    }

    /** Identifiers of all complaints after one, in their order: for recomputing everything. */
    @Transactional(readOnly = true)
    public List<UUID> ids(UUID after, int limit) {
        return store.ids(after, limit);
    }

    /** Takes over cases of another regulator. Those known already are left alone. Returns how many are new. */
    @Transactional
    public int importCases(List<ImportedCase> cases) {
        if (cases.isEmpty()) {
            return 0;
        }
        var complaints = cases.stream()
                .map(c -> Complaint.of(
                        c.history(), policies.named(((Filed) c.history().getFirst()).policyVersion())))
                .toList();
        var added = store.addImported(cases, complaints);
        if (!added.isEmpty()) {
            journal.write(
                    "system:" + cases.getFirst().source(),
                    "complaints.imported",
                    "complaints",
                    Map.of("count", added.size()));
            events.publishEvent(new ComplaintMoved(added));
        }
        return added.size();
    }
}
