package org.touchstone.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;
import org.touchstone.policy.PolicyDraft;
import org.touchstone.policy.PolicyDrafts;
import org.touchstone.record.SimulationRun.State;
import org.touchstone.record.store.SimulationStore;
import org.touchstone.record.store.SimulationStore.History;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.record.Simulation;
import org.touchstone.rules.record.Simulation.Comparison;
import org.touchstone.rules.record.Simulation.MarkChange;

/**
 * Simulates drafted versions of the policy on the stored history, in the background: a few marks at a time, each step in a
 * transaction with the progress, so that a restart or another node goes on where the last step ended, deadlines are worked in
 * between, and a cancelled one stops at once. Everything is seen as of the instant it was started.
 */
@Component
public class PolicySimulations implements Sweep {

    private static final Logger log = LoggerFactory.getLogger(PolicySimulations.class);
    private static final long STEP_NANOS = 300_000_000;

    private final SimulationStore store;
    private final PolicyDrafts drafts;
    private final Policies policies;
    private final Journal journal;
    private final DatabaseClock clock;
    private final Registry registry;
    private final Stages stages;
    private final TransactionTemplate transaction;
    private volatile @Nullable Ended ended;

    PolicySimulations(
            SimulationStore store,
            PolicyDrafts drafts,
            Policies policies,
            Journal journal,
            DatabaseClock clock,
            Registry registry,
            Stages stages,
            PlatformTransactionManager manager) {
        this.registry = registry;
        this.stages = stages;
        this.store = store;
        this.drafts = drafts;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
        this.transaction = new TransactionTemplate(manager);
    }

    /** Begins to simulate a draft nobody has decided on; anew where it was simulated before. */
    @Transactional
    public SimulationRun start(Caller caller, UUID id) {
        permit(caller);
        var draft = drafts.view(caller, id).orElseThrow(Refused::notFound);
        if (!PolicyDrafts.mayBeSimulated(draft)) {
            throw new Refused(HttpStatus.CONFLICT, "draft-state");
        }
        if (store.lock(id).filter(run -> run.state() == State.RUNNING).isPresent()) {
            throw new Refused(HttpStatus.CONFLICT, "simulation-running");
        }
        var now = clock.instant();
        var from = new Comparison(drafts.base(draft), draft.policy(), policies.history(), now).from();
        store.begin(id, draft.hash(), now, caller.id(), store.count(from, now));
        journal.write(caller.actor(), "policy.simulation-started", "policy-draft:" + id, Map.of("hash", draft.hash()));
        return store.find(id).orElseThrow();
    }

    /** Stops a simulation that runs; nothing of it is kept. */
    @Transactional
    public SimulationRun cancel(Caller caller, UUID id) {
        permit(caller);
        var run = store.lock(id).orElseThrow(Refused::notFound);
        if (run.state() == State.RUNNING) {
            store.put(run.in(State.CANCELLED));
            journal.write(caller.actor(), "policy.simulation-cancelled", "policy-draft:" + id, Map.of());
        }
        return store.find(id).orElseThrow();
    }

    private static void permit(Caller caller) {
        if (!PolicyDrafts.drafts(caller) && !PolicyDrafts.approves(caller)) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
    }

    /** The simulation of a draft, for those who may read drafts. */
    @Transactional(readOnly = true)
    public Optional<SimulationRun> find(Caller reader, UUID id) {
        return drafts.view(reader, id).flatMap(d -> store.find(d.id()));
    }

    /**
     * Marks for which anything would differ, the largest difference first; for a reader who reads no cases only those whose figures
     * are public.
     */
    @Transactional(readOnly = true)
    public List<MarkChange> most(Caller reader, UUID id, int limit) {
        return drafts.view(reader, id).isEmpty()
                ? List.of()
                : store.most(id, limit).stream().filter(ofSeen(reader)).toList();
    }

    /** Hands over every mark for which anything would differ, with the same bound. */
    @Transactional(readOnly = true)
    public void all(Caller reader, UUID id, Consumer<MarkChange> taker) {
        Refused.unlessFound(drafts.view(reader, id));
        try (var marks = store.all(id)) {
            marks.filter(ofSeen(reader)).forEach(taker);
        }
    }

