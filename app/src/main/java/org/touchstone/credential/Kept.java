package org.touchstone.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.touchstone.credential.Answer.Signed;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/**
 * Signed tokens of marks kept in memory, one to a mark, until the mark or the key changes. What was read before a change is never
 * kept after it.
 */
final class Kept {

    private static final long BYTES = 64L << 20;

    private final Cache<String, Signed> tokens = Caffeine.newBuilder()
            .maximumWeight(BYTES)
            .weigher((String code, Signed signed) -> signed.body().length + 200)
            .build();
    private final AtomicLong forgotten = new AtomicLong();
    private final Changes changes;
    private final Keys keys;

    Kept(Changes changes, Keys keys) {
        this.changes = changes;
        this.keys = keys;
        changes.onChange(this::forget);
    }

    private void forget(String code) {
        forgotten.incrementAndGet();
        tokens.invalidate(code);
    }

    Answer of(String code, Supplier<Answer> make) {
        var ready = tokens.getIfPresent(code);
        if (ready != null
                && changes.fresh()
                && ready.until().isAfter(changes.now())
                && ready.kid().equals(keys.current(Purpose.MARK).kid())) {
            return ready;
        }
        long before = forgotten.get();
        var made = make.get();
        if (made instanceof Signed signed && changes.fresh()) {
            tokens.put(code, signed);
            if (forgotten.get() != before) {
                tokens.invalidate(code);
            }
        }
        return made;
    }
}
