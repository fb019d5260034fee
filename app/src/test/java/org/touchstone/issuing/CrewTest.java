package org.touchstone.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class CrewTest {

    private static final Duration MOMENT = Duration.ofSeconds(5);

    @Test
    void claims_that_failed_while_the_database_was_away_leave_every_hand_free() {
        var away = new AtomicInteger(6);
        Queue<String> done = new ConcurrentLinkedQueue<>();
        Queue<String> due = new ConcurrentLinkedQueue<>(List.of("a", "b", "c"));
        try (var crew = new Crew<String>(
                2,
                1,
                _ -> {
                    if (away.getAndDecrement() > 0) {
                        throw new IllegalStateException("the database is away");
                    }
                    var next = due.poll();
                    return next == null ? List.of() : List.of(next);
                },
                done::add)) {
            for (int i = 0; i < 6; i++) {
                assertThatThrownBy(() -> crew.work(MOMENT)).hasMessage("the database is away");
            }
            workUntil(crew, () -> done.size() == 3);
        }
        assertThat(done).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void work_that_fails_leaves_its_hand_free_and_does_not_end_the_crew() {
        Queue<Integer> due = new ConcurrentLinkedQueue<>(List.of(1, 2, 3, 4));
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        try (var crew = new Crew<Integer>(
                1,
                1,
                _ -> {
                    var next = due.poll();
                    return next == null ? List.of() : List.of(next);
                },
                n -> {
                    if (n < 4) {
                        throw new IllegalStateException("cannot be written");
                    }
                    done.add(n);
                })) {
            workUntil(crew, () -> !done.isEmpty());
        }
        assertThat(done).containsExactly(4);
    }

    @Test
    void claims_are_kept_as_long_as_the_work_goes_on_and_not_after() throws Exception {
        var kept = new LinkedBlockingQueue<List<String>>();
        var ended = new CountDownLatch(1);
        Queue<String> due = new ConcurrentLinkedQueue<>(List.of("slow"));
        try (var crew = new Crew<String>(
                        1,
                        1,
                        _ -> {
                            var next = due.poll();
                            return next == null ? List.of() : List.of(next);
                        },
                        _ -> awaited(ended))
                .keeping(Duration.ofMillis(5), kept::add)) {
            assertThat(crew.work(Duration.ZERO)).isEqualTo(1);
            for (int i = 0; i < 3; i++) {
                assertThat(kept.poll(5, TimeUnit.SECONDS)).containsExactly("slow");
            }
            ended.countDown();
            workUntil(crew, () -> crew.work(MOMENT) == 0);
            kept.clear();
            int after = 0;
            for (int i = 0; i < 5; i++) {
                after += kept.poll(20, TimeUnit.MILLISECONDS) == null ? 0 : 1;
            }
            assertThat(after).as("one may have been on its way").isLessThan(2);
        }
    }

    @Test
    void claims_that_could_not_be_kept_once_are_kept_again() throws Exception {
        var tries = new LinkedBlockingQueue<List<String>>();
        var ended = new CountDownLatch(1);
        Queue<String> due = new ConcurrentLinkedQueue<>(List.of("slow"));
        try (var crew = new Crew<String>(
                        1,
                        1,
                        _ -> {
                            var next = due.poll();
                            return next == null ? List.of() : List.of(next);
                        },
                        _ -> awaited(ended))
                .keeping(Duration.ofMillis(5), busy -> {
                    tries.add(busy);
                    throw new IllegalStateException("the database is away");
                })) {
            crew.work(Duration.ZERO);
            assertThat(tries.poll(5, TimeUnit.SECONDS)).containsExactly("slow");
            assertThat(tries.poll(5, TimeUnit.SECONDS)).containsExactly("slow");
            ended.countDown();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands that were freed may have begun the last piece by themselves: it is waited for. */
    private static void workUntil(Crew<?> crew, BooleanSupplier isDone) {
        long until = System.nanoTime() + MOMENT.toNanos();
        while (!isDone.getAsBoolean() && System.nanoTime() < until) {
            crew.work(MOMENT);
            Thread.onSpinWait();
        }
    }
}