    private Predicate<MarkChange> ofSeen(Caller reader) {
        var seen = stages.seenBy(reader);
        return change -> seen.test(change.mark());
    }

    @Override
    public int work() {
        var worked =
                transaction.execute(_ -> store.lockRunning().map(this::step).orElse(0));
        return worked == null ? 0 : worked;
    }

    /** Some marks of one simulation. */
    private int step(SimulationRun run) {
        var draft = drafts.find(run.draft()).filter(PolicyDrafts::mayBeSimulated);
        if (draft.isEmpty()) {
            store.put(run.in(State.CANCELLED));
            return 1;
        }
        try {
            store.put(step(run, draft.get()));
        } catch (RuntimeException e) {
            // Tried again it would fail again and hold up the others.
            log.warn("the simulation of draft {} failed", run.draft(), e);
            store.put(run.in(State.FAILED));
        }
        return 1;
    }

    /** Where and when the last step of this node ended. */
    private record Ended(UUID draft, Instant asOf, String mark, long nanos) {
        boolean isJustBefore(SimulationRun run) {
            return draft.equals(run.draft()) && asOf.equals(run.asOf()) && mark.equals(run.lastMark());
        }
    }

    /** The pause since the last step counts as well: the time that is left will have such pauses too. */
    private long since(SimulationRun run, long now) {
        var before = ended;
        return before != null && before.isJustBefore(run) ? before.nanos() : now;
    }

    private SimulationRun step(SimulationRun run, PolicyDraft draft) {
        long begun = System.nanoTime();
        long since = since(run, begun);
        var comparison = new Comparison(drafts.base(draft), draft.policy(), policies.history(), run.asOf());
        var marks = new Marks(run, comparison);
        var bound = store.bound(run.lastMark()).orElse(null);
        boolean all;
        try (var histories = store.histories(run.lastMark(), bound, comparison.from(), run.asOf())) {
            all = marks.take(histories.iterator(), begun + STEP_NANOS);
        }
        if (all && bound != null) {
            // Also where the last marks of the step have no complaint within the windows.
            marks.last = bound;
            all = false;
        }
        long end = System.nanoTime();
        ended = new Ended(run.draft(), run.asOf(), marks.last, end);
        var now = run.at(marks.last, marks.cases, (end - since) / 1_000_000, marks.sum);
        if (all) {
            drafts.simulated(run.draft(), run.hash(), run.asOf(), now.sum());
            return now.in(State.DONE);
        }
        return now;
    }

    /** Compares one mark after another until time is up. */
    private final class Marks {
        private final SimulationRun run;
        private final Comparison comparison;
        private final List<List<ComplaintEvent>> ofMark = new ArrayList<>();
        private @Nullable String mark;
        private String last;
        private long cases;
        private Simulation sum;

        Marks(SimulationRun run, Comparison comparison) {
            this.run = run;
            this.comparison = comparison;
            this.last = run.lastMark();
            this.sum = run.sum();
        }

        /** Returns whether all marks are done. */
        boolean take(Iterator<History> histories, long until) {
            while (histories.hasNext()) {
                var history = histories.next();
                if (!history.mark().equals(mark)) {
                    finish();
                    if (System.nanoTime() > until && cases > 0) {
                        return false;
                    }
                    mark = history.mark();
                }
                ofMark.add(history.events());
            }
            finish();
            return true;
        }

        private void finish() {
            if (mark == null) {
                return;
            }
            var code = mark;
            var change = comparison.compare(
                    code,
                    ofMark,
                    from -> Records.ordersBetween(
                            registry.ordersOf(List.of(code)).getOrDefault(code, List.of()), from, run.asOf()));
            sum = sum.plus(change);
            if (change.changed()) {
                store.add(run.draft(), change);
            }
            cases += ofMark.size();
            last = mark;
            mark = null;
            ofMark.clear();
        }
    }
}
