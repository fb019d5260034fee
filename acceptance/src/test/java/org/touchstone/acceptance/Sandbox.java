package org.touchstone.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The world around the platform, as the sandbox stands in for it: people, shops, time and what was sent. */
final class Sandbox {

    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger SHOPS = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Sandbox(URI address) {
        this.address = address;
    }

    /** Somebody the identity registry knows. */
    record Person(String name, String nationalId) {}

    /** A business with a mark, and its owner. */
    record Shop(String code, String host, String legalName, String ownerNationalId) {

        String profile() {
            return "/m/" + code;
        }
    }

    /** A complaint that was filed. */
    record Filed(String id, String reference) {

        String page() {
            return "/complaints/" + id;
        }
    }

    /** Somebody who runs a business that has no mark yet, as the registers know it, with a shop on the web. */
    record Newcomer(
            Person person,
            String legalId,
            String legalName,
            String trade,
            String phone,
            String postalCode,
            String host) {

        /** The same business at another address. */
        Newcomer at(String otherHost) {
            return new Newcomer(person, legalId, legalName, trade, phone, postalCode, otherHost);
        }

        /** The business with its mark. */
        Shop with(String mark) {
            return new Shop(mark, host, legalName, person.nationalId());
        }

        /** A home page that says nothing of returns. */
        String pageWithoutReturns() {
            return page().replaceAll("(?s)<h2 id=\"returns\">.*?(?=<h2)", "");
        }

        /** A home page that says everything a shop has to say. */
        String page() {
            return """
                    <!doctype html><html lang="en"><head><title>Shop</title></head><body>
                    <h1>Shop</h1>
                    <p>Radio for 250,000 IRR · add to basket</p>
                    <h2 id="contact">Contact us</h2>
                    <p>This shop is run by %s, registered under the number %s.</p>
                    <p>Telephone %s, postal code %s, e-mail help@%s</p>
                    <h2 id="terms">Terms of sale</h2>
                    <p>Orders are binding once we confirm them. We send the goods within three days of payment, by post or courier;
                    the price shown includes all taxes. Orders can be cancelled free of charge until they leave our store. Payment is
                    by card through the gateway of the bank. What is not settled here follows the law of electronic commerce.</p>
                    <h2 id="returns">Returns and refunds</h2>
                    <p>You may return whatever you bought within 14 days of receiving it, without giving a reason. We refund the
                    price within seven days of the goods coming back to us; faulty goods we collect at our own cost and replace.</p>
                    <h2 id="privacy">Privacy policy</h2>
                    <p>We keep your name, address and telephone number to deliver what you ordered. We give personal data to nobody
                    but the carrier, and delete it two years after the last order. You may ask at any time what we keep.</p>
                    </body></html>
                    """.formatted(legalName, legalId, phone, postalCode, host);
        }
    }

    /** An application for a mark. */
    record Applied(String id, String reference, String path, String content) {

        String page() {
            return "/mark/applications/" + id;
        }
    }

    /** What was sent by SMS or mail. */
    record Message(String channel, String to, String text) {}

    /** A one-time code and the mobile it was sent to. */
    record Code(String digits, String mobile) {}

    Person somebody(String role) {
        var person =
                post("/sandbox/people", Map.of("count", 1, "role", role), "").get(0);
        return new Person(
                person.get("name").stringValue(), person.get("nationalId").stringValue());
    }

    Newcomer newcomer() {
        var person =
                post("/sandbox/people", Map.of("count", 1, "role", "OWNER"), "").get(0);
        var business = person.get("businesses").get(0);
        return new Newcomer(
                new Person(
                        person.get("name").stringValue(),
                        person.get("nationalId").stringValue()),
                business.get("legalId").stringValue(),
                business.get("legalName").stringValue(),
                business.get("trade").stringValue(),
                business.get("phone").stringValue(),
                business.get("postalCode").stringValue(),
                "%s-bazaar.example".formatted(word(SHOPS.incrementAndGet())));
    }

