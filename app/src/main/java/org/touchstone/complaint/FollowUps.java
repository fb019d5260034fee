package org.touchstone.complaint;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.FollowUp.Entry;
import org.touchstone.complaint.FollowUp.Kind;
import org.touchstone.complaint.FollowUp.NextStep;
import org.touchstone.complaint.FollowUp.Outcome;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.FollowUpStore;
import org.touchstone.complaint.store.TaskStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.journal.Journal;
import org.touchstone.journal.Looks;
import org.touchstone.policy.Policies;

/** The centre's queue, and what it does about complaints left unanswered: call, letter, next step, each with its date. */
@Component
public class FollowUps {

    private final Looks looks;
    private final FollowUpStore store;
    private final TaskStore tasks;
    private final ComplaintStore complaints;
    private final ComplaintNotices notices;
    private final Policies policies;
    private final Journal journal;
    private final DatabaseClock clock;

    FollowUps(
            FollowUpStore store,
            TaskStore tasks,
            ComplaintStore complaints,
            ComplaintNotices notices,
            Policies policies,
            Journal journal,
            DatabaseClock clock,
            Looks looks) {
        this.looks = looks;
        this.store = store;
        this.tasks = tasks;
        this.complaints = complaints;
        this.notices = notices;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
    }

    /** What needs the centre now, the most urgent first; all or of one kind. */
    @Transactional(readOnly = true)
    public List<Task> queue(Task.@Nullable Why why, Cursor after, int limit) {
        return tasks.open(why, after, limit);
    }

    /** How many tasks of each kind there are. */
    @Transactional(readOnly = true)
    public Map<Task.Why, Integer> counts() {
        return tasks.counts();
    }

    /** Open follow-ups, the most urgent first. */
    @Transactional(readOnly = true)
    public List<FollowUp> open(Cursor after, int limit) {
        return store.open(after, limit);
    }

    /** A follow-up with its log. That its case was looked at is written down. */
    @Transactional(readOnly = true)
    public Optional<FollowUp> find(Caller reader, UUID id) {
        var found = store.find(id);
        found.ifPresent(followUp -> looks.saw(reader, "complaint:" + followUp.complaintId()));
        return found;
    }

    /**
     * An officer notes a call, a letter or something else, and what comes next by when. A letter is sent to the business by every
     * channel it has. Returns whether the follow-up was open.
     *
     * @param nextDay the day by whose end the next step is made; absent leaves the due date as it is
     */
    @Transactional
    public boolean log(
            Caller officer,
            UUID id,
            Kind kind,
            Outcome outcome,
            @Nullable String text,
            @Nullable NextStep nextStep,
            @Nullable LocalDate nextDay) {
        var now = clock.instant();
        var nextDue = nextDay == null ? null : policies.at(now).endOf(nextDay);
        boolean open = store.log(id, new Entry(now, officer.id(), kind, outcome, text, nextStep, nextDue));
        if (open) {
            journal.write(officer.actor(), "follow-up.logged", "follow-up:" + id, Map.of("kind", kind));
            if (kind == Kind.LETTER) {
                store.find(id)
                        .flatMap(task -> complaints.find(task.complaintId()))
                        .ifPresent(file -> notices.letter(file, nextDue == null ? now : nextDue));
            }
        }
        return open;
    }

    /** An officer closes a follow-up with what was done. Returns whether it was open. */
    @Transactional
    public boolean close(Caller officer, UUID id, String note) {
        boolean closed =
                store.close(id, new Entry(clock.instant(), officer.id(), Kind.CLOSED, Outcome.DONE, note, null, null));
        if (closed) {
            journal.write(officer.actor(), "follow-up.closed", "follow-up:" + id, Map.of());
        }
        return closed;
    }
}
