package org.touchstone.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
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
    private final TransactionTemplate turn;
    private final TransactionTemplate consistent;

    OpenData(
            SnapshotStore store,
            CaseStore cases,
            SnapshotMaker maker,
            DatabaseClock clock,
            Settings settings,
            PlatformTransactionManager manager) {
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
        if (newest.isEmpty() || (settings.sandbox() && isStale(newest.get(), Duration.ofMinutes(1)))) {
            make(settings.sandbox() ? Duration.ofMinutes(1) : OLD);
            newest = store.newest();
        }
        var asOf = newest.orElseThrow();
        return new Snapshot(asOf, NAME.format(asOf), store.files(asOf));
    }

    /** The bytes, gzipped, of a file of a snapshot. */
    public Optional<byte[]> content(String snapshot, String name) {
        try {
            return store.content(NAME.parse(snapshot, Instant::from), name);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Nothing in a sandbox, where hours pass in a moment and a snapshot is made when somebody asks. */
    @Override
    public int work() {
        if (settings.sandbox()) {
            return 0;
        }
        var newest = store.newest();
        boolean due = newest.isEmpty()
                || Duration.between(newest.get(), clock.instant()).compareTo(OLD) > 0;
        return due && make(OLD) ? 1 : 0;
    }

    private boolean isStale(Instant snapshot, Duration old) {
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
                maker.make(clock.instant());
                store.keepNewest(KEPT);
            });
            return true;
        }));
    }
}
