package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.touchstone.Http.Answer;
import tools.jackson.databind.JsonNode;

/**
 * An owner of the sandbox with a business and a shop on the web, who applies for a mark.
 *
 * @param token a session
 * @param business as the registers know it
 * @param host the website
 */
record Applicant(Http http, String token, JsonNode business, String host) {

    static Applicant in(Http http) {
        var person = http.post("/sandbox/people", Map.of("count", 1, "role", "OWNER"))
                .json()
                .path(0);
        return new Applicant(
                http,
                http.token(person.path("nationalId").asString()),
                person.path("businesses").path(0),
                "shop-" + UUID.randomUUID().toString().substring(0, 8) + ".example");
    }

    Http as() {
        return http.as(token);
    }

    String legalId() {
        return business.path("legalId").asString();
    }

    String legalName() {
        return business.path("legalName").asString();
    }

    /** What the application says. */
    Map<String, Object> answers() {
        var answers = new HashMap<String, Object>();
        answers.put("host", host);
        answers.put("legalName", legalName());
        answers.put("legalId", legalId());
        answers.put("trade", business.path("trade").asString());
        answers.put(
                "contact",
                Map.of(
                        "phone", business.path("phone").asString(),
                        "postalCode", business.path("postalCode").asString()));
        return answers;
    }

    /** Begins an application; what it answers. */
    JsonNode begin() {
        return begin(answers());
    }

    JsonNode begin(Map<String, Object> answers) {
        var begun = as().post("/api/v1/applications", answers);
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun.json();
    }

    /** A home page that says everything a shop has to say. */
    String page() {
        return """
                <!doctype html><html lang="en"><head><title>Shop</title>%%s</head><body>
                <h1>Shop</h1>
                <p>Radio for 250,000 IRR · add to basket</p>
                <h2 id="contact">Contact us</h2>
                <p>This shop is run by %s, registered under the number %s.</p>
                <p>Telephone %s, postal code %s, e-mail help@%s</p>
                <h2 id="terms">Terms of sale</h2>
                <p>Orders are binding once we confirm them. We send the goods within three days of payment, by post or courier; the
                price shown includes all taxes. Orders can be cancelled free of charge until they leave our store. Payment is by card
                through the gateway of the bank. Whatever is not settled here follows the law of electronic commerce.</p>
                <h2 id="returns">Returns and refunds</h2>
                <p>You may return whatever you bought within 14 days of receiving it, without giving a reason. We refund the price
                within seven days of the goods coming back to us; faulty goods we collect at our own cost and replace.</p>
                <h2 id="privacy">Privacy policy</h2>
                <p>We keep your name, address and telephone number to deliver what you ordered. We give personal data to nobody but the
                carrier, and delete it two years after the last order. You may ask at any time what we keep about you.</p>
                </body></html>
                """.formatted(
                        legalName(),
                        legalId(),
                        business.path("phone").asString(),
                        business.path("postalCode").asString(),
                        host);
    }

    /** Puts the shop on the web, with the proof of control as a file. */
    void openShop(JsonNode application) {
        var file = application.path("challenge").path("file");
        putShop(Map.of(
                "pages",
                Map.of(
                        "/",
                        page().formatted(""),
                        file.path("path").asString(),
                        file.path("content").asString())));
    }

    void putShop(Map<String, Object> site) {
        var put = http.put("/sandbox/websites/" + host, site);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
    }

    Answer submit(JsonNode application) {
        return as().post("/api/v1/applications/" + id(application) + "/submission", Map.of());
    }

    static String id(JsonNode application) {
        return application.path("id").asString();
    }

    JsonNode view(JsonNode application) {
        return as().get("/api/v1/applications/" + id(application)).json();
    }

    /** The application once it stands in a state. */
    JsonNode await(JsonNode application, String state) {
        return await(application, state, Duration.ofSeconds(40));
    }

    JsonNode await(JsonNode application, String state, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        var now = view(application);
        while (!now.path("state").asString().equals(state) && System.nanoTime() < until) {
            pause();
            now = view(application);
        }
        assertThat(now.path("state").asString()).as(now.toPrettyString()).isEqualTo(state);
        return now;
    }

    /** The application once a check stands in a state. */
    JsonNode awaitCheck(JsonNode application, String code, String state) {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        var now = view(application);
        while (!check(now, code).path("state").asString().equals(state) && System.nanoTime() < until) {
            pause();
            now = view(application);
        }
        assertThat(check(now, code).path("state").asString())
                .as(now.toPrettyString())
                .isEqualTo(state);
        return now;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static JsonNode check(JsonNode application, String code) {
        return application
                .path("checks")
                .valueStream()
                .filter(c -> c.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The codes of what a list of findings says. */
    static List<String> codes(JsonNode findings) {
        var codes = new ArrayList<String>();
        findings.forEach(f -> codes.add(f.path("code").asString()));
        return codes;
    }

    /** From nothing to an issued mark; its code. */
    String issued() {
        var application = begin();
        openShop(application);
        assertThat(submit(application).status()).isEqualTo(200);
        return await(application, "ISSUED").path("mark").path("code").asString();
    }
}