    /** Applies for a mark as a program would, without submitting. */
    Applied application(Person applicant, Newcomer business) {
        var begun = post(
                "/api/v1/applications",
                Map.of(
                        "host", business.host(),
                        "legalId", business.legalId(),
                        "legalName", business.legalName(),
                        "trade", business.trade(),
                        "contact", Map.of("phone", business.phone(), "postalCode", business.postalCode())),
                session(applicant.nationalId()));
        var file = begun.get("challenge").get("file");
        return new Applied(
                begun.get("id").stringValue(),
                begun.get("reference").stringValue(),
                file.get("path").stringValue(),
                file.get("content").stringValue());
    }

    /** From nothing to an issued mark, as a program would; its code. */
    String issued(Newcomer newcomer) {
        return issued(newcomer, application(newcomer.person(), newcomer));
    }

    /** Opens the shop of an application and submits it; the code of the mark. */
    String issued(Newcomer newcomer, Applied applied) {
        opensShop(newcomer, applied.path(), applied.content());
        var token = session(newcomer.person().nationalId());
        post("/api/v1/applications/" + applied.id() + "/submission", Map.of(), token);
        return await(
                        "the mark to be issued",
                        () -> asks("/api/v1/applications/" + applied.id(), token),
                        now -> "ISSUED".equals(now.get("state").stringValue()))
                .get("mark")
                .get("code")
                .stringValue();
    }

    /** Until when a mark is valid. */
    Instant validUntil(String mark) {
        return Instant.parse(get("/api/v1/marks/" + mark).get("expiresAt").stringValue());
    }

    /** Lets a day pass, in which the mark of a business is looked at. */
    void passesDayWithLook(Newcomer newcomer, String mark) {
        var before = lookedAt(newcomer, mark);
        pass(Duration.ofDays(1));
        await("a look", () -> lookedAt(newcomer, mark), looked -> !looked.equals(before));
    }

    private String lookedAt(Newcomer newcomer, String mark) {
        return asks(
                        "/api/v1/marks/" + mark + "/findings",
                        session(newcomer.person().nationalId()))
                .path("lookedAt")
                .asString("");
    }

