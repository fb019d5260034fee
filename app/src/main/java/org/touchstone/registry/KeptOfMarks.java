package org.touchstone.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What a node keeps in memory of marks, one to a code, until the mark changes. What was read before a change is never kept after it,
 * and while changes cannot be read nothing kept is given out.
 *
 * @param <V> what is kept
 */
public final class KeptOfMarks<V> {

    private final Cache<String, V> values;
    private final AtomicLong forgotten = new AtomicLong();
    private final MarkChanges changes;
    private final BiPredicate<V, Instant> good;

    /**
     * Keeps nothing yet.
     *
     * @param room how much is kept at most
     * @param weight how much of the room one takes
     * @param good whether one may be kept and given out at a time
     */
    public KeptOfMarks(MarkChanges changes, long room, ToIntFunction<V> weight, BiPredicate<V, Instant> good) {
        this.changes = changes;
        this.good = good;
        this.values = Caffeine.newBuilder()
                .maximumWeight(room)
                .weigher((String code, V value) -> weight.applyAsInt(value))
                .build();
        changes.tell(new MarkChanges.Listener() {
            @Override
            public void changed(String code) {
                forgotten.incrementAndGet();
                values.invalidate(code);
            }

            @Override
            public void muchChanged() {
                forgotten.incrementAndGet();
                values.invalidateAll();
            }
        });
    }

    /** What is kept of a code; else it is made, and kept where it is good. */
    public V of(String code, Supplier<V> make) {
        var ready = values.getIfPresent(code);
        if (ready != null && changes.fresh() && good.test(ready, changes.now())) {
            return ready;
        }
        long before = forgotten.get();
        var made = make.get();
        if (changes.fresh() && good.test(made, changes.now())) {
            values.put(code, made);
            if (forgotten.get() != before) {
                values.invalidate(code);
            }
        }
        return made;
    }
}
