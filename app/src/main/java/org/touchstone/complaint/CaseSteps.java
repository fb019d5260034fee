package org.touchstone.complaint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.ComplaintStore.Appended;
import org.touchstone.complaint.store.ComplaintStore.Folded;
import org.touchstone.complaint.store.ComplaintStore.Held;
import org.touchstone.complaint.store.FollowUpStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.ComplaintEvent.LeftUnanswered;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.policy.Policy;

/**
 * How a step on a complaint is made: the case is held, the rule decides, and what happened is written everywhere it belongs in
 * the transaction of the caller.
 */
@Component
class CaseSteps {

    private final ComplaintStore store;
    private final FollowUpStore followUps;
    private final Policies policies;
    private final People people;
    private final ComplaintNotices notices;
    private final Journal journal;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    CaseSteps(
            ComplaintStore store,
            FollowUpStore followUps,
            Policies policies,
            People people,
            ComplaintNotices notices,
            Journal journal,
            DatabaseClock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.followUps = followUps;
        this.policies = policies;
        this.people = people;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** What the rules say to a step on a complaint as it stands now. */
    interface Rule {
        Decision decide(Complaint complaint, Instant now, Policy policy);
    }

    /** What else is kept once a step was made. */
    interface Keeping {
        void keep(CaseFile file);

        /** A text beside the last event; nothing for a blank one. */
        static Keeping text(ComplaintStore store, @Nullable String text) {
            return file -> {
                if (text != null) {
                    store.addText(file.id(), file.history().size(), text);
                }
            };
        }
    }

    /** One step of a party: nothing for those who are not that party, the rule's refusal or its events for those who are. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Attempt> step(Caller caller, UUID id, Party as, Rule rule, Keeping keeping) {
        return store.lock(id).filter(held -> is(caller, held.file(), as)).map(held -> {
            if (as == Party.BUSINESS) {
                people.requireAnswering(caller.id(), held.file().businessId());
            }
            var now = clock.instant();
            var policy = policies.named(held.file().policyVersion());
            var complaint = held.file().complaint(policy);
            return switch (rule.decide(complaint, now, policy)) {
                case Decision.Refused refused -> {
                    pass(held, complaint, now, policy);
                    yield new Attempt.Refused(refused.refusal());
                }
                case Decision.Happened happened -> {
                    keeping.keep(write(id, held.version(), complaint, happened.events(), caller.actor(), now, policy));
                    yield new Attempt.Done(store.find(id).orElseThrow());
                }
            };
        });
    }

    /** A change nobody's hand makes. */
    @Transactional(propagation = Propagation.MANDATORY)
    void asTime(UUID id, Rule rule) {
        store.lock(id).ifPresent(held -> {
            var now = clock.instant();
            var policy = policies.named(held.file().policyVersion());
            var complaint = held.file().complaint(policy);
            // Nothing to write where nothing happened: a reminder now due is left to the sweep of deadlines.
            if (rule.decide(complaint, now, policy) instanceof Decision.Happened(var happened) && !happened.isEmpty()) {
                write(id, held.version(), complaint, happened, "time", now, policy);
            }
        });
    }

    /** Whether a caller is a party to a case. The centre is nobody who has a stake in it. */
    boolean is(Caller caller, CaseFile file, Party party) {
        boolean consumer = caller.id().equals(file.consumerId());
        boolean business = people.businessesOf(caller.id()).contains(file.businessId());
        return switch (party) {
            case CONSUMER -> consumer;
            case BUSINESS -> business;
            case CENTRE ->
                (caller.isOfficer() || caller.roles().contains(Role.APPEALS_OFFICER)) && !consumer && !business;
            case TIME -> false;
        };
    }

    /** What time has brought about until now, and the reminders that fell due, written. */
    @Transactional(propagation = Propagation.MANDATORY)
    void pass(Held held, Complaint complaint, Instant now, Policy policy) {
        writeAll(List.of(passed(held, complaint, now, policy)), now);
    }

    /** The same for many cases that are held. */
    @Transactional(propagation = Propagation.MANDATORY)
    void passAll(List<Held> due, Instant now) {
        var changes = due.stream()
                .map(held -> {
                    var policy = policies.named(held.file().policyVersion());
                    return passed(held, held.file().complaint(policy), now, policy);
                })
                .toList();
        writeAll(changes, now);
    }

    private Change passed(Held held, Complaint complaint, Instant now, Policy policy) {
        var passed = complaint.passed(now, policy);
        var current = complaint;
        for (var event : passed) {
            current = current.with(event, policy);
        }
        if (current.remindsBetween(held.wokenAt(), now, policy)) {
            notices.remind(held.file(), current.due().orElseThrow());
        }
        if (current.asksKeptBetween(held.wokenAt(), now, policy)) {
            notices.askKept(held.file(), now);
        }
        return new Change(held.file().id(), held.version(), complaint, passed, "time", policy);
    }

    /**
     * What happened to a case that is held.
     *
     * @param version how many events it had
     * @param before how it stood; with the filing alone for a new one
     * @param actor as the journal names who acted
     */
    record Change(UUID id, int version, Complaint before, List<ComplaintEvent> happened, String actor, Policy policy) {}

    /** Writes what happened everywhere it belongs. */
    @Transactional(propagation = Propagation.MANDATORY)
    CaseFile write(
            UUID id,
            int version,
            Complaint before,
            List<ComplaintEvent> happened,
            String actor,
            Instant now,
            Policy policy) {
        return writeAll(List.of(new Change(id, version, before, happened, actor, policy)), now)
                .getFirst();
    }

    /** Writes what happened to many cases, each once, everywhere it belongs. Returns the cases as they stand then, in their order. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<CaseFile> writeAll(List<Change> changes, Instant now) {
        var entries = new ArrayList<Appended>();
        var lines = new ArrayList<Journal.Line>();
        var states = new ArrayList<Folded>();
        for (var change : changes) {
            var after = change.before();
            int seq = change.version();
            for (var event : change.happened()) {
                if (!(event instanceof Filed)) {
                    after = after.with(event, change.policy());
                }
                entries.add(new Appended(change.id(), ++seq, event, change.actor()));
                lines.add(new Journal.Line(
                        change.actor(),
                        "complaint." + event.getClass().getSimpleName(),
                        "complaint:" + change.id(),
                        Map.of("seq", seq)));
            }
            states.add(new Folded(change.id(), after, change.policy()));
        }
        store.append(entries);
        journal.write(lines);
        store.update(states, now);
        var files = store.find(changes.stream().map(Change::id).toList());
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            for (var event : change.happened()) {
                if (event instanceof LeftUnanswered unanswered) {
                    followUps.open(
                            change.id(),
                            unanswered.at(),
                            change.policy().procedure().targets().followUp());
                }
                notices.tell(files.get(i), event);
            }
        }
        var moved = changes.stream()
                .filter(change -> !change.happened().isEmpty())
                .map(Change::id)
                .toList();
        if (!moved.isEmpty()) {
            events.publishEvent(new ComplaintMoved(moved));
        }
        return files;
    }
}
