package org.touchstone.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.touchstone.probe.Fetched.NotReached;
import org.touchstone.probe.Fetched.Page;
import org.touchstone.probe.Fetched.Why;
import org.touchstone.probe.Papers.Holder;
import org.touchstone.probe.Papers.Making;
import org.touchstone.probe.TlsFacts.Hsts;
import org.touchstone.probe.TlsFacts.PlainHttp;
import org.touchstone.probe.TlsFacts.Protocol;

class TlsLookTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Holder ROOT = new Making().authority("Test Root").bySelf();
    private static final Holder BETWEEN = new Making().authority("Test Between").by(ROOT);
    private static final Set<TrustAnchor> ANCHORS = Set.of(new TrustAnchor(ROOT.certificate(), null));

    private final World world = new World();

    @TempDir
    private Path folder;

    TlsLookTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    private TlsLook look(ServerSocket server) throws IOException, GeneralSecurityException {
        world.secured(server);
        var ca = Papers.pem(folder.resolve("ca.pem"), ROOT.certificate());
        var settings = world.settings(true, Map.of("probe-ca", ca.toString()));
        return new TlsLook(world.door(settings), new Trust(settings), world.fetcher(settings));
    }

    private Fetcher fetcher() {
        return world.fetcher(
                world.settings(true, Map.of("probe-ca", folder.resolve("ca.pem").toString())));
    }

    private static List<TlsFault> faults(Holder holder) {
        return faults(holder.chain(), NOW);
    }

    private static List<TlsFault> faults(List<X509Certificate> chain, Instant at) {
        return Certificates.faults(chain, "shop.test", ANCHORS, Date.from(at));
    }

    private static Making shop() {
        return new Making().hosts("shop.test", "www.shop.test");
    }

    @Test
    void a_certificate_in_order_has_no_fault() {
        assertThat(faults(shop().by(BETWEEN))).isEmpty();
        assertThat(faults(shop().by(ROOT))).isEmpty();
        assertThat(faults(shop().key("RSA", 2048).by(BETWEEN))).isEmpty();
        assertThat(faults(new Making().hosts("*.test").by(BETWEEN))).containsExactly(TlsFault.WRONG_HOST);
        var own = shop().by(BETWEEN);
        assertThat(faults(List.of(own.certificate(), ROOT.certificate(), BETWEEN.certificate()), NOW))
                .as("in another order")
                .isEmpty();
    }

    @Test
    void each_fault_is_named() {
        assertThat(faults(shop().time("2020-01-01T00:00:00Z", "2026-02-28T00:00:00Z")
                        .by(BETWEEN)))
                .containsExactly(TlsFault.EXPIRED);
        assertThat(faults(shop().time("2026-03-02T00:00:00Z", "2027-01-01T00:00:00Z")
                        .by(BETWEEN)))
                .containsExactly(TlsFault.NOT_YET_VALID);
        assertThat(faults(new Making().hosts("other.test").by(BETWEEN))).containsExactly(TlsFault.WRONG_HOST);
        assertThat(faults(shop().bySelf())).containsExactly(TlsFault.SELF_SIGNED);
        assertThat(faults(shop().by(new Making().authority("Stranger").bySelf())))
                .containsExactly(TlsFault.UNTRUSTED);
        assertThat(faults(List.of(shop().by(BETWEEN).certificate()), NOW))
                .as("the one between was not sent")
                .containsExactly(TlsFault.UNTRUSTED);
        assertThat(faults(shop().key("RSA", 1024).by(BETWEEN))).containsExactly(TlsFault.WEAK_KEY);
        assertThat(faults(shop().hash("SHA1").by(BETWEEN))).containsExactly(TlsFault.WEAK_SIGNATURE);
    }

    @Test
    void several_faults_are_all_named() {
        var bad = new Making()
                .hosts("other.test")
                .time("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")
                .key("RSA", 1024)
                .hash("SHA1")
                .bySelf();
        assertThat(faults(bad))
                .containsExactly(
                        TlsFault.EXPIRED,
                        TlsFault.WRONG_HOST,
                        TlsFault.SELF_SIGNED,
                        TlsFault.WEAK_KEY,
                        TlsFault.WEAK_SIGNATURE);
    }

    @Test
    void one_between_that_is_past_its_time_or_no_authority_spoils_it() {
        var past = new Making()
                .authority("Past")
                .time("2020-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
                .by(ROOT);
        assertThat(faults(shop().by(past))).containsExactly(TlsFault.EXPIRED);
        var neighbour = new Making().hosts("neighbour.test").by(ROOT);
        assertThat(faults(shop().by(neighbour))).containsExactly(TlsFault.UNTRUSTED);
    }

    @Test
    void a_star_is_one_label() {
        assertThat(Certificates.covers("*.shop.test", "www.shop.test")).isTrue();
        assertThat(Certificates.covers("*.shop.test", "shop.test")).isFalse();
        assertThat(Certificates.covers("*.shop.test", "a.www.shop.test")).isFalse();
        assertThat(Certificates.covers("*.test", "shop.test")).isFalse();
        assertThat(Certificates.covers("w*.shop.test", "www.shop.test")).isFalse();
        assertThat(Certificates.covers("shop.test", "shop.test")).isTrue();
    }

    @Test
    void a_good_shop_is_seen_with_all_its_facts() throws IOException, GeneralSecurityException {
        var holder = shop().time("2026-01-01T00:00:00Z", "2036-04-01T00:00:00Z")
                .key("RSA", 2048)
                .by(BETWEEN);
        world.host("shop.test").behave("shop.test", "/", (request, out) -> {
            // The same server answers for both; http is told by the missing secure connection.
            out.write(World.ok(
                    "text/html",
                    "hello".getBytes(UTF_8),
                    "Strict-Transport-Security: max-age=\"31536000\" ; includeSubDomains; preload",
                    "Content-Security-Policy: default-src 'self'",
                    "X-Content-Type-Options: nosniff",
                    "Server: whoever"));
        });
        var facts = look(Papers.server(holder, holder.chain(), "TLSv1.3", "TLSv1.2"))
                .look("shop.test", NOW);
        assertThat(facts.faults()).isEmpty();
        assertThat(facts.holds()).isTrue();
        assertThat(facts.notReached()).isNull();
        assertThat(facts.protocols()).containsExactly(Protocol.TLS_1_3, Protocol.TLS_1_2);
        assertThat(facts.hsts()).isEqualTo(new Hsts(31_536_000, true, true));
        assertThat(facts.headers())
                .containsOnly(
                        Map.entry("content-security-policy", "default-src 'self'"),
                        Map.entry("x-content-type-options", "nosniff"));
        assertThat(facts.plainHttp()).isEqualTo(PlainHttp.STAYS_PLAIN);
        var certificate = facts.certificate();
        assertThat(certificate).isNotNull();
        assertThat(certificate.issuer()).isEqualTo("CN=Test Between");
        assertThat(certificate.names()).containsExactly("shop.test", "www.shop.test");
        assertThat(certificate.validUntil()).isEqualTo("2036-04-01T00:00:00Z");
        assertThat(certificate.daysLeft())
                .isEqualTo(Duration.between(NOW, certificate.validUntil()).toDays());
        assertThat(certificate.key()).isEqualTo("RSA 2048");
        assertThat(certificate.signature()).isEqualTo("SHA256withECDSA");
    }

    @Test
    void time_is_judged_at_the_given_instant() throws IOException, GeneralSecurityException {
        var holder = shop().time("2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z").by(BETWEEN);
        world.host("shop.test").page("shop.test", "/", "hello");
        var look = look(Papers.server(holder, holder.chain()));
        var later = look.look("shop.test", Instant.parse("2040-01-02T12:00:00Z"));
        assertThat(later.faults()).containsExactly(TlsFault.EXPIRED);
        assertThat(later.certificate()).isNotNull();
        assertThat(later.certificate().daysLeft()).isEqualTo(-2);
        assertThat(look.look("shop.test", Instant.parse("2019-01-01T00:00:00Z")).faults())
                .containsExactly(TlsFault.NOT_YET_VALID);
    }

    @Test
    void a_faulty_certificate_ends_a_fetch_unless_it_is_tolerated() throws IOException, GeneralSecurityException {
        var holder = new Making().hosts("other.test").by(BETWEEN);
        world.host("shop.test").page("shop.test", "/", "hello");
        look(Papers.server(holder, holder.chain()));
        var refused = fetcher().get("https://shop.test/");
        assertThat(refused).isInstanceOf(NotReached.class);
        assertThat(((NotReached) refused).why()).isEqualTo(Why.TLS_FAILED);
        assertThat(((NotReached) refused).tlsFault()).isEqualTo(TlsFault.WRONG_HOST);
        assertThat(world.requests()).isEmpty();
        var tolerated = fetcher().get("https://shop.test/", FetchLimits.USUAL.toleratingTlsFaults());
        assertThat(((Page) tolerated).tlsFault()).isEqualTo(TlsFault.WRONG_HOST);
        assertThat(((Page) tolerated).text()).isEqualTo("hello");
    }

    @Test
    void a_certificate_in_order_lets_a_fetch_pass() throws IOException, GeneralSecurityException {
        var holder = shop().by(BETWEEN);
        world.host("shop.test").page("shop.test", "/", "hello");
        look(Papers.server(holder, holder.chain()));
        var fetched = fetcher().get("https://shop.test/");
        assertThat(fetched).isInstanceOf(Page.class);
        assertThat(((Page) fetched).tlsFault()).isNull();
    }

    @Test
    void plain_http_that_leads_to_https_is_told() throws IOException, GeneralSecurityException {
        var holder = shop().by(BETWEEN);
        world.host("shop.test")
                .behave("shop.test", "/", (r, out) -> out.write(World.redirect("https://www.shop.test/")))
                .host("www.shop.test")
                .page("www.shop.test", "/", "hello")
                .host("moved.test")
                .behave("moved.test", "/", (r, out) -> out.write(World.redirect("http://www.shop.test/")));
        var look = look(Papers.server(holder, holder.chain()));
        assertThat(look.look("shop.test", NOW).plainHttp()).isEqualTo(PlainHttp.REDIRECTS_TO_HTTPS);
        assertThat(look.look("moved.test", NOW).plainHttp()).isEqualTo(PlainHttp.REDIRECTS_ELSEWHERE);
    }

    @Test
    void only_the_versions_offered_are_told() throws IOException, GeneralSecurityException {
        var holder = shop().by(BETWEEN);
        world.host("shop.test").page("shop.test", "/", "hello");
        assertThat(look(Papers.server(holder, holder.chain(), "TLSv1.2"))
                        .look("shop.test", NOW)
                        .protocols())
                .containsExactly(Protocol.TLS_1_2);
    }

    /** A real server of old TLS: a Java of its own whose security settings allow it. */
    @Test
    void old_versions_still_accepted_are_told() throws IOException, GeneralSecurityException {
        var holder = shop().key("RSA", 2048).by(BETWEEN);
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own", holder.key(), "secret".toCharArray(), holder.chain().toArray(X509Certificate[]::new));
        var keys = folder.resolve("keys.p12");
        try (var out = Files.newOutputStream(keys)) {
            store.store(out, "secret".toCharArray());
        }
        var security = Files.writeString(folder.resolve("old.security"), "jdk.tls.disabledAlgorithms=NULL\n");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.security.properties=" + security,
                        "-cp",
                        Path.of(OldTlsServer.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                                .toString(),
                        OldTlsServer.class.getName(),
                        keys.toString(),
                        "TLSv1.2,TLSv1.1,TLSv1")
                .redirectErrorStream(true)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII))) {
            int port = Integer.parseInt(out.readLine());
            world.host("shop.test");
            var settings = world.settings(true, Map.of("probe-https-port", String.valueOf(port)));
            var look = new TlsLook(world.door(settings), new Trust(settings), world.fetcher(settings));
            assertThat(look.look("shop.test", NOW).protocols())
                    .containsExactly(Protocol.TLS_1_2, Protocol.TLS_1_1, Protocol.TLS_1_0);
        } finally {
            process.destroy();
        }
    }

    @Test
    void nobody_there_and_nobody_talking_are_told() throws IOException {
        TlsLook look;
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var ca = world.settings(true, Map.of("probe-https-port", String.valueOf(silent.getLocalPort())));
            look = new TlsLook(world.door(ca), new Trust(ca), world.fetcher(ca));
            world.host("shop.test").page("shop.test", "/", "hello");
            var facts = look.look("shop.test", NOW, Duration.ofMillis(900));
            assertThat(facts.certificate()).isNull();
            assertThat(facts.holds()).isFalse();
            assertThat(facts.notReached()).isEqualTo(Why.TIME_OUT);
            assertThat(facts.millis()).isBetween(850L, 5000L);
            assertThat(facts.plainHttp()).isEqualTo(PlainHttp.STAYS_PLAIN);
            assertThat(look.look("nobody.test", NOW).notReached()).isEqualTo(Why.NO_SUCH_NAME);
            assertThat(look.look("169.254.169.254", NOW).notReached()).isEqualTo(Why.ADDRESS_LITERAL);
            assertThat(look.look("shop.test/x?@", NOW).notReached()).isEqualTo(Why.MALFORMED);
        }
        assertThat(look.look("shop.test", NOW).notReached()).isEqualTo(Why.REFUSED_CONNECTION);
    }
}
