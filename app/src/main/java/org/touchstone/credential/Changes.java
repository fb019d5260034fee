package org.touchstone.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.touchstone.credential.store.CredentialStore;
import org.touchstone.credential.store.CredentialStore.Touched;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.registry.MarkChanged;
import org.touchstone.registry.MarkGraded;

/**
 * Tells every node which marks changed, within a second or two, so that what is kept of them in memory can be forgotten. While the
 * database does not answer, nothing kept counts as fresh. Knows the time without asking for it again and again.
 */
@Component
public class Changes implements SmartLifecycle, Sweep {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);
    private static final Duration RHYTHM = Duration.ofSeconds(1);
    /** A suspension must be seen everywhere in five seconds; this leaves room for a slow reading. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final CredentialStore store;
    private final DatabaseClock clock;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Object reading = new Object();
    private volatile @Nullable Read last;
    private volatile @Nullable Thread thread;

    Changes(CredentialStore store, DatabaseClock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Read(String next, Instant now, long at) {}

    /** Calls back with the code of every mark that changed. May name one that did not. */
    public void onChange(Consumer<String> forget) {
        listeners.add(forget);
    }

    /** Whether every change that is older than a few seconds is known here. */
    public boolean fresh() {
        var read = last;
        return read != null && System.nanoTime() - read.at() < FRESH.toNanos();
    }

    /** The time now, as of the last reading and the seconds since. */
    public Instant now() {
        var read = last;
        return read != null && fresh() ? read.now().plusNanos(System.nanoTime() - read.at()) : clock.instant();
    }

    /** Reads on now instead of in a moment. */
    public void readOn() {
        synchronized (reading) {
            var read = last;
            long at = System.nanoTime();
            Touched touched = read == null ? store.touchedFromNow() : store.touchedSince(read.next());
            touched.codes().forEach(this::changed);
            last = new Read(touched.next(), touched.now(), at);
        }
    }

    private void changed(String code) {
        listeners.forEach(listener -> listener.accept(code));
    }

    /** In the transaction of the change, for all nodes. */
    @EventListener
    void touch(MarkChanged changed) {
        store.touch(changed.code());
    }

    /** The grade is in what is signed as well. */
    @EventListener
    void touch(MarkGraded graded) {
        store.touch(graded.code());
    }

    /** At once on the node that gave it. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void gradedHere(MarkGraded graded) {
        changed(graded.code());
    }

    /** At once on the node that made it. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void changedHere(MarkChanged changed) {
        changed(changed.code());
    }

    /** Clears away what all have read. */
    @Override
    public int work() {
        store.forgetTouched();
        return 0;
    }

    // One thread of its own: no sweep may keep a suspension from being seen.

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("changes").start(this::readOnAndOn);
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
