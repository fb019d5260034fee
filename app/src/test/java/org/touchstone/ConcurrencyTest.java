package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What must hold however many come at once: the database decides, not luck. */
class ConcurrencyTest {

    private final Http http = Installation.shared().http();

    private static <T> List<T> atOnce(int times, Callable<T> what) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            var calls = new ArrayList<Callable<T>>();
            for (int i = 0; i < times; i++) {
                calls.add(what);
            }
            for (var future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void two_hundred_filings_at_once_give_one_complaint() {
        var shop = http.shop();
        var consumer = http.consumer();
        var counter = new AtomicInteger();
        var answers = atOnce(
                200,
                () -> http.as(consumer)
                        .post("/api/v1/complaints", Http.filing(shop, "A-" + counter.incrementAndGet())));
        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(a -> a.status() != 201).allSatisfy(a -> {
            assertThat(a.status()).isEqualTo(409);
            assertThat(a.code()).isEqualTo("daily-limit");
        });
        assertThat(http.as(consumer).get("/api/v1/complaints").json().path("items"))
                .hasSize(1);
    }

    @Test
    void one_key_sent_forty_times_at_once_has_one_effect_and_one_answer() {
        var shop = http.shop();
        var consumer = http.as(http.consumer()).with("Idempotency-Key", "race-" + System.nanoTime());
        var answers = atOnce(40, () -> consumer.post("/api/v1/complaints", Http.filing(shop, "A-1")));
        assertThat(answers).allSatisfy(a -> assertThat(a.status()).isEqualTo(201));
        assertThat(answers.stream().map(Http.Answer::text).distinct()).hasSize(1);
    }

    @Test
    void a_complaint_is_answered_once() {
        var shop = http.shop();
        var id = http.file(http.consumer(), shop, "A-1");
        var answers = atOnce(20, () -> http.answer(shop, id));
        assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.status() != 200)
                .allSatisfy(a -> assertThat(a.code()).isEqualTo("wrong-state"));
    }

    @Test
    void a_host_gets_one_mark() {
        var host = "race" + System.nanoTime() + ".example";
        var answers = atOnce(20, () -> http.post("/sandbox/marks", Map.of("host", host, "legalName", "Race")));
        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.status() != 201)
                .allSatisfy(a -> assertThat(a.status()).isEqualTo(409));
    }
}
