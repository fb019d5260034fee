package org.touchstone.notice;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Sweep;
import org.touchstone.notice.store.WebhookStore;
import org.touchstone.notice.store.WebhookStore.Claimed;

/**
 * Sends what is due to endpoints. Only a status of 2xx within fifteen seconds is success; redirects are not followed, and 410
 * ends it at once. What fails is tried again by {@link #AGAIN}; after the last try the endpoint is disabled. Every call runs on a
 * thread of its own and the sweep waits for it a moment only, so that no slow endpoint ever delays a legal deadline.
 */
@Component
class WebhookSender implements Sweep, DisposableBean {

    /** The waits between tries that Standard Webhooks recommends. */
    static final List<Duration> AGAIN = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(15);
    private static final Duration CLAIM = Duration.ofSeconds(60);
    private static final long WAIT_MILLIS = 1000;
    private static final int AT_ONCE = 50;
    private static final int GONE = 410;

    private final WebhookStore store;
    private final Webhooks webhooks;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    WebhookSender(
            WebhookStore store, Webhooks webhooks, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.store = store;
        this.webhooks = webhooks;
        this.transaction = transaction;
        this.events = events;
    }

    /** What came of a try. */
    private record Tried(
            @Nullable Integer status, long millis, @Nullable String fault) {
        boolean taken() {
            return status != null && status >= 200 && status < 300;
        }
    }

    @Override
    public int work() {
        var claimed = store.claim(AT_ONCE, CLAIM);
        var calls = new ArrayList<Future<?>>();
        claimed.forEach(one -> calls.add(threads.submit(() -> deliver(one))));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        for (var call : calls) {
            try {
                call.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                log.debug("an endpoint is slow; its answer will be noted when it comes");
            } catch (ExecutionException e) {
                log.warn("A webhook could not be noted", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return claimed.size();
    }

    private void deliver(Claimed delivery) {
        var tried = send(delivery);
        transaction.executeWithoutResult(status -> note(delivery, tried));
    }

    private void note(Claimed delivery, Tried tried) {
        boolean gone = tried.status() != null && tried.status() == GONE;
        boolean over = !tried.taken() && (gone || delivery.tries() > AGAIN.size());
        var again = tried.taken() || over ? null : AGAIN.get(delivery.tries() - 1);
        store.note(delivery.id(), tried.status(), tried.millis(), tried.fault(), tried.taken(), again);
        if (over) {
            var why = gone ? "GONE" : "FAILED";
            if (store.disable(delivery.endpoint(), why)) {
                var endpoint = webhooks.find(delivery.endpoint());
                events.publishEvent(new WebhookDisabled(
                        endpoint.id(), endpoint.owner(), endpoint.url().getHost(), why));
            }
        }
    }

    private Tried send(Claimed delivery) {
        long begun = System.nanoTime();
        try {
            // Asked again at every call: a name may have come to mean another machine.
            if (!webhooks.isAllowed(delivery.url())) {
                return new Tried(null, millisSince(begun), "address-not-allowed");
            }
            var request = HttpRequest.newBuilder(delivery.url())
                    .timeout(TIME_LIMIT)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "Touchstone-Webhooks/1")
                    .header("webhook-id", delivery.messageId())
                    .header("webhook-timestamp", String.valueOf(delivery.timestamp()))
                    .header(
                            "webhook-signature",
                            WebhookSignature.header(
                                    delivery.secrets(), delivery.messageId(), delivery.timestamp(), delivery.body()))
                    .POST(BodyPublishers.ofString(delivery.body()))
                    .build();
            // What the endpoint says beside its status is of no interest and is not read.
            var response = http.send(request, BodyHandlers.ofInputStream());
            response.body().close();
            return new Tried(response.statusCode(), millisSince(begun), null);
        } catch (HttpTimeoutException e) {
            return new Tried(null, millisSince(begun), "timeout");
        } catch (IOException | IllegalArgumentException e) {
            return new Tried(null, millisSince(begun), "no-connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Tried(null, millisSince(begun), "interrupted");
        }
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
