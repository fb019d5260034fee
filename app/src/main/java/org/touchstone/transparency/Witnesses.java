package org.touchstone.transparency;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.Sweep;
import org.touchstone.transparency.store.LogStore;
import org.touchstone.transparency.store.LogStore.Checkpoint;

/**
 * Asks each witness to cosign the newest head (C2SP tlog-witness), with the proof that it continues the one the witness cosigned
 * last. One that does not answer is asked again, ever more seldom; it never holds up the log.
 */
@Component
class Witnesses implements Sweep, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Witnesses.class);
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final Duration FIRST_AGAIN = Duration.ofSeconds(5);
    private static final Duration LAST_AGAIN = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;
    private static final long MOMENT_MILLIS = 500;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int LONGEST = 20_000;

    private final List<Witness> witnesses;
    private final LogStore store;
    private final TransactionTemplate transaction;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Witnesses(Settings settings, LogStore store, TransactionTemplate transaction) {
        this.witnesses = settings.logWitnesses() == null ? List.of() : Witness.read(settings.logWitnesses());
        this.store = store;
        this.transaction = transaction;
    }

    @EventListener(ApplicationStartedEvent.class)
    void know() {
        witnesses.forEach(witness -> store.know(witness.name()));
    }

    List<String> vkeys() {
        return witnesses.stream().map(w -> w.key().vkey()).toList();
    }

    List<String> names() {
        return witnesses.stream().map(Witness::name).toList();
    }

    /** What a witness said to a head. */
    private sealed interface Answer {
        record Cosigned(String line, Instant at) implements Answer {}

        record CosignedAnother(long size) implements Answer {}

        record Declined(String why) implements Answer {}
    }

    @Override
    public int work() {
        if (witnesses.isEmpty()) {
            return 0;
        }
        var newest = store.newest().filter(c -> c.size() > 0);
        if (newest.isEmpty()) {
            return 0;
        }
        var asked = witnesses.stream()
                .map(witness -> CompletableFuture.runAsync(() -> ask(witness, newest.get()), threads))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(asked).get(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.debug("A witness is slow; what it says is noted when it comes");
        } catch (ExecutionException e) {
            log.warn("What a witness said could not be noted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void ask(Witness witness, Checkpoint head) {
        var claimed = store.claim(witness.name(), head.id(), CLAIM);
        if (claimed.isEmpty()) {
            return;
        }
        var answer = asked(witness, head, claimed.get());
        // It knows better than we what it cosigned last: after a backup was restored, or when its answer was lost.
        if (answer instanceof Answer.CosignedAnother(long size) && size <= head.size()) {
            answer = asked(witness, head, size);
        }
        var said = answer;
        transaction.executeWithoutResult(status -> note(witness, head, said));
    }

    private void note(Witness witness, Checkpoint head, Answer answer) {
        switch (answer) {
            case Answer.Cosigned(String line, Instant at) ->
                store.cosigned(witness.name(), head.id(), head.size(), line, at);
            case Answer.CosignedAnother(long size) ->
                failed(witness, "it cosigned a head of " + size + " leaves before");
            case Answer.Declined(String why) -> failed(witness, why);
        }
    }

    private void failed(Witness witness, String why) {
        int failures = store.witnesses().stream()
                .filter(s -> s.witness().equals(witness.name()))
                .mapToInt(LogStore.Standing::failures)
                .findFirst()
                .orElse(0);
        var again = FIRST_AGAIN.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        store.failed(witness.name(), why, again.compareTo(LAST_AGAIN) > 0 ? LAST_AGAIN : again);
        if (failures == 0) {
            log.warn("The witness {} did not cosign the log: {}", witness.name(), why);
        }
    }

    private Answer asked(Witness witness, Checkpoint head, long old) {
        var proof = Objects.requireNonNull(
                transaction.execute(status -> Appender.tree(store, head.size()).consistency(old)));
        var body = new StringBuilder("old ").append(old).append('\n');
        proof.forEach(
                hash -> body.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        body.append('\n').append(head.note());
        var request = HttpRequest.newBuilder(URI.create(witness.url() + "/add-checkpoint"))
                .timeout(TIME_LIMIT)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return read(witness, head, http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return new Answer.Declined("it does not answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Declined("the platform stopped");
        }
    }

    private static Answer read(Witness witness, Checkpoint head, HttpResponse<String> response) {
        var body = response.body().length() > LONGEST ? "" : response.body();
        if (response.statusCode() == CONFLICT && body.strip().matches("\\d{1,18}")) {
            return new Answer.CosignedAnother(Long.parseLong(body.strip()));
        }
        if (response.statusCode() != OK) {
            return new Answer.Declined("it answers with status " + response.statusCode());
        }
        var text = Head.textOf(head.note());
        return body.lines()
                .filter(line -> witness.key().signed(text, line))
                .findFirst()
                .<Answer>map(line -> new Answer.Cosigned(
                        line + "\n", Instant.ofEpochSecond(witness.key().time(line))))
                .orElse(new Answer.Declined("its cosignature does not fit the head"));
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
