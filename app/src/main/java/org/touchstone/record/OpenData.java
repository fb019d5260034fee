package org.touchstone.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.record.store.CaseStore;
import org.touchstone.record.store.SnapshotStore;
import org.touchstone.record.store.SnapshotStore.File;
import org.touchstone.registry.Registry;

/**
 * The open data: snapshots made from one consistent view of the database, so that figures and cases of a snapshot always agree.
 * A new one is made when the record has changed: every hour, or in a sandbox at once when somebody asks.
 */
@Component
public class OpenData implements Sweep {

    private static final Duration OLD = Duration.ofHours(1);
    private static final int KEPT = 5;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final SnapshotStore store;
    private final CaseStore cases;
    private final SnapshotMaker maker;
    private final DatabaseClock clock;
    private final Settings settings;
    private final Stages stages;
    private final Registry registry;
    private final TransactionTemplate turn;
    private final TransactionTemplate consistent;

    OpenData(
            SnapshotStore store,
            CaseStore cases,
            SnapshotMaker maker,
            DatabaseClock clock,
            Settings settings,
            Stages stages,
            Registry registry,
            PlatformTransactionManager manager) {
        this.registry = registry;
        this.stages = stages;
        this.store = store;
        this.cases = cases;
        this.maker = maker;
        this.clock = clock;
        this.settings = settings;
        this.turn = new TransactionTemplate(manager);
        this.consistent = new TransactionTemplate(manager);
        consistent.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        consistent.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * A snapshot.
     *
     * @param id its name in addresses
     */
    public record Snapshot(Instant asOf, String id, List<File> files) {}

    /** The newest snapshot. In a sandbox it is made anew when anything has changed since. */
    public Snapshot newest() {
        var newest = store.newest();
        if (newest.isEmpty()
                || showsTooMuch(newest.get())
                || (settings.sandbox() && isStale(newest.get(), Duration.ofMinutes(1)))) {
            make(settings.sandbox() ? Duration.ofMinutes(1) : OLD);
            newest = store.newest();
        }
        var asOf = newest.orElseThrow();
        return new Snapshot(asOf, NAME.format(asOf), store.files(asOf));
    }

    /** The bytes, gzipped, of a file of a snapshot; of none that shows figures which have been hidden since. */
    public Optional<byte[]> content(String snapshot, String name) {
        try {
            var asOf = NAME.parse(snapshot, Instant::from);
            return showsTooMuch(asOf) ? Optional.empty() : store.content(asOf, name);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the figures of every mark are public now, so that nothing of a snapshot need be withdrawn as things stand. */
    public boolean showsAll() {
        return stages.all(clock.instant()).showsAll();
    }

    /** Whether everyone may read of a case, by its public identifier, as things stand now. */
    public Predicate<String> publicCases() {
        var now = stages.all(clock.instant());
        if (now.showsAll()) {
            return _ -> true;
        }
        var shown = new HashMap<String, Boolean>();
        return id -> cases.markOf(id)
                .filter(code -> shown.computeIfAbsent(
                        code, c -> registry.mark(c).filter(now::shows).isPresent()))
                .isPresent();
    }

    /** Nothing in a sandbox, where hours pass in a moment and a snapshot is made when somebody asks. */
    @Override
    public int work() {
        if (settings.sandbox()) {
            return 0;
        }
        var newest = store.newest();
        boolean due = newest.isEmpty()
                || showsTooMuch(newest.get())
                || Duration.between(newest.get(), clock.instant()).compareTo(OLD) > 0;
        return due && make(OLD) ? 1 : 0;
    }

    /** Whether figures have been hidden since a snapshot was made. */
    private boolean showsTooMuch(Instant snapshot) {
        return stages.lastNarrowed(clock.instant())
                .filter(at -> !at.isBefore(snapshot))
                .isPresent();
    }

    private boolean isStale(Instant snapshot, Duration old) {
        if (stages.lastChanged(clock.instant())
                .filter(at -> !at.isBefore(snapshot))
                .isPresent()) {
            return true;
        }
        return cases.lastChange().filter(change -> change.isAfter(snapshot)).isPresent()
                || Duration.between(snapshot, clock.instant()).compareTo(old) > 0;
    }

    /** Makes a snapshot unless another node has just made one. The lock is another transaction's: the view must begin after it. */
    private boolean make(Duration old) {
        return Boolean.TRUE.equals(turn.execute(outer -> {
            store.holdMaking();
            if (store.newest().filter(newest -> !isStale(newest, old)).isPresent()) {
                return false;
            }
            consistent.executeWithoutResult(inner -> {
                var now = clock.instant();
                maker.make(now);
                store.keepNewest(KEPT);
                stages.lastNarrowed(now).ifPresent(store::dropUntil);
            });
            return true;
        }));
    }
}
