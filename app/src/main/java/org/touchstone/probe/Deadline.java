package org.touchstone.probe;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The end of a visit's time. When it comes, everything it guards is closed, which ends reading and writing whatever the other side
 * does: limits of single reads do not stop who sends a byte each second.
 */
final class Deadline implements AutoCloseable {

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("probe-deadline").factory());

    private final long begun = System.nanoTime();
    private final long end;
    private final Set<Closeable> guarded = new HashSet<>();
    private final Future<?> alarm;
    private boolean over;

    Deadline(Duration time) {
        end = begun + time.toNanos();
        alarm = WATCH.schedule(this::strike, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Closes something when the time is over; at once if it is. */
    synchronized void guard(Closeable thing) {
        if (over) {
            shut(thing);
        } else {
            guarded.add(thing);
        }
    }

    synchronized void release(Closeable thing) {
        guarded.remove(thing);
    }

    private synchronized void strike() {
        over = true;
        guarded.forEach(Deadline::shut);
        guarded.clear();
    }

    private static void shut(Closeable thing) {
        try {
            thing.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** What is left, at least one millisecond. */
    int leftMillis() {
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()), 1, Integer.MAX_VALUE);
    }

    boolean isOver() {
        return end - System.nanoTime() <= 0;
    }

    /** Since it began. */
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        alarm.cancel(false);
        strike();
    }
}
