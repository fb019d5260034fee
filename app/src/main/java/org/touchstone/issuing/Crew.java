package org.touchstone.issuing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands that take up due work and do it at the same time, so many at once and no more. The work stands as rows; what is claimed and
 * not done, because a node died, is claimed again by another. A claim may be kept while the work goes on: then it need not be long,
 * and what a dead node left behind is soon taken up.
 */
final class Crew<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Crew.class);

    private final int batch;
    private final IntFunction<List<T>> claim;
    private final Consumer<T> task;
    private final Semaphore free;
    private final AtomicLong number = new AtomicLong();
    private final Map<Long, Piece<T>> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * A crew.
     *
     * @param atOnce how many hands there are
     * @param batch how many pieces of work are claimed together at most
     * @param claim claims at most so many pieces of due work, for this crew alone
     */
    Crew(int atOnce, int batch, IntFunction<List<T>> claim, Consumer<T> task) {
        this.batch = batch;
        this.claim = claim;
        this.task = task;
        this.free = new Semaphore(atOnce);
    }

    private record Piece<T>(T work, CompletableFuture<Void> end) {}

    /**
     * Keeps the claims of everything under way, again and again until the crew is closed.
     *
     * @param every well within the time for which a claim holds
     * @param keep lets the claims hold from now on as if they were fresh
     */
    Crew<T> keeping(Duration every, Consumer<List<T>> keep) {
        threads.execute(() -> {
            while (!threads.isShutdown()) {
                try {
                    Thread.sleep(every);
                    var busy = running.values().stream().map(Piece::work).toList();
                    if (!busy.isEmpty()) {
                        keep.accept(busy);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException e) {
                    log.warn("Claims could not be kept; it is tried again: {}", e.toString());
                }
            }
        });
        return this;
    }

    /** Begins what is due. */
    void start() {
        threads.execute(() -> {
            try {
                begin();
            } catch (RuntimeException e) {
                log.warn("Work could not be claimed; it is claimed again", e);
            }
        });
    }

    /**
     * Begins what is due and waits a moment for everything under way, so that slow work never holds up the other work of this node.
     *
     * @return how many pieces were begun or under way
     */
    int work(Duration moment) {
        begin();
        var busy = List.copyOf(running.values());
        try {
            CompletableFuture.allOf(busy.stream().map(Piece::end).toArray(CompletableFuture[]::new))
                    .get(moment.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.debug("Some work is slow; it goes on meanwhile");
        } catch (ExecutionException e) {
            log.warn("Work broke off; it is done again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return busy.size();
    }

    private void begin() {
        int room = takeRoom();
        while (room > 0) {
            List<T> claimed = List.of();
            try {
                claimed = claim.apply(room);
            } finally {
                // Where nothing could be claimed because the database was away, no hand stays busy with it for ever.
                free.release(room - claimed.size());
            }
            for (var piece : claimed) {
                long one = number.incrementAndGet();
                running.put(one, new Piece<>(piece, new CompletableFuture<>()));
                threads.execute(() -> done(piece, one));
            }
            room = claimed.size() < room ? 0 : takeRoom();
        }
    }

    private int takeRoom() {
        int room = Math.min(batch, free.availablePermits());
        return room > 0 && free.tryAcquire(room) ? room : 0;
    }

    /** Whoever ends a piece looks whether more is due where all hands were busy. */
    private void done(T piece, long one) {
        boolean crowded = free.availablePermits() == 0;
        try {
            task.accept(piece);
        } catch (RuntimeException e) {
            log.warn("Work could not be written down; it is done again", e);
        } finally {
            free.release();
            Objects.requireNonNull(running.remove(one)).end().complete(null);
        }
        if (crowded) {
            start();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