    private JsonNode asks(String path, String token) {
        return send(HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token));
    }

    private static <T> T await(String what, Supplier<T> seen, Predicate<T> there) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            var now = seen.get();
            if (there.test(now)) {
                return now;
            }
            pause();
        }
        throw new AssertionError("waited in vain for " + what);
    }

    /** Whoever asks without a pause slows down what is waited for. */
    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
    }

    /** Puts a shop on the web, with the token of its applicant at a path. */
    void opensShop(Newcomer shop, String path, String content) {
        opensShop(shop, shop.page(), path, content);
    }

    /** Puts a shop with this home page on the web. */
    void opensShop(Newcomer shop, String page, String path, String content) {
        send(HttpRequest.newBuilder(address.resolve("/sandbox/websites/" + shop.host()))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("pages", Map.of("/", page, path, content))))));
    }

    /** Puts a page with these lines on the web, in the clear. */
    void putsOnTheWeb(String host, String lines) {
        var page = "<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1><p>" + lines;
        send(HttpRequest.newBuilder(address.resolve("/sandbox/websites/" + host))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("pages", Map.of("/", page), "plain", true)))));
    }

    /** Lets a register be up, down, or contradict itself. */
    void register(String name, String mode) {
        post("/sandbox/registries/" + name, Map.of("mode", mode), "");
    }

    /** A shop nobody has complained about yet, with an address like no other. */
    Shop shop() {
        return shop("%s-market.example".formatted(word(SHOPS.incrementAndGet())));
    }

    Shop shop(String host) {
        var name = host.replaceFirst("\\.example$", "").replace('-', ' ');
        var mark = post("/sandbox/marks", Map.of("host", host, "legalName", name), "");
        return new Shop(
                mark.get("code").stringValue(),
                host,
                name,
                mark.get("ownerNationalId").stringValue());
    }

    /** Names that differ in more than a letter, so that no shop looks like another. */
    private static String word(int number) {
        var words =
                List.of("amber", "birch", "cobalt", "dune", "elder", "fjord", "garnet", "harbour", "indigo", "juniper");
        return words.get(number % 10) + words.get((number / 10 + number * 3 + 1) % 10) + number;
    }

    /** A session such as signing in gives. */
    String session(String nationalId) {
        return post("/sandbox/sign-in", Map.of("nationalId", nationalId), "")
                .get("token")
                .stringValue();
    }

    /** Two officers suspend a mark. */
    void suspends(Shop shop) {
        var reason = Map.of("reason", "Nine complaints stand unanswered since spring.");
        var mark = "/api/v1/marks/" + shop.code();
        post(mark + "/suspension", reason, session(somebody("OFFICER").nationalId()));
        post(mark + "/approval", reason, session(somebody("SENIOR_OFFICER").nationalId()));
    }

    /** An entry of the transparency log about a row of a table, one that everyone may open or one that nobody may. */
    long logged(String table, boolean open) {
        return await("an entry of " + table, () -> newestLogged(table, open), OptionalLong::isPresent)
                .getAsLong();
    }

    private OptionalLong newestLogged(String table, boolean open) {
        long size = get("/api/v1/log").get("size").asLong();
        return get("/api/v1/log/entries?limit=1000&from=" + Math.max(0, size - 1000)).get("items").values().stream()
                .filter(e -> e.get("leaf").stringValue().contains("\"table\":\"" + table + "\""))
                .filter(e -> e.hasNonNull("content") == open)
                .mapToLong(e -> e.get("index").asLong())
                .max();
    }

    Instant now() {
        return Instant.parse(get("/sandbox/clock").get("now").stringValue());
    }

    /** A day by which something can be promised, as it is typed. */
    String dayToCome() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(36).toString();
    }

    /** A day not long ago on which a purchase may have been made. */
    LocalDate dayOfPurchase() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC).minusDays(10);
    }

    /** Lets time pass and everything happen that was due. */
    void pass(Duration time) {
        post("/sandbox/clock", Map.of("advance", time.toString()), "");
    }

    /** What was sent to a mobile, the newest first. */
    List<Message> messagesTo(String mobile) {
        return messages("?to=" + URLEncoder.encode(mobile, StandardCharsets.UTF_8));
    }

    private List<Message> messages(String query) {
        return get("/sandbox/messages" + query).values().stream()
                .map(m -> new Message(
                        m.get("channel").stringValue(),
                        m.get("to").stringValue(),
                        m.get("text").stringValue()))
                .toList();
    }

    /** The code that comes after those that were sent before. */
    Code codeAfter(List<Code> before) {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            var codes = codes();
            if (!codes.isEmpty() && !codes.equals(before)) {
                return codes.getFirst();
            }
            pause();
        }
        throw new AssertionError("no code came");
    }

    /** The codes that were sent lately, the newest first. */
    List<Code> codes() {
        var codes = new ArrayList<Code>();
        for (var message : messages("?limit=20")) {
            for (var language : Language.values()) {
                var code = Sentences.in(language)
                        .pattern("notice.code.sms", "(\\p{Nd}{6})")
                        .matcher(message.text());
                if (code.find()) {
                    var latin = new StringBuilder();
                    code.group(1).chars().map(Character::getNumericValue).forEach(latin::append);
                    codes.add(new Code(latin.toString(), message.to()));
                }
            }
        }
        return codes;
    }

    /** Files a complaint as a program would. */
    Filed complaint(Person consumer, Shop shop) {
        return complaint(consumer, shop, "Nothing has come.");
    }

    /** Files a complaint in these words. */
    Filed complaint(Person consumer, Shop shop, String narrative) {
        var filed = post(
                "/api/v1/complaints",
                Map.of(
                        "website",
                        shop.host(),
                        "invoiceNumber",
                        "A-100",
                        "purchasedOn",
                        dayOfPurchase().toString(),
                        "category",
                        "NOT_DELIVERED",
                        "narrative",
                        narrative,
                        "remedy",
                        "REFUND"),
                session(consumer.nationalId()));
        return new Filed(filed.get("id").stringValue(), filed.get("reference").stringValue());
    }

    /** State of a complaint as its consumer sees it. */
    String state(Person consumer, Filed complaint) {
        return send(HttpRequest.newBuilder(address.resolve("/api/v1" + complaint.page()))
                        .header("Authorization", "Bearer " + session(consumer.nationalId())))
                .get("state")
                .stringValue();
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    private JsonNode post(String path, Map<String, ?> body, String token) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(response + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
