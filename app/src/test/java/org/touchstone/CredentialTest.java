package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.credential.KeyKeeping;
import org.touchstone.credential.KeyRegister;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.journal.Journal;
import org.touchstone.journal.JournalEntry;
import org.touchstone.registry.Host;
import org.touchstone.registry.MarkChanges;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.NewMark;
import org.touchstone.registry.Registry;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import org.touchstone.signer.SoftToken;
import tools.jackson.databind.JsonNode;

/** Marks as signed statements, as anyone on the network sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CredentialTest {

    private static final String US = "https://namad.example";
    private static final String TYPE = US + "/mark/e-commerce";
    private static final String LIST = "/federation/trust_marked_list?trust_mark_type=" + encoded(TYPE);

    @TempDir
    static Path folder;

    private Installation installation;
    private Http http;
    private Http otherNode;

    @BeforeAll
    void start() {
        installation = Installation.fresh(
                "--touchstone.base-url=" + US + "/", "--touchstone.organization=Centre of E-Commerce");
        http = installation.http();
        otherNode = installation.secondNode();
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String origin(Shop shop) {
        return "https://" + shop.host();
    }

    private void act(String who, Shop shop, String act) {
        var answer = http.as(who).post("/api/v1/marks/" + shop.code() + "/" + act, Map.of("reason", "It was needed."));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
    }

    private void decided(Shop shop, String act) {
        act(http.person("OFFICER"), shop, act);
        act(http.person("SENIOR_OFFICER"), shop, "approval");
    }

    private Answer statement(Shop shop) {
        return http.get("/m/" + shop.code() + "/statement");
    }

    private JWKSet published() throws ParseException {
        var answer = http.get("/.well-known/jwks.json");
        assertThat(answer.header("Content-Type")).isEqualTo("application/jwk-set+json");
        return JWKSet.parse(answer.text());
    }

    /** The claims of a token that verifies with a published key and is of the kind it should be. */
    private JsonNode verified(String jwt, String typ) throws ParseException, JOSEException {
        var parsed = SignedJWT.parse(jwt);
        assertThat(parsed.getHeader().getType().getType()).isEqualTo(typ);
        assertThat(parsed.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        var key = (ECKey) published().getKeyByKeyId(parsed.getHeader().getKeyID());
        assertThat(parsed.verify(new ECDSAVerifier(key))).isTrue();
        return Http.JSON.readTree(parsed.getPayload().toString());
    }

    private Answer statusOf(String jwt) {
        return http.postText(
                "/federation/trust_mark_status", "application/x-www-form-urlencoded", "trust_mark=" + encoded(jwt));
    }

    private String status(String jwt) throws ParseException, JOSEException {
        var answer = statusOf(jwt);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/trust-mark-status-response+jwt");
        var claims = verified(answer.text(), "trust-mark-status-response+jwt");
        assertThat(claims.propertyNames()).containsExactlyInAnyOrder("iss", "iat", "trust_mark", "status");
        assertThat(claims.path("iss").asString()).isEqualTo(US);
        assertThat(claims.path("trust_mark").asString()).isEqualTo(jwt);
        return claims.path("status").asString();
    }

    private JsonNode answerAbout(String subject) throws ParseException, JOSEException {
        var answer =
                http.get("/federation/trust_mark_status?sub=" + encoded(subject) + "&trust_mark_type=" + encoded(TYPE));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return verified(answer.text(), "mark-status+jwt");
    }

    @Test
    void a_mark_is_a_signed_statement_for_one_origin() throws ParseException, JOSEException {
        var shop = http.shop();
        var answer = statement(shop);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/trust-mark+jwt");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.text().length()).isLessThan(1100);
        var claims = verified(answer.text(), "trust-mark+jwt");
        assertThat(claims.path("iss").asString()).isEqualTo(US);
        assertThat(claims.path("sub").asString()).isEqualTo(origin(shop));
        assertThat(claims.path("trust_mark_type").asString()).isEqualTo(TYPE);
        assertThat(claims.path("ref").asString()).isEqualTo(US + "/m/" + shop.code());
        assertThat(claims.path("logo_uri").asString()).isEqualTo(US + "/m/" + shop.code() + "/badge.svg");
        assertThat(claims.path("exp").asLong())
                .isEqualTo(installation
                        .part(Registry.class)
                        .mark(shop.code())
                        .orElseThrow()
                        .expiresAt()
                        .getEpochSecond());
        assertThat(claims.path("status").path("status_list").path("uri").asString())
                .startsWith(US + "/status/");
        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder(
                        "iss", "sub", "trust_mark_type", "iat", "exp", "ref", "logo_uri", "status", "jti");
        assertThat(http.get("/m/" + shop.code().toLowerCase(Locale.ROOT) + "/statement")
                        .text())
                .isEqualTo(answer.text());
    }

    @Test
    void a_statement_is_signed_once_and_other_nodes_state_the_same() throws ParseException, JOSEException {
        var shop = http.shop();
        var first = statement(shop);
        assertThat(statement(shop).text()).isEqualTo(first.text());
        var again = http.with("If-None-Match", first.header("ETag")).get("/m/" + shop.code() + "/statement");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(http.send("HEAD", "/m/" + shop.code() + "/statement").status())
                .isEqualTo(200);
        var other = otherNode.get("/m/" + shop.code() + "/statement");
        assertThat(other.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(verified(other.text(), "trust-mark+jwt")).isEqualTo(verified(first.text(), "trust-mark+jwt"));
    }

    @Test
    void each_mark_has_a_place_of_its_own_in_the_status_lists() throws ParseException, JOSEException {
        var one = verified(statement(http.shop()).text(), "trust-mark+jwt").at("/status/status_list");
        var other = verified(statement(http.shop()).text(), "trust-mark+jwt").at("/status/status_list");
        assertThat(one.path("uri")).isEqualTo(other.path("uri"));
        assertThat(one.path("idx")).isNotEqualTo(other.path("idx"));
        assertThatThrownBy(() -> installation
                        .jdbc()
                        .sql("UPDATE status_place SET place = place + 1")
                        .update())
                .hasMessageContaining("append-only");
    }

    @Test
    void a_suspended_mark_states_nothing_on_any_node_and_a_reinstated_one_does_again()
            throws ParseException, JOSEException {
        var shop = http.shop();
        var path = "/m/" + shop.code() + "/statement";
        var before = statement(shop).text();
        assertThat(otherNode.get(path).status()).isEqualTo(200);
        assertThat(status(before)).isEqualTo("active");
        assertThat(answerAbout(origin(shop)).path("status").asString()).isEqualTo("active");
        assertThat(http.get(LIST).json().valueStream().map(JsonNode::asString)).contains(origin(shop));

        decided(shop, "suspension");
        long suspended = System.nanoTime();
        var gone = statement(shop);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(gone.code()).isEqualTo("mark-not-covering");
        assertThat(gone.json().path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(gone.header("Cache-Control")).isEqualTo("no-store");
        while (otherNode.get(path).status() == 200) {
            assertThat(System.nanoTime() - suspended)
                    .isLessThan(Duration.ofSeconds(5).toNanos());
        }
        assertThat(otherNode.get(path).status()).isEqualTo(410);
        assertThat(status(before)).isEqualTo("suspended");
        assertThat(answerAbout(origin(shop)).path("status").asString()).isEqualTo("suspended");
        var trustMark =
                http.get("/federation/trust_mark?trust_mark_type=" + encoded(TYPE) + "&sub=" + encoded(origin(shop)));
        assertThat(trustMark.status()).isEqualTo(404);
        assertThat(trustMark.json().path("error").asString()).isEqualTo("not_found");
        assertThat(http.get(LIST + "&sub=" + encoded(origin(shop))).json()).isEmpty();

        act(http.person("OFFICER"), shop, "reinstatement");
        var after = statement(shop);
        assertThat(after.status()).isEqualTo(200);
        assertThat(status(before)).isEqualTo("active");
        assertThat(verified(after.text(), "trust-mark+jwt").path("jti"))
                .isNotEqualTo(Http.JSON
                        .readTree(SignedJWT.parse(before).getPayload().toString())
                        .path("jti"));
    }

    @Test
    void a_revoked_mark_says_so_for_ever() throws ParseException, JOSEException {
        var shop = http.shop();
        var before = statement(shop).text();
        decided(shop, "revocation");
        assertThat(statement(shop).json().path("state").asString()).isEqualTo("REVOKED");
        assertThat(status(before)).isEqualTo("revoked");
        var daily = verified(http.get("/m/" + shop.code() + "/status").text(), "mark-status+jwt");
        assertThat(daily.path("status").asString()).isEqualTo("revoked");
    }

    @Test
    void a_statement_of_an_address_that_a_mark_left_does_not_count() throws ParseException, JOSEException {
        var shop = http.shop();
        var before = statement(shop).text();
        var to = Host.in("moved" + shop.host()).orElseThrow();
        assertThat(installation.part(MarkLife.class).moveHost(shop.code(), to, "It has a new name.", "system:test"))
                .isNotNull();
        assertThat(verified(statement(shop).text(), "trust-mark+jwt")
                        .path("sub")
                        .asString())
                .isEqualTo("https://" + to.name());
        assertThat(status(before)).isEqualTo("revoked");
        assertThat(answerAbout(origin(shop)).path("status").asString()).isEqualTo("none");
    }

    @Test
    void what_is_altered_is_invalid_and_what_is_not_ours_is_unknown() throws ParseException, JOSEException {
        var shop = http.shop();
        var sound = statement(shop).text();
        var parts = sound.split("\\.");
        var altered = new String(Base64URL.from(parts[1]).decode(), StandardCharsets.UTF_8)
                .replace(shop.host(), "evil.example");
        assertThat(status(parts[0] + "." + Base64URL.encode(altered) + "." + parts[2]))
                .isEqualTo("invalid");
        var otherKind = http.get("/m/" + shop.code() + "/status").text();
        assertThat(status(otherKind)).isEqualTo("invalid");
        var stranger = Keys.in(folder.resolve("stranger"), InstantSource.system());
        var foreign = stranger.jwt(
                Purpose.MARK, "trust-mark+jwt", Map.of("iss", "https://other.example", "sub", origin(shop)));
        assertThat(statusOf(foreign).status()).isEqualTo(404);
        assertThat(statusOf(foreign).json().path("error").asString()).isEqualTo("not_found");
        var forged = stranger.jwt(Purpose.OWNER, "trust-mark+jwt", Map.of("iss", US, "sub", origin(shop)));
        assertThat(statusOf(forged).status()).isEqualTo(404);
        assertThat(statusOf("no token").status()).isEqualTo(400);
        assertThat(statusOf("").json().path("error").asString()).isEqualTo("invalid_request");
        assertThat(http.send("POST", "/federation/trust_mark_status").status()).isEqualTo(415);
    }

    @Test
    void that_there_is_no_mark_is_a_signed_answer() throws ParseException, JOSEException {
        var claims = answerAbout("https://nobody.example");
        assertThat(claims.path("status").asString()).isEqualTo("none");
        assertThat(claims.path("sub").asString()).isEqualTo("https://nobody.example");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(48 * 3600);
        var shop = http.shop();
        assertThat(answerAbout("https://www." + shop.host()).path("status").asString())
                .isEqualTo("none");
        for (var wrong : List.of("https://Nobody.example", "http://nobody.example", "https://nobody.example/", "x")) {
            var answer = http.get(
                    "/federation/trust_mark_status?sub=" + encoded(wrong) + "&trust_mark_type=" + encoded(TYPE));
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().path("error").asString()).isEqualTo("invalid_request");
        }
    }

    @Test
    void the_trust_mark_endpoint_knows_exact_origins_only() throws ParseException, JOSEException {
        var shop = http.shop();
        var path = "/federation/trust_mark?trust_mark_type=" + encoded(TYPE) + "&sub=";
        var found = http.get(path + encoded(origin(shop)));
        assertThat(found.header("Content-Type")).isEqualTo("application/trust-mark+jwt");
        assertThat(verified(found.text(), "trust-mark+jwt").path("sub").asString())
                .isEqualTo(origin(shop));
        for (var wrong : List.of(
                origin(shop) + "/",
                "https://www." + shop.host(),
                "http://" + shop.host(),
                shop.host(),
                "https://x.example")) {
            assertThat(http.get(path + encoded(wrong)).status()).as(wrong).isEqualTo(404);
        }
        assertThat(http.get(path).json().path("error").asString()).isEqualTo("invalid_request");
        assertThat(http.get("/federation/trust_mark?sub=" + encoded(origin(shop)))
                        .status())
                .isEqualTo(400);
        assertThat(http.get("/federation/trust_mark?trust_mark_type=" + encoded("https://x.example/y") + "&sub=x")
                        .status())
                .isEqualTo(404);
        assertThat(http.get("/m/NOSUCHXX/statement").code()).isEqualTo("no-such-mark");
        assertThat(http.get("/m/NOSUCHXX/status").status()).isEqualTo(404);
    }

    @Test
    void the_entity_configuration_is_that_of_an_anchor_that_issues_marks() throws ParseException, JOSEException {
        var answer = http.get("/.well-known/openid-federation");
        assertThat(answer.header("Content-Type")).isEqualTo("application/entity-statement+jwt");
        var claims = verified(answer.text(), "entity-statement+jwt");
        assertThat(claims.path("iss").asString()).isEqualTo(US);
        assertThat(claims.path("sub").asString()).isEqualTo(US);
        assertThat(claims.path("exp").asLong()).isGreaterThan(claims.path("iat").asLong() + 3600);
        assertThat(claims.has("authority_hints")).isFalse();
        var entity = claims.at("/metadata/federation_entity");
        assertThat(entity.path("organization_name").asString()).isEqualTo("Centre of E-Commerce");
        assertThat(entity.path("federation_trust_mark_endpoint").asString()).isEqualTo(US + "/federation/trust_mark");
        assertThat(entity.path("federation_trust_mark_status_endpoint").asString())
                .isEqualTo(US + "/federation/trust_mark_status");
        assertThat(entity.path("federation_trust_mark_list_endpoint").asString())
                .isEqualTo(US + "/federation/trust_marked_list");
        assertThat(entity.path("federation_historical_keys_endpoint").asString())
                .isEqualTo(US + "/federation/historical_keys");
        assertThat(claims.path("trust_mark_issuers").path(TYPE).path(0).asString())
                .isEqualTo(US);
        assertThat(claims.path("trust_mark_owners").isMissingNode()).isTrue();
        var kid = SignedJWT.parse(answer.text()).getHeader().getKeyID();
        assertThat(claims.at("/jwks/keys")
                        .valueStream()
                        .map(key -> key.path("kid").asString()))
                .contains(kid);
        assertThat(claims.at("/jwks/keys/0").propertyNames()).doesNotContain("d");
    }

    @Test
    void the_page_of_the_kind_of_mark_says_what_it_means_in_every_language() {
        for (var language : Map.of("en", "What this mark means", "fa", "این نماد یعنی چه؟", "zh", "这个标识意味着什么")
                .entrySet()) {
            var page = http.get("/mark/e-commerce?lang=" + language.getKey());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains(language.getValue()).contains(TYPE);
        }
    }

    @Test
    void the_daily_status_is_good_for_two_days_and_changes_with_the_mark() throws ParseException, JOSEException {
        var shop = http.shop();
        var path = "/m/" + shop.code() + "/status";
        var first = http.get(path);
        assertThat(first.header("Content-Type")).isEqualTo("application/mark-status+jwt");
        var claims = verified(first.text(), "mark-status+jwt");
        assertThat(claims.path("status").asString()).isEqualTo("active");
        assertThat(claims.path("sub").asString()).isEqualTo(origin(shop));
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(48 * 3600);
        assertThat(http.get(path).text()).isEqualTo(first.text());
        decided(shop, "suspension");
        assertThat(verified(http.get(path).text(), "mark-status+jwt")
                        .path("status")
                        .asString())
                .isEqualTo("suspended");
    }

    @Test
    void the_status_is_signed_anew_every_day() throws ParseException, JOSEException {
        var shop = http.shop();
        var path = "/m/" + shop.code() + "/status";
        http.get(path);
        http.advance("PT24H");
        installation.part(MarkChanges.class).readOn();
        var next = verified(http.get(path).text(), "mark-status+jwt");
        var today = installation.part(DatabaseClock.class).instant().truncatedTo(ChronoUnit.DAYS);
        assertThat(next.path("iat").asLong()).isEqualTo(today.getEpochSecond());
        assertThat(next.path("status").asString()).isEqualTo("active");
    }

    @Test
    void when_the_validity_has_passed_nothing_is_stated_though_nobody_did_anything()
            throws ParseException, JOSEException {
        var now = installation.part(DatabaseClock.class).instant();
        var host = Host.in("short" + System.nanoTime() + ".example").orElseThrow();
        var mark = installation
                .part(Registry.class)
                .issue(
                        new NewMark(host, "Short", "books", null, "test", host.name(), now, now.plusSeconds(600)),
                        "system:test")
                .orElseThrow();
        var path = "/m/" + mark.code() + "/statement";
        var before = http.get(path).text();
        assertThat(status(before)).isEqualTo("active");
        http.advance("PT11M");
        installation.part(MarkChanges.class).readOn();
        assertThat(http.get(path).status()).isEqualTo(410);
        assertThat(http.get(path).json().path("state").asString()).isEqualTo("EXPIRED");
        assertThat(status(before)).isEqualTo("expired");
        assertThat(verified(http.get("/m/" + mark.code() + "/status").text(), "mark-status+jwt")
                        .path("status")
                        .asString())
                .isEqualTo("expired");
        assertThat(answerAbout("https://" + host.name()).path("status").asString())
                .isEqualTo("expired");
    }

    @Test
    void a_rotation_keeps_old_statements_valid_and_a_revocation_does_not() throws ParseException, JOSEException {
        var shop = http.shop();
        var keeping = installation.part(KeyKeeping.class);
        var before = statement(shop).text();
        var old = SignedJWT.parse(before).getHeader().getKeyID();

        var made = keeping.rotate(Purpose.MARK);
        var fresh = statement(shop).text();
        assertThat(SignedJWT.parse(fresh).getHeader().getKeyID()).isEqualTo(made.kid());
        verified(before, "trust-mark+jwt");
        assertThat(status(before)).isEqualTo("active");
        var retired = historical(old);
        assertThat(retired.has("exp")).isTrue();
        assertThat(retired.has("revoked")).isFalse();
        assertThat(actions(made.kid())).contains("key.rotated");

        keeping.revoke(old, "compromised");
        assertThat(published().getKeyByKeyId(old)).isNull();
        assertThat(status(before)).isEqualTo("invalid");
        assertThat(status(fresh)).isEqualTo("active");
        assertThat(historical(old).at("/revoked/reason").asString()).isEqualTo("compromised");
        assertThat(historical(old).at("/revoked/revoked_at").asLong()).isPositive();
        assertThat(actions(old)).contains("key.revoked");

        keeping.revoke(made.kid(), "The disk of Mr X was found at the market.");
        assertThat(historical(made.kid()).at("/revoked/reason").asString()).isEqualTo("unspecified");
        var kid = SignedJWT.parse(statement(shop).text()).getHeader().getKeyID();
        assertThat(kid).isNotEqualTo(made.kid());
        assertThat(SignedJWT.parse(otherNodesStatement(shop, kid)).getHeader().getKeyID())
                .isEqualTo(kid);
    }

    /** What another node states once the new key has reached it: within seconds. */
    private String otherNodesStatement(Shop shop, String kid) throws ParseException {
        long begun = System.nanoTime();
        var jwt = otherNode.get("/m/" + shop.code() + "/statement").text();
        while (!SignedJWT.parse(jwt).getHeader().getKeyID().equals(kid)
                && System.nanoTime() - begun < Duration.ofSeconds(5).toNanos()) {
            jwt = otherNode.get("/m/" + shop.code() + "/statement").text();
        }
        return jwt;
    }

    private List<String> actions(String kid) {
        return installation.part(Journal.class).about("key:" + kid).stream()
                .map(JournalEntry::action)
                .toList();
    }

    private JsonNode historical(String kid) throws ParseException, JOSEException {
        var answer = http.get("/federation/historical_keys");
        assertThat(answer.header("Content-Type")).isEqualTo("application/jwk-set+jwt");
        return verified(answer.text(), "jwk-set+jwt")
                .path("keys")
                .valueStream()
                .filter(key -> key.path("kid").asString().equals(kid))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_database_is_not_served_with_other_keys_than_its_own() throws IOException {
        var keys = installation.data().resolve("keys/signing");
        var first = keys.resolve(
                installation.part(Keys.class).all(Purpose.MARK).getFirst().kid() + ".json");
        var content = Files.readString(first);
        Files.delete(first);
        try {
            assertThatThrownBy(() -> installation.secondNode())
                    .hasStackTraceContaining("is missing in")
                    .hasStackTraceContaining("docs/keys.md");
        } finally {
            Files.writeString(first, content);
        }
        installation.part(KeyRegister.class).sameKeys();
    }

    @Test
    void a_key_in_a_token_signs_statements_from_end_to_end()
            throws ParseException, JOSEException, IOException, InterruptedException {
        var token = SoftToken.in(Files.createDirectory(folder.resolve("token")));
        token.key("marks");
        var shop = http.shop();
        var before = statement(shop).text();
        var keeping = installation.part(KeyKeeping.class);
        var key = keeping.useToken(Purpose.MARK, token.library(), token.slot(), "marks", token.pinFile());
        var fresh = statement(shop).text();
        assertThat(SignedJWT.parse(fresh).getHeader().getKeyID()).isEqualTo(key.kid());
        assertThat(verified(fresh, "trust-mark+jwt").path("sub").asString()).isEqualTo(origin(shop));
        assertThat(status(fresh)).isEqualTo("active");
        assertThat(status(before)).isEqualTo("active");
        assertThat(actions(key.kid())).contains("key.token");
        assertThat(Files.readString(installation.data().resolve("keys/signing/" + key.kid() + ".json")))
                .doesNotContain("\"private\"");
        keeping.rotate(Purpose.MARK);
    }

    /** The first: later the clock of this installation runs ahead of the guild's. */
    @Order(1)
    @Test
    void a_guild_issues_marks_of_a_kind_that_is_the_owners()
            throws ParseException, JOSEException, IOException, InterruptedException {
        var keeping = installation.part(KeyKeeping.class);
        var guildId = "https://guild.example";
        var delegation = Files.writeString(folder.resolve("delegation.jwt"), keeping.delegate(guildId, null, null));
        var ownerKeys = Files.writeString(
                folder.resolve("owner.json"), http.get("/.well-known/jwks.json").text());
        var claims = verified(Files.readString(delegation), "trust-mark-delegation+jwt");
        assertThat(claims.path("iss").asString()).isEqualTo(US);
        assertThat(claims.path("sub").asString()).isEqualTo(guildId);
        assertThat(claims.path("trust_mark_type").asString()).isEqualTo(TYPE);
        assertThat(verified(http.get("/.well-known/openid-federation").text(), "entity-statement+jwt")
                        .path("trust_mark_issuers")
                        .path(TYPE)
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly(US, guildId);

        assertThatThrownBy(() -> Installation.fresh(
                        "--touchstone.base-url=https://other.example",
                        "--touchstone.delegation=" + delegation,
                        "--touchstone.delegation-keys=" + ownerKeys))
                .hasStackTraceContaining(
                        "is for https://guild.example, not for this installation https://other.example");
        try (var guild = Installation.fresh(
                "--touchstone.base-url=" + guildId,
                "--touchstone.delegation=" + delegation,
                "--touchstone.delegation-keys=" + ownerKeys)) {
            var shop = guild.http().shop();
            var mark = SignedJWT.parse(
                    guild.http().get("/m/" + shop.code() + "/statement").text());
            assertThat(mark.getJWTClaimsSet().getIssuer()).isEqualTo(guildId);
            assertThat(mark.getJWTClaimsSet().getStringClaim("trust_mark_type")).isEqualTo(TYPE);
            verified(mark.getJWTClaimsSet().getStringClaim("delegation"), "trust-mark-delegation+jwt");
            var configuration = Http.JSON.readTree(SignedJWT.parse(
                            guild.http().get("/.well-known/openid-federation").text())
                    .getPayload()
                    .toString());
            var owner = configuration.path("trust_mark_owners").path(TYPE);
            assertThat(owner.path("sub").asString()).isEqualTo(US);
            assertThat(owner.at("/jwks/keys").size()).isPositive();
            assertThat(configuration
                            .path("trust_mark_issuers")
                            .path(TYPE)
                            .path(0)
                            .asString())
                    .isEqualTo(guildId);
            assertThat(Sound.verifier(guild.http())).contains("delegation: of " + US + ", signature ok");
        }
    }

    @Test
    void what_an_owner_cannot_give_away_is_said() {
        var keeping = installation.part(KeyKeeping.class);
        for (var wrong :
                List.of("http://guild.example", "https://guild.example/", "https://guild.example?x", "guild")) {
            assertThatThrownBy(() -> keeping.delegate(wrong, null, null)).hasMessageContaining("none of an issuer");
        }
        assertThatThrownBy(() -> keeping.delegate("https://guild.example", "books", null))
                .hasMessageContaining("kind of marks books");
        assertThatThrownBy(() -> keeping.delegate("https://guild.example", null, Instant.EPOCH))
                .hasMessageContaining("is past");
    }

    @Test
    void nobody_who_holds_a_mark_is_named_in_what_is_signed() {
        var shop = http.shop();
        var payload = new String(
                Base64URL.from(statement(shop).text().split("\\.")[1]).decode(), StandardCharsets.UTF_8);
        assertThat(payload).doesNotContain("Shop of");
    }

    @Test
    void debians_jose_verifies_a_statement() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                List.of("/usr/bin/jose", "/usr/local/bin/jose").stream().anyMatch(p -> Files.isExecutable(Path.of(p))),
                "skipped: jose missing");
        var shop = http.shop();
        var jwt = Files.writeString(
                folder.resolve("statement.jwt"), statement(shop).text());
        var keys = Files.writeString(
                folder.resolve("jwks.json"), http.get("/.well-known/jwks.json").text());
        assertThat(jose(jwt, keys)).contains("\"sub\":\"" + origin(shop) + "\"");
        var text = Files.readString(jwt);
        Files.writeString(jwt, text.substring(0, text.length() - 6) + "AAAAAA");
        assertThat(jose(jwt, keys)).doesNotContain(origin(shop));
    }

    private static String jose(Path jwt, Path keys) throws IOException, InterruptedException {
        var process = new ProcessBuilder("jose", "jws", "ver", "-i", jwt.toString(), "-k", keys.toString(), "-O", "-")
                .redirectErrorStream(true)
                .start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? told : "refused: " + process.exitValue();
    }
}
