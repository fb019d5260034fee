package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.touchstone.Http.Shop;
import org.touchstone.Recorded.Signing;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.registry.MarkChanges;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import tools.jackson.databind.JsonNode;

/**
 * What is signed about marks: lists of standings, credentials, the dump of the register. Tools of other people and our verifier
 * accept it, and both refuse what a forger would make of it, for the same reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedFactsTest {

    private static final String US = "https://namad.example";
    private static final String LIST = US + "/status/1";
    private static final String REVOCATIONS = US + "/credentials/status/revocation/1";
    private static final String SUSPENSIONS = US + "/credentials/status/suspension/1";
    private static final Path TOOLS = Path.of("../docs/verify-mark");

    @TempDir
    static Path folder;

    private Installation installation;
    private Http http;
    private String officer;
    private String senior;
    private Shop suspended;
    private Shop revoked;

    @BeforeAll
    void start() {
        installation = Installation.fresh("--touchstone.base-url=" + US);
        http = installation.http();
        officer = http.person("OFFICER");
        senior = http.person("SENIOR_OFFICER");
        suspended = http.shop();
        revoked = http.shop();
        decided(suspended, "suspension");
        decided(revoked, "revocation");
        // The next dump, with these two in it.
        http.advance("P2D");
        officer = http.person("OFFICER");
        senior = http.person("SENIOR_OFFICER");
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private void decided(Shop shop, String act) {
        var why = Map.of("reason", "It was needed.");
        var path = "/api/v1/marks/" + shop.code() + "/";
        assertThat(http.as(officer).post(path + act, why).status()).isLessThan(300);
        assertThat(http.as(senior).post(path + "approval", why).status()).isLessThan(300);
    }

    private static String origin(Shop shop) {
        return "https://" + shop.host();
    }

    private String fetch(String path) {
        var answer = http.get(path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer.text();
    }

    private static JsonNode claims(String token) {
        return Http.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private int place(Shop shop) {
        return installation
                .jdbc()
                .sql("SELECT place FROM status_place WHERE code = :code")
                .param("code", shop.code())
                .query(Integer.class)
                .single();
    }

    private static byte[] unpacked(String token) {
        var lst = claims(token).at("/status_list/lst").asString();
        try (var plain = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(lst)))) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int standing(Shop shop) {
        int idx = place(shop);
        return unpacked(fetch("/status/1"))[idx / 4] >> (idx % 4 * 2) & 3;
    }

    /** Asks again until it is so; in five seconds it must be. */
    private <T> T soon(Supplier<T> asked, Predicate<T> wanted) {
        long until = System.nanoTime() + 5_000_000_000L;
        var got = asked.get();
        while (!wanted.test(got) && System.nanoTime() < until) {
            got = asked.get();
        }
        assertThat(wanted.test(got)).as("after five seconds: " + got).isTrue();
        return got;
    }

    // Status lists.

    @Test
    void a_status_list_says_how_every_mark_stands_and_which_places_nobody_has() {
        var shop = http.shop();
        assertThat(soon(() -> standing(shop), s -> s == 0)).isZero();
        assertThat(standing(suspended)).isEqualTo(2);
        assertThat(standing(revoked)).isEqualTo(1);
        var bytes = unpacked(fetch("/status/1"));
        assertThat(bytes).hasSize(32_768);
        assertThat(bytes[bytes.length - 1] & 0xff).isEqualTo(0xff);
        var claims = claims(fetch("/status/1"));
        assertThat(claims.path("iss").asString()).isEqualTo(US);
        assertThat(claims.path("sub").asString()).isEqualTo(LIST);
        assertThat(claims.path("ttl").asInt()).isEqualTo(300);
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(86_400);
        assertThat(claims.at("/status_list/bits").asInt()).isEqualTo(2);
        assertThat(http.get("/status").json().path("status_lists").path(0).asString())
                .isEqualTo(LIST);
        assertThat(http.get("/status/1").header("Content-Type")).isEqualTo("application/statuslist+jwt");
        assertThat(http.get("/status/1").header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void a_suspension_and_its_end_are_in_the_list_within_five_seconds() {
        var shop = http.shop();
        assertThat(soon(() -> standing(shop), s -> s == 0)).isZero();
        decided(shop, "suspension");
        assertThat(soon(() -> standing(shop), s -> s == 2)).isEqualTo(2);
        var back = http.as(officer)
                .post("/api/v1/marks/" + shop.code() + "/reinstatement", Map.of("reason", "It was mended."));
        assertThat(back.status()).as(back.text()).isLessThan(300);
        assertThat(soon(() -> standing(shop), s -> s == 0)).isZero();
    }

    @Test
    void a_list_that_did_not_change_is_not_sent_again() {
        var first = http.get("/status/1");
        var again = http.with("If-None-Match", first.header("ETag")).get("/status/1");
        assertThat(first.header("Cache-Control")).contains("max-age=2");
        assertThat(again.status()).isEqualTo(http.get("/status/1").text().equals(first.text()) ? 304 : 200);
    }

    @Test
    void what_is_not_there_is_said_so() {
        for (var path : List.of(
                "/status/0",
                "/status/2",
                "/credentials/status/revocation/2",
                "/credentials/status/refresh/1",
                "/m/NOBODY00/credential",
                "/register/dump/20200101T000000000000Z")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(http.get("/status/1?time=1764000000").status()).isEqualTo(501);
        assertThat(http.get("/m/" + suspended.code() + "/credential").status()).isEqualTo(410);
        assertThat(http.get("/register/dump?since=999999999").status()).isEqualTo(410);
        assertThat(http.get("/register/dump?since=yesterday").status()).isEqualTo(410);
    }

    // The dump.

    @Test
    void the_dump_has_every_mark_and_the_changes_bring_it_up_to_date() {
        var known = new TreeMap<String, JsonNode>();
        var manifest = claims(fetch("/register/dump"));
        fetch(manifest.at("/file/uri").asString().substring(US.length()))
                .lines()
                .map(Http.JSON::readTree)
                .forEach(line -> known.put(line.path("code").asString(), line));
        assertThat(manifest.at("/file/entries").asInt()).isEqualTo(known.size());
        var shop = http.shop();
        var next = changed(known, manifest.path("next").asString());
        assertThat(state(known, shop)).isEqualTo("ISSUED");
        assertThat(state(known, suspended)).isEqualTo("SUSPENDED");
        assertThat(known.getOrDefault(shop.code(), manifest).propertyNames())
                .containsExactly("host", "code", "state", "validUntil", "grade", "list", "idx");
        assertThat(known.getOrDefault(shop.code(), manifest).path("idx").asInt())
                .isEqualTo(place(shop));
        assertThat(claims(fetch("/register/dump?since=" + next)).path("entries"))
                .isEmpty();
        decided(shop, "suspension");
        changed(known, next);
        assertThat(state(known, shop)).isEqualTo("SUSPENDED");
    }

    private static String state(Map<String, JsonNode> known, Shop shop) {
        return known.getOrDefault(shop.code(), Http.JSON.nullNode())
                .path("state")
                .asString();
    }

    private String changed(Map<String, JsonNode> known, String since) {
        var changes = claims(fetch("/register/dump?since=" + since));
        changes.path("entries").forEach(line -> known.put(line.path("code").asString(), line));
        return changes.path("next").asString();
    }

    // Credentials.

    @Test
    void a_credential_says_what_the_statement_says() {
        var shop = http.shop();
        var claims = claims(fetch("/m/" + shop.code() + "/credential"));
        assertThat(claims.path("@context").path(0).asString()).isEqualTo("https://www.w3.org/ns/credentials/v2");
        assertThat(claims.path("issuer").asString()).isEqualTo(US);
        assertThat(claims.at("/credentialSubject/id").asString()).isEqualTo(origin(shop));
        assertThat(claims.at("/credentialSubject/markCode").asString()).isEqualTo(shop.code());
        assertThat(claims.path("credentialStatus")).hasSize(2);
        var context = claims.path("@context").path(1).asString();
        var words = http.get(context.substring(US.length()));
        assertThat(words.header("Cache-Control")).contains("immutable");
        assertThat(words.json().at("/@context/MarkedWebsite/@context/markCode").isMissingNode())
                .isFalse();
    }

    // Search engines.

    @Test
    void a_profile_says_to_search_engines_what_it_says_to_people_and_only_while_the_mark_covers() {
        var host = "script" + Long.toString(System.nanoTime(), 36) + ".example";
        var name = "Shop </script><script>alert('x')</script> & <!-- Söhne";
        var code = http.post("/sandbox/marks", Map.of("host", host, "legalName", name))
                .json()
                .path("code")
                .asString();
        var data = structured(code);
        assertThat(data).hasSize(1);
        var json = Http.JSON.readTree(data.getFirst());
        assertThat(json.path("@type").asString()).isEqualTo("Organization");
        assertThat(json.path("name").asString()).isEqualTo(name);
        assertThat(json.path("url").asString()).isEqualTo("https://" + host);
        assertThat(json.at("/hasCertification/certificationIdentification").asString())
                .isEqualTo(code);
        assertThat(json.at("/hasCertification/url").asString()).isEqualTo(US + "/m/" + code);
        assertThat(json.toString()).doesNotContain("Rating");
        assertThat(structured(suspended.code())).isEmpty();
        assertThat(structured(revoked.code())).isEmpty();
    }

    private List<String> structured(String code) {
        var found = new ArrayList<String>();
        Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script", Pattern.DOTALL)
                .matcher(fetch("/m/" + code))
                .results()
                .forEach(block -> found.add(block.group(1)));
        return found;
    }

    @Test
    void an_expired_mark_is_invalid_from_the_stored_instant_on() {
        var mine = Installation.fresh("--touchstone.base-url=" + US);
        try {
            var there = mine.http();
            var shop = there.shop();
            var until = Instant.parse(there.get("/api/v1/marks/" + shop.code())
                    .json()
                    .path("expiresAt")
                    .asString());
            var left = Duration.between(mine.part(DatabaseClock.class).instant(), until);
            assertThat(valueOfFirst(there)).isZero();
            there.advance(left.minusSeconds(30).toString());
            mine.part(MarkChanges.class).readOn();
            assertThat(soon(() -> valueOfFirst(there), v -> v == 0)).isZero();
            there.advance("PT30S");
            mine.part(MarkChanges.class).readOn();
            assertThat(soon(() -> valueOfFirst(there), v -> v == 1)).isEqualTo(1);
        } finally {
            mine.close();
        }
    }

    private static int valueOfFirst(Http there) {
        return unpacked(there.get("/status/1").text())[0] & 3;
    }

    // What others say.

    @Test
    void two_verifiers_on_different_libraries_judge_alike_what_is_ours_and_what_a_forger_makes_of_it()
            throws IOException, InterruptedException {
        var cases = cases();
        assertThat(cases).hasSizeGreaterThan(60);
        var file = folder.resolve("cases.ndjson");
        Files.writeString(
                file,
                cases.entrySet().stream()
                        .map(c -> c.getValue().recorded().json(c.getKey()))
                        .collect(Collectors.joining("\n")));
        var expected = new LinkedHashMap<String, String>();
        cases.forEach((name, c) -> expected.put(name, c.word()));
        assertThat(differences(
                        expected,
                        judged(List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                "../verifier/target/classes",
                                "org.touchstone.verifier.Verifier",
                                "--judge",
                                file.toString()))))
                .isEmpty();
        Assumptions.assumeTrue(
                runs("node", "--version") && Files.isDirectory(TOOLS.resolve("node_modules")),
                "skipped: no node, or its libraries are not there (npm ci in docs/verify-mark)");
        assertThat(differences(
                        expected,
                        judged(List.of("node", TOOLS.resolve("verify-mark.mjs").toString(), file.toString()))))
                .isEmpty();
    }

    private static List<String> differences(Map<String, String> expected, Map<String, String> judged) {
        assertThat(judged.keySet()).isEqualTo(expected.keySet());
        return expected.entrySet().stream()
                .filter(e -> !e.getValue().equals(judged.get(e.getKey())))
                .map(e -> e.getKey() + ": " + e.getValue() + " was expected, not " + judged.get(e.getKey()))
                .toList();
    }

    /** Whatever is changed while the verifier asks is looked at again once the change must be seen, and not reported. */
    @Test
    void marks_that_are_suspended_in_the_midst_of_a_check_are_not_reported() throws IOException, InterruptedException {
        officer = http.person("OFFICER");
        senior = http.person("SENIOR_OFFICER");
        var before = new ConcurrentHashMap<String, Shop>();
        for (var path :
                List.of("/m/{}/statement", "/m/{}/credential", "/status/1", "/credentials/status/suspension/1")) {
            var shop = http.shop();
            before.put(path.replace("{}", shop.code()), shop);
        }
        var asked = before.size();
        var suspendedMeanwhile = new AtomicInteger();
        var between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        between.createContext("/", exchange -> {
            try (exchange) {
                var shop = before.remove(exchange.getRequestURI().getPath());
                if (shop != null) {
                    decided(shop, "suspension");
                    suspendedMeanwhile.incrementAndGet();
                }
                passOn(exchange);
            }
        });
        between.start();
        try {
            assertThat(Sound.verifier(
                            new Http("http://127.0.0.1:" + between.getAddress().getPort())))
                    .contains(" 0 wrong")
                    .contains("0 differ");
        } finally {
            between.stop(0);
        }
        assertThat(suspendedMeanwhile).hasValue(asked);
    }

    private void passOn(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(http.base() + exchange.getRequestURI()));
        var packed = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (packed != null) {
            request.header("Accept-Encoding", packed);
        }
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Encoding")
                    .ifPresent(coding -> exchange.getResponseHeaders().add("Content-Encoding", coding));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Test
    void jose_of_the_system_accepts_our_signatures_and_no_others() throws IOException, InterruptedException {
        Assumptions.assumeTrue(runs("jose", "alg"), "skipped: no jose (package jose)");
        var keys = folder.resolve("jwks.json");
        Files.writeString(keys, fetch("/.well-known/jwks.json"));
        var shop = http.shop();
        for (var path : List.of(
                "/m/" + shop.code() + "/statement",
                "/m/" + shop.code() + "/credential",
                "/m/" + shop.code() + "/status",
                "/status/1",
                "/credentials/status/suspension/1",
                "/register/dump",
                "/register/dump?since=0",
                "/.well-known/openid-federation")) {
            var token = fetch(path);
            assertThat(jose(keys, token)).as(path).isTrue();
            for (int part = 1; part < 3; part++) {
                assertThat(jose(keys, Recorded.turned(part).apply(token)))
                        .as("%s with another part %d", path, part)
                        .isFalse();
            }
        }
    }

    private static boolean jose(Path keys, String token) throws IOException, InterruptedException {
        var file = folder.resolve("token.jws");
        Files.writeString(file, token);
        return runs("jose", "jws", "ver", "-i", file.toString(), "-k", keys.toString());
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, String> judged(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        var words = new LinkedHashMap<String, String>();
        output.lines().map(line -> line.split("\t")).forEach(line -> words.put(line[0], line[line.length - 1]));
        return words;
    }

    @Test
    void the_verifier_finds_everything_of_a_running_installation_in_order() throws IOException, InterruptedException {
        http.shop();
        var said = Sound.verifier(http);
        assertThat(said)
                .contains("entity configuration: signature ok")
                .containsPattern("statements: [1-9][0-9]* checked, 0 wrong")
                .containsPattern("credentials: [1-9][0-9]* checked, 0 wrong")
                .containsPattern("status list: 1 list, signature ok, [1-9][0-9]* entries agree, 0 differ")
                .containsPattern("dump: [0-9]+ marks")
                .contains(", 0 differ");
    }

    // The cases.

    private record Expected(Recorded recorded, String word) {}

    private Map<String, Expected> cases() {
        var shop = http.shop();
        var other = http.shop();
        assertThat(soon(() -> standing(other), s -> s == 0)).isZero();
        var keys = installation.part(Keys.class);
        var ours = new Signing(keys::sign);
        var cases = new LinkedHashMap<String, Expected>();
        var jwks = Http.JSON.readValue(fetch("/.well-known/jwks.json"), Object.class);
        long now = installation.part(MarkChanges.class).now().getEpochSecond();
        statements(cases, shop, other, ours, jwks, now);
        statuses(cases, shop, ours, jwks, now);
        credentials(cases, shop, ours, jwks, now);
        dumps(cases, shop, ours, jwks, now);
        delegated(cases, shop, ours, jwks, now);
        keys(cases, shop, jwks, now);
        return cases;
    }

    private String response(String statement) {
        var answer = http.postText(
                "/federation/trust_mark_status",
                "application/x-www-form-urlencoded",
                "trust_mark=" + URLEncoder.encode(statement, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private static Consumer<Map<String, Object>> put(String name, Object value) {
        return claims -> claims.put(name, value);
    }

    private static Consumer<Map<String, Object>> without(String name) {
        return claims -> claims.remove(name);
    }

    private static Consumer<Map<String, Object>> within(String name, Consumer<Map<String, Object>> change) {
        return claims -> {
            var inner = new LinkedHashMap<String, Object>();
            if (claims.get(name) instanceof Map<?, ?> before) {
                before.forEach((key, value) -> inner.put(String.valueOf(key), value));
            }
            change.accept(inner);
            claims.put(name, inner);
        };
    }

    private void statements(Map<String, Expected> cases, Shop shop, Shop other, Signing ours, Object jwks, long now) {
        var token = fetch("/m/" + shop.code() + "/statement");
        var host = shop.host();
        var good = Recorded.of("statement", US, jwks, now, origin(shop), token).fetching(LIST, fetch("/status/1"));
        var add = (Adding)
                (name, recorded, word) -> assertThat(cases.put("statement: " + name, new Expected(recorded, word)))
                        .isNull();
        add.one("as it is", good, "accepted");
        add.one("of another good mark", good.token(t -> fetch("/m/" + other.code() + "/statement")), "subject");
        add.one("a bit of the header", good.token(Recorded.turned(0)), "type");
        add.one("a bit of the payload", good.token(Recorded.unsigned(put("sub", origin(other)))), "signature");
        add.one("a bit of the signature", good.token(Recorded.turned(2)), "signature");
        add.one("cut off", good.token(t -> t.substring(0, t.length() - 6)), "signature");
        add.one("of two parts", good.token(t -> t.substring(0, t.lastIndexOf('.'))), "malformed");
        add.one("with padding", good.token(t -> t + "=="), "malformed");
        add.one("by nobody", good.token(Recorded::ofNobody), "algorithm");
        add.one(
                "by the public key as a secret",
                good.token(Recorded.byPublicKey(Http.JSON.writeValueAsBytes(jwks))),
                "algorithm");
        add.one("critical extension", good.token(ours.header(put("crit", List.of("b64")))), "algorithm");
        add.one("of another type", good.token(ours.header(put("typ", "JWT"))), "type");
        add.one("without a type", good.token(ours.header(without("typ"))), "type");
        add.one("a status list as a statement", good.token(t -> fetch("/status/1")), "type");
        add.one(
                "the shop's own status as a statement",
                good.token(t -> fetch("/m/" + shop.code() + "/status")),
                "type");
        add.one("by a key that is none", good.token(ours.header(put("kid", "mark-1999-1"))), "key");
        add.one("of another issuer", good.token(ours.payload(put("iss", "https://namad.example.net"))), "issuer");
        add.one("of an issuer with a slash", good.token(ours.payload(put("iss", US + "/"))), "issuer");
        add.one("of another kind", good.token(ours.payload(put("trust_mark_type", US + "/mark/bank"))), "kind");
        add.one("over", good.token(ours.payload(put("exp", now))), "expired");
        add.one("without an end", good.token(ours.payload(without("exp"))), "malformed");
        add.one("from tomorrow", good.token(ours.payload(put("iat", now + 86_400))), "future");
        add.one("not before tomorrow", good.token(ours.payload(put("nbf", now + 86_400))), "future");
        add.one("a time as text", good.token(ours.payload(put("exp", String.valueOf(now + 86_400)))), "malformed");
        for (var address : List.of(
                "http://" + host,
                "https://www." + host,
                "https://pay." + host,
                "https://" + host + "/",
                "https://" + host + ":443",
                "https://" + host + ":8443",
                "https://" + host + ".",
                "HTTPS://" + host,
                "https://" + host.replace('s', 'ѕ'),
                "https://" + host.replace("shop", "sh0p"),
                "https://" + host + "/@evil.example",
                "https://evil.example/" + host)) {
            add.one("shown at " + address, good.with("origin", address), "subject");
        }
        add.one(
                "status elsewhere",
                good.token(ours.payload(
                        within("status", within("status_list", put("uri", "https://evil.example/status/1"))))),
                "reference");
        add.one("without a status", good.token(ours.payload(without("status"))), "malformed");
        add.one(
                "place below 0",
                good.token(ours.payload(within("status", within("status_list", put("idx", -1))))),
                "malformed");
        add.one(
                "place beyond the list",
                good.token(ours.payload(within("status", within("status_list", put("idx", 131_072))))),
                "list-index");
        add.one(
                "place nobody has",
                good.token(ours.payload(within("status", within("status_list", put("idx", 131_071))))),
                "unassigned");
        add.one(
                "place of a suspended mark",
                good.token(ours.payload(within("status", within("status_list", put("idx", place(suspended)))))),
                "suspended");
        add.one(
                "place of a revoked mark",
                good.token(ours.payload(within("status", within("status_list", put("idx", place(revoked)))))),
                "invalid");
        add.one("list not to be had", good.fetching(LIST, null), "list-missing");
        add.one("list altered", good.answer(LIST, Recorded.unsigned(put("exp", now + 9_999_999))), "list-signature");
        add.one(
                "list of another address",
                good.answer(LIST, ours.payload(put("sub", US + "/status/2"))),
                "list-subject");
        add.one(
                "list of another issuer",
                good.answer(LIST, ours.payload(put("iss", "https://evil.example"))),
                "list-issuer");
        add.one("statement as a list", good.fetching(LIST, token), "list-type");
        add.one(
                "list of an hour ago, before the suspension",
                good.answer(LIST, ours.payload(put("iat", now - 3_600))),
                "list-old");
        add.one("list whose time is over", good.answer(LIST, ours.payload(put("exp", now - 1))), "list-expired");
        add.one("list from the future", good.answer(LIST, ours.payload(put("iat", now + 3_600))), "list-future");
        add.one("list of one bit", good.answer(LIST, ours.payload(within("status_list", put("bits", 1)))), "list-bits");
        add.one(
                "list of three bits",
                good.answer(LIST, ours.payload(within("status_list", put("bits", 3)))),
                "list-bits");
        add.one(
                "list cut short",
                good.answer(
                        LIST,
                        ours.payload(within("status_list", s -> s.put("lst", half(String.valueOf(s.get("lst"))))))),
                "list-packing");
        add.one(
                "list that is too small",
                good.answer(LIST, ours.payload(within("status_list", put("lst", deflated(100))))),
                "list-size");
        add.one(
                "list that is a bomb",
                good.answer(LIST, ours.payload(within("status_list", put("lst", deflated(50_000_000))))),
                "list-size");
        add.one(
                "list that is not packed",
                good.answer(LIST, ours.payload(within("status_list", put("lst", "AAAA")))),
                "list-packing");
        var answer = response(token);
        add.one("with its status answered", good.with("response", answer), "accepted");
        add.one(
                "with the answer about another mark",
                good.with("response", response(fetch("/m/" + other.code() + "/statement"))),
                "response-subject");
        add.one(
                "with an answer of yesterday",
                good.with("response", ours.payload(put("iat", now - 86_400)).apply(answer)),
                "response-old");
        add.one(
                "with another answer",
                good.with("response", ours.payload(put("status", "revoked")).apply(answer)),
                "response-state");
        add.one("with an answer nobody signed", good.with("response", Recorded.ofNobody(answer)), "response-algorithm");
    }

    private interface Adding {
        void one(String name, Recorded recorded, String word);
    }

    private static String half(String whole) {
        return whole.substring(0, whole.length() / 8 * 4);
    }

    private static String deflated(int zeros) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(new byte[zeros]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
    }

    private static String gzipped(int zeros) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(new byte[zeros]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
    }

    private void statuses(Map<String, Expected> cases, Shop shop, Signing ours, Object jwks, long now) {
        var good = Recorded.of("status", US, jwks, now, origin(shop), fetch("/m/" + shop.code() + "/status"));
        cases.put("status: as it is", new Expected(good, "accepted"));
        cases.put("status: at another host", new Expected(good.with("origin", origin(suspended)), "subject"));
        cases.put("status: three days later", new Expected(good.with("now", now + 3 * 86_400), "expired"));
        cases.put(
                "status: altered",
                new Expected(good.token(Recorded.unsigned(put("exp", now + 9_999_999))), "signature"));
        cases.put(
                "status: a statement in its place",
                new Expected(good.token(t -> fetch("/m/" + shop.code() + "/statement")), "type"));
        cases.put(
                "status: of a suspended mark",
                new Expected(
                        good.with("origin", origin(suspended)).token(t -> fetch("/m/" + suspended.code() + "/status")),
                        "state"));
        cases.put(
                "status: of another kind", new Expected(good.token(ours.payload(put("trust_mark_type", "x"))), "kind"));
    }

    private void credentials(Map<String, Expected> cases, Shop shop, Signing ours, Object jwks, long now) {
        var good = Recorded.of("credential", US, jwks, now, origin(shop), fetch("/m/" + shop.code() + "/credential"))
                .fetching(REVOCATIONS, fetch("/credentials/status/revocation/1"))
                .fetching(SUSPENSIONS, fetch("/credentials/status/suspension/1"));
        var add = (Adding)
                (name, recorded, word) -> assertThat(cases.put("credential: " + name, new Expected(recorded, word)))
                        .isNull();
        add.one("as it is", good, "accepted");
        add.one("at another host", good.with("origin", "https://www." + shop.host()), "subject");
        add.one(
                "altered",
                good.token(Recorded.unsigned(within("credentialSubject", put("id", "https://evil.example")))),
                "signature");
        add.one("by nobody", good.token(Recorded::ofNobody), "algorithm");
        add.one("of another type of token", good.token(ours.header(put("typ", "vp+jwt"))), "type");
        add.one("of another issuer", good.token(ours.payload(put("issuer", "https://evil.example"))), "issuer");
        add.one("over", good.token(ours.payload(put("validUntil", "2020-01-01T00:00:00Z"))), "expired");
        add.one("not valid yet", good.token(ours.payload(put("validFrom", "2100-01-01T00:00:00Z"))), "future");
        add.one(
                "of another model",
                good.token(ours.payload(put("@context", List.of("https://www.w3.org/2018/credentials/v1")))),
                "kind");
        add.one("of another kind", good.token(ours.payload(put("type", List.of("VerifiableCredential")))), "kind");
        add.one("without a status", good.token(ours.payload(put("credentialStatus", List.of()))), "reference");
        add.one("place of a suspended mark", good.token(ours.payload(at(place(suspended)))), "suspended");
        add.one("place of a revoked mark", good.token(ours.payload(at(place(revoked)))), "invalid");
        add.one("place beyond the list", good.token(ours.payload(at(131_072))), "list-index");
        add.one(
                "place in hexadecimal",
                good.token(ours.payload(entries(entry -> entry.put("statusListIndex", "0x1")))),
                "malformed");
        add.one("lists swapped", good.fetching(REVOCATIONS, fetch("/credentials/status/suspension/1")), "list-subject");
        add.one(
                "a list of suspensions as one of revocations",
                good.answer(REVOCATIONS, ours.payload(within("credentialSubject", put("statusPurpose", "suspension")))),
                "list-purpose");
        add.one(
                "list of yesterday",
                good.answer(
                        SUSPENSIONS,
                        ours.payload(put(
                                "validFrom", Instant.ofEpochSecond(now - 86_400).toString()))),
                "list-old");
        add.one(
                "list altered",
                good.answer(SUSPENSIONS, Recorded.unsigned(put("validUntil", "2100-01-01T00:00:00Z"))),
                "list-signature");
        add.one(
                "list that is a bomb",
                good.answer(
                        REVOCATIONS,
                        ours.payload(within("credentialSubject", put("encodedList", gzipped(50_000_000))))),
                "list-size");
        add.one(
                "list in another base",
                good.answer(
                        REVOCATIONS,
                        ours.payload(
                                within("credentialSubject", s -> s.put("encodedList", "z" + s.get("encodedList"))))),
                "list-malformed");
        add.one(
                "a credential as a list",
                good.fetching(REVOCATIONS, fetch("/m/" + shop.code() + "/credential")),
                "list-kind");
    }

    private static Consumer<Map<String, Object>> at(int idx) {
        return entries(entry -> entry.put("statusListIndex", String.valueOf(idx)));
    }

    private static Consumer<Map<String, Object>> entries(Consumer<Map<String, Object>> change) {
        return claims -> {
            var entries = new ArrayList<Object>();
            if (claims.get("credentialStatus") instanceof List<?> before) {
                for (var one : before) {
                    var holder = new LinkedHashMap<String, Object>(Map.of("entry", one));
                    within("entry", change).accept(holder);
                    entries.add(holder.get("entry"));
                }
            }
            claims.put("credentialStatus", entries);
        };
    }

    private void dumps(Map<String, Expected> cases, Shop shop, Signing ours, Object jwks, long now) {
        var manifest = fetch("/register/dump");
        var file = fetch(claims(manifest).at("/file/uri").asString().substring(US.length()));
        var next = claims(manifest).path("next").asString();
        var changes = fetch("/register/dump?since=" + next);
        var good = Recorded.of("dump", US, jwks, now, origin(shop), manifest)
                .with("file", file)
                .with("changes", List.of(changes));
        var first = file.lines().findFirst().orElse("");
        var add =
                (Adding) (name, recorded, word) -> assertThat(cases.put("dump: " + name, new Expected(recorded, word)))
                        .isNull();
        add.one("as it is", good, "accepted");
        add.one("a suspended shop", good.with("origin", origin(suspended)), "suspended");
        add.one("a revoked shop", good.with("origin", origin(revoked)), "invalid");
        add.one("an address nobody knows", good.with("origin", "https://evil.example"), "absent");
        add.one("http", good.with("origin", "http://" + shop.host()), "absent");
        add.one("a line removed", good.with("file", file.replace(first + "\n", "")), "hash");
        add.one(
                "a line added",
                good.with("file", file + first.replaceAll("\"code\":\"[^\"]+\"", "\"code\":\"ZZZZZZZZ\"") + "\n"),
                "hash");
        add.one("lines in another order", good.with("file", file + first + "\n"), "order");
        add.one("a state altered", good.with("file", file.replaceFirst("SUSPENDED|ISSUED", "REVOKED")), "hash");
        add.one("another number of lines", good.token(ours.payload(within("file", put("entries", 7_777)))), "count");
        add.one("two days later", good.with("now", now + 2 * 86_400), "expired");
        add.one("of another issuer", good.token(ours.payload(put("iss", "https://evil.example"))), "issuer");
        add.one("changes in its place", good.token(t -> changes), "type");
        add.one(
                "changes left out in between",
                good.with(
                        "changes", List.of(ours.payload(put("since", "1234567")).apply(changes))),
                "changes-gap");
        add.one(
                "changes altered",
                good.with("changes", List.of(Recorded.turned(2).apply(changes))),
                "changes-signature");
        add.one("the dump as changes", good.with("changes", List.of(manifest)), "changes-type");
        // An address whose mark gave way to another (decision 13) stands on several lines.
        var lined = (Lined) (before, after, origin) -> {
            var lines = before + file + after;
            return good.with("file", lines)
                    .with("origin", origin)
                    .token(ours.payload(within(
                            "file",
                            put("sha256", HexFormat.of().formatHex(Sha256.of(lines)))
                                    .andThen(put("entries", lines.lines().count())))));
        };
        var covering = line("00000000", suspended, "ISSUED", now);
        var dead = line("00000000", suspended, "REVOKED", now);
        add.one("a first line covers", lined.with(covering, "", origin(suspended)), "accepted");
        add.one("a last line covers", lined.with("", later(covering), origin(suspended)), "accepted");
        add.one("no line covers, the first is dead", lined.with(dead, "", origin(suspended)), "suspended");
        add.one("no line covers, the last is dead", lined.with("", later(dead), origin(suspended)), "suspended");
        add.one(
                "of two lines both dead",
                lined.with(line("00000000", revoked, "EXPIRED", now), "", origin(revoked)),
                "invalid");
    }

    private interface Lined {
        Recorded with(String before, String after, String origin);
    }

    private static String line(String code, Shop shop, String state, long now) {
        return Http.JSON.writeValueAsString(Map.of(
                        "code",
                        code,
                        "host",
                        shop.host(),
                        "state",
                        state,
                        "validUntil",
                        Instant.ofEpochSecond(now + 86_400).toString(),
                        "list",
                        1,
                        "idx",
                        100_000))
                + "\n";
    }

    private static String later(String line) {
        return line.replace("00000000", "ZZZZZZZZ");
    }

    /** Marks of a kind that is somebody else's, issued by the owner's word; the entity configuration names kind and owner. */
    private void delegated(Map<String, Expected> cases, Shop shop, Signing ours, Object jwks, long now) {
        var kind = "https://chamber.example/mark";
        var chamber = "https://chamber.example";
        var owner = owner();
        var word = byOwner(owner)
                .payload(claims -> {
                    claims.clear();
                    claims.putAll(Map.of(
                            "iss", chamber, "sub", US, "trust_mark_type", kind, "iat", now - 60, "exp", now + 86_400));
                })
                .apply(byOwner(owner)
                        .header(put("kid", owner.getKeyID()).andThen(put("typ", "trust-mark-delegation+jwt")))
                        .apply(fetch("/m/" + shop.code() + "/statement")));
        var configuration = ours.payload(within("trust_mark_issuers", put(kind, List.of(US)))
                        .andThen(put(
                                "trust_mark_owners",
                                Map.of(
                                        kind,
                                        Map.of(
                                                "sub",
                                                chamber,
                                                "jwks",
                                                Map.of(
                                                        "keys",
                                                        List.of(owner.toPublicJWK()
                                                                .toJSONObject())))))))
                .apply(fetch("/.well-known/openid-federation"));
        var own = Recorded.of("statement", US, jwks, now, origin(shop), fetch("/m/" + shop.code() + "/statement"))
                .fetching(LIST, fetch("/status/1"))
                .with("configuration", configuration);
        var good = own.token(ours.payload(put("trust_mark_type", kind).andThen(put("delegation", word))));
        var add = (Adding) (name, recorded, expected) -> assertThat(
                        cases.put("delegated: " + name, new Expected(recorded, expected)))
                .isNull();
        add.one("by the owner's word", good, "accepted");
        add.one("our own kind beside it", own, "accepted");
        add.one("a kind nobody names", good.without("configuration"), "kind");
        add.one(
                "a kind somebody else issues",
                good.with(
                        "configuration",
                        ours.payload(within("trust_mark_issuers", put(kind, List.of("https://evil.example"))))
                                .apply(configuration)),
                "kind");
        add.one("without the owner's word", good.token(ours.payload(without("delegation"))), "delegation");
        add.one(
                "an owner nobody names",
                good.with(
                        "configuration",
                        ours.payload(without("trust_mark_owners")).apply(configuration)),
                "delegation");
        add.one(
                "the word altered",
                good.token(ours.payload(put("delegation", Recorded.turned(2).apply(word)))),
                "delegation-signature");
        add.one(
                "our own word",
                good.token(ours.payload(put(
                        "delegation",
                        ours.header(put("typ", "trust-mark-delegation+jwt"))
                                .apply(fetch("/m/" + shop.code() + "/statement"))))),
                "delegation-key");
        for (var other : List.of(
                Map.entry("iss", "https://evil.example"),
                Map.entry("sub", "https://evil.example"),
                Map.entry("trust_mark_type", chamber + "/bank"))) {
            add.one(
                    "the word with another " + other.getKey(),
                    good.token(ours.payload(put(
                            "delegation",
                            byOwner(owner)
                                    .payload(put(other.getKey(), other.getValue()))
                                    .apply(word)))),
                    switch (other.getKey()) {
                        case "iss" -> "delegation-issuer";
                        case "sub" -> "delegation-subject";
                        default -> "delegation-kind";
                    });
        }
        add.one(
                "the word that has ended",
                good.token(ours.payload(put(
                        "delegation", byOwner(owner).payload(put("exp", now)).apply(word)))),
                "delegation-expired");
        add.one(
                "the word without an end",
                good.token(ours.payload(
                        put("delegation", byOwner(owner).payload(without("exp")).apply(word)))),
                "accepted");
        add.one(
                "a configuration nobody signed",
                good.with("configuration", Recorded.ofNobody(configuration)),
                "configuration-algorithm");
        add.one(
                "a configuration of another issuer",
                good.with(
                        "configuration",
                        ours.payload(put("iss", "https://evil.example")).apply(configuration)),
                "configuration-issuer");
        add.one("a statement as configuration", good.with("configuration", word), "configuration-type");
        var status = Recorded.of("status", US, jwks, now, origin(shop), fetch("/m/" + shop.code() + "/status"))
                .token(ours.payload(put("trust_mark_type", kind)));
        add.one("the shop's own status", status.with("configuration", configuration), "accepted");
        add.one("the shop's own status of a kind nobody names", status, "kind");
    }

    private static ECKey owner() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("chamber-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signing byOwner(ECKey owner) {
        return new Signing((kid, bytes) -> {
            try {
                var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
                signature.initSign(owner.toECPrivateKey());
                signature.update(bytes);
                return signature.sign();
            } catch (GeneralSecurityException | JOSEException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Keys that signed in the past, that were revoked, and that are somebody else's. */
    private void keys(Map<String, Expected> cases, Shop shop, Object jwks, long now) {
        var statement = fetch("/m/" + shop.code() + "/statement");
        var before =
                Recorded.of("statement", US, jwks, now, origin(shop), statement).fetching(LIST, fetch("/status/1"));
        var strangers = stranger();
        cases.put(
                "key: somebody else's under our name",
                new Expected(before.token(strangers.payload(claims -> {})), "signature"));
        cases.put(
                "key: of a wallet in the header",
                new Expected(before.token(strangers.header(put("jwk", Map.of("kty", "EC")))), "signature"));

        var keys = installation.part(Keys.class);
        var old = keys.current(Purpose.MARK);
        keys.rotate(Purpose.MARK);
        var rotated = Http.JSON.readValue(fetch("/.well-known/jwks.json"), Object.class);
        cases.put("key: retired, on what it signed before", new Expected(before.with("jwks", rotated), "accepted"));
        keys.revoke(old.kid(), "compromised");
        var left = Http.JSON.readValue(
                soon(() -> fetch("/.well-known/jwks.json"), text -> !text.contains('"' + old.kid() + '"')),
                Object.class);
        cases.put("key: revoked", new Expected(before.with("jwks", left), "key"));
        cases.put(
                "key: the new one",
                new Expected(
                        before.with("jwks", left)
                                .token(t -> soon(
                                        () -> fetch("/m/" + shop.code() + "/statement"),
                                        fresh -> !fresh.equals(statement)))
                                .fetching(LIST, fetch("/status/1")),
                        "accepted"));
    }

    private static Signing stranger() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            return new Signing((kid, bytes) -> {
                try {
                    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
                    signature.initSign(pair.getPrivate());
                    signature.update(bytes);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
