package org.touchstone.badge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.badge.store.MismatchStore;
import org.touchstone.foundation.Sweep;
import org.touchstone.registry.Host;

/**
 * How often the picture of a mark was shown by a site that is proven not to be the mark's: host and day and number, nothing of
 * who looked. Officers hunt copies with it. Counted in memory and written in batches; neither can be filled by inventing hosts.
 */
@Component
public class Mismatches implements Sweep {

    /** How many foreign hosts a day are named for one mark; the others are counted together. */
    public static final int HOSTS_OF_A_MARK = 50;

    /** How many rows a day are kept for all marks. */
    public static final int ROWS_OF_A_DAY = 20_000;

    /** How many days the numbers are kept. */
    public static final int DAYS = 90;

    private static final int MOST_PENDING = 5_000;
    private static final long EVERY_NANOS = 2_000_000_000L;

    private final ConcurrentHashMap<Key, LongAdder> pending = new ConcurrentHashMap<>();
    private final MismatchStore store;
    private final TransactionTemplate transaction;
    private volatile long writtenAt = System.nanoTime() - EVERY_NANOS;

    Mismatches(MismatchStore store, PlatformTransactionManager manager) {
        this.store = store;
        this.transaction = new TransactionTemplate(manager);
    }

    /** A mark and the host that showed it. */
    private record Key(String mark, String host) {}

    /** Notes one showing. */
    void note(String mark, Host host) {
        var key = new Key(mark, host.name());
        var count = pending.get(key);
        if (count == null && pending.size() < MOST_PENDING) {
            count = pending.computeIfAbsent(key, k -> new LongAdder());
        }
        if (count != null) {
            count.increment();
        }
    }

    @Override
    public int work() {
        if (pending.isEmpty() || System.nanoTime() - writtenAt < EVERY_NANOS) {
            return 0;
        }
        writtenAt = System.nanoTime();
        var batch = new ArrayList<MismatchStore.Showing>();
        for (var key : List.copyOf(pending.keySet())) {
            var count = pending.remove(key);
            if (count != null) {
                batch.add(new MismatchStore.Showing(key.mark(), key.host(), count.sum()));
            }
        }
        transaction.executeWithoutResult(s -> store.add(batch, HOSTS_OF_A_MARK, ROWS_OF_A_DAY, DAYS));
        return 0;
    }

    /** The hosts of the last days, those that showed most before the others. */
    public List<MismatchStore.Row> lately(int limit) {
        return store.lately(limit);
    }
}
