package org.touchstone.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.touchstone.foundation.database.DatabaseClock;

/**
 * Tells every part of every node which marks changed, within a second or two, so that what is kept of them in memory can be
 * forgotten: pictures, statements, lists. Reads the register on as {@link RegisterFeed} does for those who keep an index. While the
 * database does not answer, nothing kept counts as fresh. Knows the time without asking for it again and again.
 */
@Component
public class MarkChanges implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MarkChanges.class);
    private static final Duration RHYTHM = Duration.ofSeconds(1);
    /** A suspension must be seen everywhere in five seconds; this leaves room for a slow reading and for what caches keep. */
    private static final Duration FRESH = Duration.ofMillis(2500);

    private final RegisterFeed feed;
    private final DatabaseClock clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Object reading = new Object();
    private volatile @Nullable Read last;
    private volatile @Nullable Thread thread;

    MarkChanges(RegisterFeed feed, DatabaseClock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    private record Read(String until, Instant now, long at) {}

    /** Whoever keeps something of marks. */
    public interface Listener {

        /** A mark changed, or was issued; perhaps neither. */
        void changed(String code);

        /** So much changed that any mark may have. */
        void muchChanged();
    }

    /** Calls back from now on. */
    public void tell(Listener listener) {
        listeners.add(listener);
    }

    /** Whether every change that is older than a few seconds is known here. */
    public boolean fresh() {
        var read = last;
        return read != null && isFresh(read, System.nanoTime());
    }

    private static boolean isFresh(Read read, long nanos) {
        return nanos - read.at() < FRESH.toNanos();
    }

    /** The time now, as of the last reading and the seconds since. */
    public Instant now() {
        var read = last;
        long nanos = System.nanoTime();
        return read != null && isFresh(read, nanos) ? read.now().plusNanos(nanos - read.at()) : clock.instant();
    }

    /** Reads on now instead of in a moment. */
    public void readOn() {
        synchronized (reading) {
            var read = last;
            long at = System.nanoTime();
            var changed = feed.changedSince(read == null ? feed.horizon() : read.until());
            if (changed.tooMany()) {
                listeners.forEach(Listener::muchChanged);
            } else {
                changed.entries().forEach(entry -> changed(entry.code()));
            }
            last = new Read(changed.until(), changed.now(), at);
        }
    }

    private void changed(String code) {
        listeners.forEach(listener -> listener.changed(code));
    }

    /** The grade is in what is shown and signed as well. At once on the node that gave it. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void gradedHere(MarkGraded graded) {
        changed(graded.code());
    }

    /** At once on the node that made it. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void changedHere(MarkChanged changed) {
        changed(changed.code());
    }

    /** At once on the node that issued it. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void issuedHere(MarkIssued issued) {
        changed(issued.code());
    }

    // One thread of its own: no sweep may keep a suspension from being seen.

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("mark-changes").start(this::readOnAndOn);
    }

    private void readOnAndOn() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                readOn();
            } catch (RuntimeException e) {
                log.warn("Changes of marks cannot be read and will be tried again: {}", e.toString());
            }
            try {
                Thread.sleep(RHYTHM);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
