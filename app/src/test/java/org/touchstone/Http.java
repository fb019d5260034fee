package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an outside program can do: requests to one address, with or without a token. */
final class Http {

    static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final List<String> headers;

    Http(String base) {
        this(base, List.of("Accept-Language", "en"));
    }

    private Http(String base, List<String> headers) {
        this.base = base;
        this.headers = headers;
    }

    String base() {
        return base;
    }

    /** The same with one more header. */
    Http with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Http(base, more);
    }

    /** The same with a bearer token. */
    Http as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** An answer. */
    record Answer(int status, String text, HttpResponse<?> response) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        String code() {
            return json().path("code").asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, Object body) {
        return postText(path, "application/json", JSON.writeValueAsString(body));
    }

    Answer postText(String path, String type, String body) {
        return postBytes(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer postBytes(String path, String type, byte[] body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    Answer send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()).build());
    }

    Answer send(String method, String path, String type, String body) {
        return send(request(path)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    Answer put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).headers(headers.toArray(String[]::new));
    }

    private static Answer send(HttpRequest request) {
        try {
            var response = CLIENT.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // What the sandbox offers, in the words of the tests.

    /** A shop with a mark, and its owner's token. */
    record Shop(String host, String code, String owner) {}

    Shop shop() {
        var host = "shop" + Long.toString(System.nanoTime(), 36) + ".example";
        var made = post("/sandbox/marks", Map.of("host", host, "legalName", "Shop of " + host));
        return new Shop(
                host,
                made.json().path("code").asString(),
                token(made.json().path("ownerNationalId").asString()));
    }

    String person(String role) {
        var made = post("/sandbox/people", Map.of("count", 1, "role", role));
        return token(made.json().path(0).path("nationalId").asString());
    }

    String consumer() {
        return person("CONSUMER");
    }

    String token(String nationalId) {
        return post("/sandbox/sign-in", Map.of("nationalId", nationalId))
                .json()
                .path("token")
                .asString();
    }

    void advance(String duration) {
        post("/sandbox/clock", Map.of("advance", duration));
    }

    /** A sound filing about a shop. */
    static Map<String, @Nullable Object> filing(Shop shop, String invoice) {
        var filing = new HashMap<String, @Nullable Object>();
        filing.put("website", shop.host());
        filing.put("invoiceNumber", invoice);
        filing.put("purchasedOn", "2026-11-10");
        filing.put("category", "NOT_DELIVERED");
        filing.put("narrative", "It never came.");
        filing.put("publishNarrative", false);
        filing.put("amount", Map.of("value", "1200000", "currency", "IRR"));
        filing.put("remedy", "REFUND");
        return filing;
    }

    /** Files a sound complaint and returns its identifier. */
    String file(String consumer, Shop shop, String invoice) {
        return as(consumer)
                .post("/api/v1/complaints", filing(shop, invoice))
                .json()
                .path("id")
                .asString();
    }

    /** Complaints of so many consumers, the first of them answered within a day and scored; then all are due. */
    void live(Shop shop, int complaints, int answered, int score) {
        for (int i = 0; i < complaints; i++) {
            var consumer = consumer();
            var id = file(consumer, shop, "G-" + i);
            if (i < answered) {
                answer(shop, id);
                as(consumer)
                        .post(
                                "/api/v1/complaints/" + id + "/outcome",
                                Map.of("solved", true, "score", score, "comment", "thanks"));
            }
        }
        advance("PT120H");
    }

    /** The id of a draft of the policy by which nearly every grade would be the lowest. */
    String strictDraft(String officer) {
        var bands = List.of(
                Map.of("grade", "A", "from", 99),
                Map.of("grade", "B", "from", 98),
                Map.of("grade", "C", "from", 97),
                Map.of("grade", "D", "from", 96),
                Map.of("grade", "E", "from", 0));
        var now = Instant.parse(get("/sandbox/clock").json().path("now").asString());
        var draft = as(officer)
                .post(
                        "/api/v1/policy-drafts",
                        Map.of(
                                "version",
                                "strict-" + System.nanoTime(),
                                "title",
                                Map.of("fa", "x", "zh", "x", "en", "x"),
                                "validFrom",
                                now.plusSeconds(400_000).toString(),
                                "grading",
                                Map.of("bands", bands)));
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        return draft.json().path("id").asString();
    }

    Answer answer(Shop shop, String complaint) {
        return as(shop.owner())
                .post(
                        "/api/v1/complaints/" + complaint + "/answer",
                        Map.of("text", "We sent it again.", "remedy", "DELIVERY"));
    }

    JsonNode record(Shop shop) {
        return get("/api/v1/marks/" + shop.code() + "/record").json();
    }
}
