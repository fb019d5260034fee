package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Shop;
import tools.jackson.databind.JsonNode;

/** Telling the programs of a business: to a real receiver, which checks signatures by its own code. */
class WebhookTest {

    private static final Installation OWN = Installation.fresh();
    private static final Http HTTP = OWN.http();

    @AfterAll
    static void close() {
        OWN.close();
    }

    /** What came. */
    record Received(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            return Http.JSON.readTree(body);
        }

        /** As the specification of Standard Webhooks says, without any code of ours. */
        List<String> signedBy(String secret) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(
                        Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
                var signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                var wanted = "v1," + Base64.getEncoder().encodeToString(signed);
                return List.of(signature.split(" ")).stream()
                        .filter(wanted::equals)
                        .toList();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A receiver that answers with a status of the test's choice. */
    private static final class Receiver implements AutoCloseable {
        private final HttpServer server;
        private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
        private volatile int status = 204;

        Receiver() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var headers = exchange.getRequestHeaders();
                received.add(new Received(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        body));
                if (status == 302) {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                }
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        Received next() {
            try {
                var next = received.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("something came").isNotNull();
                return java.util.Objects.requireNonNull(next);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Everything that has come once the platform has nothing left to do. */
        List<Received> all() {
            HTTP.advance("PT1S");
            var all = new ArrayList<Received>();
            received.drainTo(all);
            return all;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static JsonNode endpoint(Shop shop, Receiver receiver, String... types) {
        var made = HTTP.as(shop.owner())
                .post("/api/v1/desk/webhooks", Map.of("url", receiver.url(), "eventTypes", List.of(types)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        HTTP.advance("PT1S");
        return made.json();
    }

    private static JsonNode state(Shop shop, JsonNode endpoint) {
        return HTTP.as(shop.owner())
                .get("/api/v1/desk/webhooks/" + endpoint.path("id").asString())
                .json();
    }

    /** The last delivery once it has been noted: a call may be noted a moment after it was answered. */
    private static JsonNode lastDelivery(Shop shop, JsonNode endpoint) {
        for (int i = 0; i < 50; i++) {
            HTTP.advance("PT0.1S");
            var last = HTTP.as(shop.owner())
                    .get("/api/v1/desk/webhooks/" + endpoint.path("id").asString() + "/deliveries")
                    .json()
                    .at("/items/0");
            if (!last.path("lastAt").isNull() && !last.isMissingNode()) {
                return last;
            }
        }
        throw new AssertionError("nothing was delivered");
    }

    @Test
    void a_whole_complaint_is_told_signed_and_without_texts() {
        try (var receiver = new Receiver()) {
            var shop = HTTP.shop();
            var endpoint = endpoint(shop, receiver);
            var secret = endpoint.path("secret").asString();
            var consumer = HTTP.consumer();
            var id = HTTP.file(consumer, shop, "W-1");
            var filed = receiver.next();
            assertThat(filed.signedBy(secret)).hasSize(1);
            assertThat(filed.json().path("type").asString()).isEqualTo("complaint.filed");
            assertThat(filed.json().at("/data/complaintId").asString()).isEqualTo(id);
            assertThat(filed.json().at("/data/state").asString()).isEqualTo("OPEN");
            assertThat(filed.json().at("/data/dueAt").asString()).isNotBlank();
            assertThat(filed.body()).doesNotContain("It never came").doesNotContain("W-1");
            HTTP.answer(shop, id);
            var answered = receiver.next();
            assertThat(answered.json().path("type").asString()).isEqualTo("complaint.answered");
            assertThat(answered.signedBy(secret)).hasSize(1);
            assertThat(answered.id()).isNotEqualTo(filed.id());
            HTTP.as(consumer).post("/api/v1/complaints/" + id + "/outcome", Map.of("solved", true, "score", 5));
            assertThat(receiver.next().json().path("type").asString()).isEqualTo("complaint.rated");
            assertThat(receiver.all()).isEmpty();
            assertThat(lastDelivery(shop, endpoint).path("status").asInt()).isEqualTo(204);
        }
    }

    @Test
    void silence_is_told_round_by_round_and_only_what_was_asked_for() {
        try (var receiver = new Receiver()) {
            var shop = HTTP.shop();
            endpoint(shop, receiver, "complaint.round-missed", "complaint.unanswered");
            HTTP.file(HTTP.consumer(), shop, "W-2");
            HTTP.advance("P20D");
            var types = receiver.all().stream()
                    .map(r -> r.json().path("type").asString())
                    .toList();
            assertThat(types).last().isEqualTo("complaint.unanswered");
            assertThat(types).filteredOn("complaint.round-missed"::equals).hasSize(types.size() - 1);
        }
    }

    @Test
    void a_reminder_is_told_before_the_round_ends() {
        try (var receiver = new Receiver()) {
            var shop = HTTP.shop();
            endpoint(shop, receiver, "complaint.due-soon");
            HTTP.file(HTTP.consumer(), shop, "W-3");
            IntStream.range(0, 16).forEach(i -> HTTP.advance("PT6H"));
            assertThat(receiver.all()).isNotEmpty();
        }
    }

    @Test
    void what_fails_is_tried_again_under_the_same_name_until_it_is_taken() {
        try (var receiver = new Receiver()) {
            receiver.status = 500;
            var shop = HTTP.shop();
            var endpoint = endpoint(shop, receiver, "complaint.filed");
            HTTP.file(HTTP.consumer(), shop, "W-4");
            var first = receiver.next();
            assertThat(lastDelivery(shop, endpoint).path("status").asInt()).isEqualTo(500);
            receiver.status = 302;
            HTTP.advance("PT5S");
            assertThat(receiver.next().id()).isEqualTo(first.id());
            assertThat(receiver.all()).as("no redirect is followed").isEmpty();
            receiver.status = 200;
            HTTP.advance("PT5M");
            var third = receiver.next();
            assertThat(third.id()).isEqualTo(first.id());
            assertThat(third.signedBy(endpoint.path("secret").asString())).hasSize(1);
            assertThat(lastDelivery(shop, endpoint).path("deliveredAt").isNull())
                    .isFalse();
            HTTP.advance("PT30M");
            assertThat(receiver.all()).isEmpty();
        }
    }

    @Test
    void after_the_last_try_the_endpoint_is_disabled_and_the_manager_told() {
        try (var receiver = new Receiver()) {
            receiver.status = 503;
            var shop = HTTP.shop();
            var endpoint = endpoint(shop, receiver, "complaint.filed");
            HTTP.file(HTTP.consumer(), shop, "W-5");
            int tries = 0;
            for (int i = 0; i < 60 && state(shop, endpoint).path("enabled").asBoolean(); i++) {
                HTTP.advance("PT6H");
                tries += receiver.all().size();
            }
            assertThat(tries).isEqualTo(10);
            assertThat(state(shop, endpoint).path("disabledWhy").asString()).isEqualTo("FAILED");
            HTTP.advance("PT1S");
            assertThat(HTTP.get("/sandbox/messages?limit=1000").text()).contains("Webhook 127.0.0.1");
            HTTP.as(shop.owner())
                    .post(
                            "/api/v1/desk/webhooks/" + endpoint.path("id").asString() + "/state",
                            Map.of("enabled", true));
            assertThat(state(shop, endpoint).path("enabled").asBoolean()).isTrue();
        }
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_at_once() {
        try (var receiver = new Receiver()) {
            receiver.status = 410;
            var shop = HTTP.shop();
            var endpoint = endpoint(shop, receiver, "complaint.filed");
            HTTP.file(HTTP.consumer(), shop, "W-6");
            receiver.next();
            lastDelivery(shop, endpoint);
            assertThat(state(shop, endpoint).path("disabledWhy").asString()).isEqualTo("GONE");
        }
    }

    @Test
    void while_a_secret_is_replaced_both_sign_and_then_only_the_new_one() {
        try (var receiver = new Receiver()) {
            var shop = HTTP.shop();
            var endpoint = endpoint(shop, receiver);
            var path = "/api/v1/desk/webhooks/" + endpoint.path("id").asString();
            var old = endpoint.path("secret").asString();
            var owner = HTTP.as(shop.owner());
            var rotated = owner.post(path + "/rotation", Map.of())
                    .json()
                    .path("secret")
                    .asString();
            assertThat(state(shop, endpoint).path("secret").isNull()).isTrue();
            assertThat(owner.post(path + "/test", Map.of()).status()).isEqualTo(202);
            var both = receiver.next();
            assertThat(both.json().path("type").asString()).isEqualTo("webhook.test");
            assertThat(both.signedBy(old)).hasSize(1);
            assertThat(both.signedBy(rotated)).hasSize(1);
            HTTP.advance("PT24H1S");
            var delivery = lastDelivery(shop, endpoint).path("id").asString();
            assertThat(owner.post(path + "/deliveries/" + delivery, Map.of()).status())
                    .isEqualTo(202);
            var again = receiver.next();
            assertThat(again.id()).isEqualTo(both.id());
            assertThat(again.signedBy(old)).isEmpty();
            assertThat(again.signedBy(rotated)).hasSize(1);
        }
    }

    @Test
    void only_managers_see_and_set_up_webhooks() {
        try (var receiver = new Receiver()) {
            var shop = HTTP.shop();
            var endpoint = endpoint(shop, receiver).path("id").asString();
            var agent = HTTP.as(TeamTest.join(HTTP, shop, "AGENT").token());
            assertThat(agent.get("/api/v1/desk/webhooks").code()).isEqualTo("not-allowed-in-business");
            assertThat(agent.get("/api/v1/desk/webhooks/" + endpoint).status()).isEqualTo(403);
            assertThat(HTTP.as(HTTP.shop().owner())
                            .get("/api/v1/desk/webhooks/" + endpoint)
                            .status())
                    .isEqualTo(404);
            var wrong = HTTP.as(shop.owner())
                    .post("/api/v1/desk/webhooks", Map.of("url", "ftp://x", "eventTypes", List.of("nonsense")));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.json().path("errors").size()).isEqualTo(2);
        }
    }
}
