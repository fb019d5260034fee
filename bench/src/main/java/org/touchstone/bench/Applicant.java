package org.touchstone.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An owner of the sandbox with a business and a shop on the web, who applies for a mark through the interface.
 *
 * @param token a session
 * @param id the application
 */
record Applicant(Bench bench, String token, String id, String legalId, String host, String page, Proof proof) {

    private static final Pattern CHECK = Pattern.compile(
            "\\{\"code\":\"(\\w+)\",\"state\":\"(\\w+)\",\"evidence\":\\[.*?],\"checkedAt\":(\"[^\"]*\"|null)");

    /** Where control of the website is shown, and how. */
    record Proof(String path, String content) {}

    /** The owners of so many businesses, as the sandbox tells them. */
    static List<String> people(Bench bench, int count) throws IOException, InterruptedException {
        return Pattern.compile("\\{\"id\":\"person-.*?}]}")
                .matcher(bench.post("/sandbox/people", null, "{\"count\":%d,\"role\":\"OWNER\"}".formatted(count)))
                .results()
                .map(r -> r.group())
                .toList();
    }

    /** Signs in and begins an application with everything filled in. The website is not there yet. */
    static Applicant begin(Bench bench, String person, String host) throws IOException, InterruptedException {
        var token = Bench.found(
                "\"token\":\"([^\"]+)\"",
                bench.post("/sandbox/sign-in", null, "{\"nationalId\":\"" + field(person, "nationalId") + "\"}"));
        var begun = bench.post("/api/v1/applications", token, """
                {"host":"%s","legalName":"%s","legalId":"%s","trade":"%s","contact":{"phone":"%s","postalCode":"%s"}}
                """.formatted(
                        host,
                        field(person, "legalName"),
                        field(person, "legalId"),
                        field(person, "trade"),
                        field(person, "phone"),
                        field(person, "postalCode")));
        return new Applicant(
                bench,
                token,
                Bench.found("^\\{\"id\":\"([^\"]+)\"", begun),
                field(person, "legalId"),
                host,
                page(person, host),
                new Proof(
                        Bench.found("\"file\":\\{\"path\":\"([^\"]+)\"", begun),
                        Bench.found("\"file\":\\{[^}]*\"content\":\"([^\"]+)\"", begun)));
    }

    private static String field(String person, String name) {
        return Bench.found("\"" + name + "\":\"([^\"]+)\"", person);
    }

    private static String page(String person, String host) {
        return """
                <!doctype html><html lang="en"><head><title>Shop</title></head><body>
                <h1>Shop</h1>
                <p>Radio for 250,000 IRR · add to basket</p>
                <h2>Contact us</h2>
                <p>This shop is run by %s, registered under the number %s.</p>
                <p>Telephone %s, postal code %s, e-mail help@%s</p>
                <h2>Terms of sale</h2>
                <p>Orders are binding once we confirm them. We send the goods within three days of payment, by post or courier; the
                price shown includes all taxes. Orders can be cancelled free of charge until they leave our store. Payment is by card
                through the gateway of the bank. Whatever is not settled here follows the law of electronic commerce.</p>
                <h2>Returns and refunds</h2>
                <p>You may return whatever you bought within 14 days of receiving it, without giving a reason. We refund the price
                within seven days of the goods coming back to us; faulty goods we collect at our own cost and replace.</p>
                <h2>Privacy policy</h2>
                <p>We keep your name, address and telephone number to deliver what you ordered. We give personal data to nobody but the
                carrier, and delete it two years after the last order. You may ask at any time what we keep about you.</p>
                </body></html>
                """.formatted(
                        field(person, "legalName"),
                        field(person, "legalId"),
                        field(person, "phone"),
                        field(person, "postalCode"),
                        host);
    }

    /** Puts the shop on the web, with the proof of control. */
    void openShop() throws IOException, InterruptedException {
        bench.put("/sandbox/websites/" + host, """
                {"pages":{"/":"%s","%s":"%s"}}
                """.formatted(
                        page.replace("\"", "\\\"").replace("\n", "\\n"), proof.path(), proof.content()));
    }

    void lookAgain(String check) throws IOException, InterruptedException {
        bench.post("/api/v1/applications/" + id + "/checks/" + check, token, "{}");
    }

    /** Submits, the last thing an applicant does. */
    View submit() throws IOException, InterruptedException {
        return new View(bench.post("/api/v1/applications/" + id + "/submission", token, "{}"));
    }

    View view() throws IOException, InterruptedException {
        return new View(bench.get("/api/v1/applications/" + id, token));
    }

    /** Looks every so often until it is issued. */
    View awaitIssued(Duration rhythm) throws IOException, InterruptedException {
        return await("ISSUED", rhythm);
    }

    private View await(String state, Duration rhythm) throws IOException, InterruptedException {
        var view = view();
        while (!view.state().equals(state)) {
            if (!List.of("DRAFT", "CHECKING").contains(view.state())) {
                throw new IllegalStateException(view.json());
            }
            Thread.sleep(rhythm);
            view = view();
        }
        return view;
    }

    /** Waits until every check of the draft stands in one of these states. */
    View awaitChecks(List<String> states) throws IOException, InterruptedException {
        var view = view();
        while (!states.containsAll(
                view.checks().values().stream().map(Check::state).toList())) {
            Thread.sleep(200);
            view = view();
        }
        return view;
    }

    /** A check; {@code checkedAt} as it stands in the answer. */
    record Check(String state, String checkedAt) {}

    /** An application as the interface tells it. */
    record View(String json) {

        String state() {
            return Bench.found("\"kind\":\"NEW\",\"state\":\"(\\w+)\"", json);
        }

        String mark() {
            return Bench.found("\"mark\":\\{\"code\":\"([^\"]+)\"", json);
        }

        Instant submittedAt() {
            return Instant.parse(Bench.found("\"submittedAt\":\"([^\"]+)\"", json));
        }

        Instant decidedAt() {
            return Instant.parse(Bench.found("\"decidedAt\":\"([^\"]+)\"", json));
        }

        /** Milliseconds from the submission to the decision, by the platform's clock. */
        double millis() {
            return Duration.between(submittedAt(), decidedAt()).toNanos() / 1e6;
        }

        Map<String, Check> checks() {
            var checks = new TreeMap<String, Check>();
            CHECK.matcher(json).results().forEach(r -> checks.put(r.group(1), new Check(r.group(2), r.group(3))));
            return checks;
        }

        /** The checks that passed, each with when. */
        List<String> passed() {
            var passed = new ArrayList<String>();
            checks().forEach((code, check) -> {
                if (check.state().equals("PASSED")) {
                    passed.add(code + " " + check.checkedAt());
                }
            });
            return passed;
        }
    }
}
