package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.sandbox.RunningSandbox.Reply;

/** Websites as a browser meets them: by name, over real HTTP and TLS, trusting the sandbox's authority and nobody else. */
@TestInstance(Lifecycle.PER_CLASS)
class WebsitesTest {

    private static final int TIMEOUT_MS = 20_000;

    private final RunningSandbox sandbox = RunningSandbox.inMemory();

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void a_website_is_read_over_tls_with_a_certificate_for_its_name() throws Exception {
        sandbox.website(
                "shop.example",
                "{'pages': {'/': '<h1>فروشگاه</h1>', '/.well-known/x.txt': 'proof'},"
                        + " 'headers': {'Strict-Transport-Security': 'max-age=31536000'}}");

        Read front = secure(sandbox, "shop.example", "/");
        assertThat(front.status()).isEqualTo(200);
        assertThat(front.body()).isEqualTo("<h1>فروشگاه</h1>");
        assertThat(front.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(front.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        assertThat(front.chain()).hasSize(2);
        assertThat(front.chain().getFirst().getSubjectX500Principal().getName()).isEqualTo("CN=shop.example");

        Read proof = secure(sandbox, "www.shop.example", "/.well-known/x.txt");
        assertThat(proof.body()).isEqualTo("proof");
        assertThat(proof.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(secure(sandbox, "shop.example", "/nothing").status()).isEqualTo(404);
    }

    @Test
    void each_name_gets_its_own_certificate_and_punycode_is_a_name_like_others() throws Exception {
        sandbox.website("one.example", "{'pages': {'/': 'one'}}");
        sandbox.website("xn--mgba3gch31f.example", "{'pages': {'/': 'two'}}");

        Read one = secure(sandbox, "one.example", "/");
        Read two = secure(sandbox, "xn--mgba3gch31f.example", "/");

        assertThat(List.of(one.body(), two.body())).containsExactly("one", "two");
        assertThat(one.chain().getFirst()).isNotEqualTo(two.chain().getFirst());
        assertThat(one.chain().getLast()).isEqualTo(two.chain().getLast());
    }

    @Test
    void a_host_nobody_opened_gets_no_handshake_and_no_page() {
        assertThatThrownBy(() -> secure(sandbox, "nobody.example", "/")).isInstanceOf(SSLException.class);
        assertThat(plain(sandbox, "nobody.example", "/").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "SELF_SIGNED, unable to find valid certification path",
        "EXPIRED, NotAfter",
        "WRONG_HOST, No subject alternative DNS name matching"
    })
    void a_bad_certificate_is_bad_for_the_reason_named(String tls, String reason) {
        sandbox.website("bad.example", "{'pages': {'/': 'x'}, 'tls': '%s'}".formatted(tls));

        assertThatThrownBy(() -> secure(sandbox, "bad.example", "/"))
                .isInstanceOf(SSLException.class)
                .satisfies(thrown -> assertThat(messages(thrown)).contains(reason));
    }

    @Test
    void a_site_whose_certificate_is_replaced_shows_the_new_one_to_the_same_client() throws Exception {
        SSLContext client = trusting(sandbox.authority());
        sandbox.website("changed.example", "{'pages': {'/': 'x'}}");
        assertThat(secure(sandbox, client, "changed.example", "/").status()).isEqualTo(200);

        sandbox.website("changed.example", "{'pages': {'/': 'x'}, 'tls': 'EXPIRED'}");

        assertThatThrownBy(() -> secure(sandbox, client, "changed.example", "/"))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void in_the_clear_there_is_a_redirect_to_the_encrypted_page_unless_the_site_wants_none() {
        sandbox.website("clear.example", "{'pages': {'/': 'x'}}");
        sandbox.website("both.example", "{'pages': {'/': 'both'}, 'plain': true}");
        sandbox.website("old.example", "{'pages': {'/': 'old'}, 'tls': 'NONE'}");

        Read redirected = plain(sandbox, "clear.example", "/a?b=c");
        assertThat(redirected.status()).isEqualTo(301);
        assertThat(redirected.header("Location")).isEqualTo("https://clear.example/a?b=c");
        assertThat(plain(sandbox, "both.example", "/").body()).isEqualTo("both");
        assertThat(plain(sandbox, "both.example", "/a").status()).isEqualTo(301);
        assertThat(plain(sandbox, "old.example", "/").body()).isEqualTo("old");
        assertThatThrownBy(() -> secure(sandbox, "old.example", "/")).isInstanceOf(SSLException.class);
    }

    @Test
    void pages_may_be_answered_with_another_status_and_lead_elsewhere() throws Exception {
        sandbox.website(
                "moved.example",
                "{'pages': {'/': 'x', '/gone': 'no more'}, 'status': {'/gone': 410, '/b': 307, '/c': 503},"
                        + " 'redirects': {'/a': 'https://shop.example/', '/b': '/gone'}}");

        assertThat(secure(sandbox, "moved.example", "/gone").status()).isEqualTo(410);
        assertThat(secure(sandbox, "moved.example", "/gone").body()).isEqualTo("no more");
        assertThat(secure(sandbox, "moved.example", "/a").status()).isEqualTo(301);
        assertThat(secure(sandbox, "moved.example", "/a").header("Location")).isEqualTo("https://shop.example/");
        assertThat(secure(sandbox, "moved.example", "/b").status()).isEqualTo(307);
        assertThat(secure(sandbox, "moved.example", "/c").status()).isEqualTo(503);
    }

    @Test
    void a_website_replaced_has_nothing_left_of_the_one_before_and_one_shut_is_gone() throws Exception {
        sandbox.website("again.example", "{'pages': {'/': 'x', '/a': 'a'}, 'tls': 'NONE'}");
        sandbox.website("again.example", "{'pages': {'/': 'y'}}");

        assertThat(secure(sandbox, "again.example", "/").body()).isEqualTo("y");
        assertThat(secure(sandbox, "again.example", "/a").status()).isEqualTo(404);
        assertThat(sandbox.get("/websites").text())
                .contains("{\"host\":\"again.example\",\"tls\":\"VALID\",\"behaviour\":\"NORMAL\",\"paths\":[\"/\"]}");

        assertThat(sandbox.delete("/websites/again.example").status()).isEqualTo(204);
        assertThat(sandbox.delete("/websites/again.example").problem()).isEqualTo("unknown-website");
        assertThatThrownBy(() -> secure(sandbox, "again.example", "/")).isInstanceOf(SSLException.class);
        assertThat(plain(sandbox, "again.example", "/").status()).isEqualTo(404);
    }

    @Test
    void a_slow_site_takes_its_time() {
        sandbox.website("slow.example", "{'pages': {'/': 'x'}, 'tls': 'NONE', 'delayMs': 300}");

        long before = System.nanoTime();
        assertThat(plain(sandbox, "slow.example", "/").body()).isEqualTo("x");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void a_bomb_is_small_on_the_wire_and_a_gigabyte_unpacked() throws Exception {
        sandbox.website("bomb.example", "{'pages': {'/': 'x'}, 'tls': 'NONE', 'behaviour': 'BOMB'}");

        byte[] packed =
                read(connection(sandbox.ports().web()), "bomb.example", "/").bytes();

        assertThat(packed).hasSizeBetween(500_000, 3_000_000);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(unpacked.skip(2_000_000_000)).isEqualTo(1_073_741_824);
        }
    }

    @Test
    void a_tarpit_says_nothing_and_a_dripping_site_little() throws Exception {
        sandbox.website("tar.example", "{'pages': {'/': 'x'}, 'tls': 'NONE', 'behaviour': 'TARPIT'}");
        sandbox.website("drip.example", "{'pages': {'/': 'abcdef'}, 'tls': 'NONE', 'behaviour': 'DRIP'}");

        assertThat(heardWithin("tar.example", 700)).isEmpty();
        assertThat(heardWithin("drip.example", 700)).contains("200 OK").doesNotContain("b\r\n");
    }

    @Test
    void huge_headers_are_a_megabyte() throws Exception {
        sandbox.website("huge.example", "{'pages': {'/': 'x'}, 'tls': 'NONE', 'behaviour': 'HUGE_HEADERS'}");

        try (Socket connection = connection(sandbox.ports().web())) {
            ask(connection, "huge.example", "/");
            assertThat(connection.getInputStream().readAllBytes()).hasSizeGreaterThan(1_000_000);
        }
    }

    @Test
    void a_thousand_sites_and_two_hundred_readers_at_once() throws Exception {
        IntStream.range(0, 1_000)
                .forEach(i -> sandbox.website("many" + i + ".example", "{'pages': {'/': 'page " + i + "'}}"));
        SSLContext client = trusting(sandbox.authority());
        List<Callable<String>> readers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            readers.add(() ->
                    secure(sandbox, client, "many" + number + ".example", "/").body());
        }

        List<String> bodies = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(200)) {
            for (Future<String> read : threads.invokeAll(readers)) {
                bodies.add(read.get());
            }
        }

        assertThat(bodies)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_000).mapToObj(i -> "page " + i).toList());
    }

    @Test
    void two_hundred_readers_stuck_in_a_tarpit_do_not_keep_others_from_reading() throws Exception {
        sandbox.website("stuck.example", "{'pages': {'/': 'x'}, 'tls': 'NONE', 'behaviour': 'TARPIT'}");
        sandbox.website("free.example", "{'pages': {'/': 'free'}, 'tls': 'NONE'}");
        List<Socket> stuck = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket connection = connection(sandbox.ports().web());
                stuck.add(connection);
                ask(connection, "stuck.example", "/");
            }
            assertThat(plain(sandbox, "free.example", "/").body()).isEqualTo("free");
        } finally {
            for (Socket connection : stuck) {
                connection.close();
            }
        }
    }

    @Test
    void websites_and_the_authority_outlive_a_restart(@TempDir Path data) throws Exception {
        SSLContext client;
        try (var first = RunningSandbox.in(data)) {
            first.website("kept.example", "{'pages': {'/': 'kept'}, 'dns': {'_x.kept.example': ['v']}}");
            first.website("shut.example", "{'pages': {'/': 'shut'}}");
            first.delete("/websites/shut.example");
            assertThat(first.authority()).isEqualTo(data.resolve("sandbox-ca.pem"));
            client = trusting(first.authority());
        }
        try (var again = RunningSandbox.in(data)) {
            assertThat(secure(again, client, "kept.example", "/").body()).isEqualTo("kept");
            assertThat(again.get("/websites").json().size()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop.example  | {}                                                 | missing-field
            shop.example  | {"pages":"x"}                                      | bad-field
            shop.example  | {"pages":{"/":1}}                                  | bad-field
            shop.example  | {"pages":{"index":"x"}}                            | bad-field
            shop.example  | {"pages":{"/":"\\ud800"}}                          | bad-field
            shop.example  | {"pages":{},"dns":{"_x.shop.example":"v"}}         | bad-field
            shop.example  | {"pages":{},"dns":{"_x.shop.example":["é"]}}       | bad-field
            shop.example  | {"pages":{},"headers":{"X":"a\\r\\nb"}}            | bad-field
            shop.example  | {"pages":{},"headers":{"Content-Length":"1"}}      | bad-field
            shop.example  | {"pages":{},"status":{"/":99}}                     | bad-field
            shop.example  | {"pages":{},"status":{"/":"200"}}                  | bad-field
            shop.example  | {"pages":{},"redirects":{"/":"javascript:x"}}      | bad-field
            shop.example  | {"pages":{},"tls":"GOOD"}                          | bad-field
            shop.example  | {"pages":{},"plain":"yes"}                         | bad-field
            shop.example  | {"pages":{},"delayMs":60001}                       | bad-field
            shop.example  | {"pages":{},"behaviour":"RUDE"}                    | bad-field
            shop.example  | {"pages":{},"addresses":["shop.example"]}          | bad-field
            shop.example  | {"pages":{},"addresses":"127.0.0.1"}               | bad-field
            shop.example  | {"pages":{},"addressSequence":["127.0.0.1"]}       | bad-field
            shop.example  | {"pages":{},"colour":"red"}                        | unknown-field
            Shop.example  | {"pages":{}}                                       | bad-host
            shop          | {"pages":{}}                                       | bad-host
            فروشگاه.example | {"pages":{}}                                     | bad-host
            """)
    void a_website_that_cannot_be_served_is_refused_with_its_reason(String host, String body, String code)
            throws Exception {
        String path = new URI(null, null, "/websites/" + host, null).toASCIIString();
        Reply reply = sandbox.put(path, body.replace("\\\\", "\\"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo(code);
    }

    private record Read(int status, List<String> headers, byte[] bytes, List<X509Certificate> chain) {

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private static Read secure(RunningSandbox sandbox, String host, String path) throws Exception {
        return secure(sandbox, trusting(sandbox.authority()), host, path);
    }

    private static Read secure(RunningSandbox sandbox, SSLContext client, String host, String path) throws IOException {
        Socket connection = connection(sandbox.ports().webTls());
        try (var socket =
                (SSLSocket) client.getSocketFactory().createSocket(connection, host, connection.getPort(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            List<X509Certificate> chain = new ArrayList<>();
            for (var certificate : socket.getSession().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
            Read read = read(socket, host, path);
            return new Read(read.status(), read.headers(), read.bytes(), chain);
        }
    }

    private static Read plain(RunningSandbox sandbox, String host, String path) {
        try (Socket connection = connection(sandbox.ports().web())) {
            return read(connection, host, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connection(int port) throws IOException {
        var socket = new Socket(InetAddress.ofLiteral(Sandbox.LOOPBACK), port);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    private static void ask(Socket connection, String host, String path) throws IOException {
        connection
                .getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                        .formatted(path, host, connection.getPort())
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static Read read(Socket connection, String host, String path) throws IOException {
        ask(connection, host, path);
        InputStream in = connection.getInputStream();
        String status = line(in);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        byte[] rest = in.readAllBytes();
        boolean chunked = headers.stream().anyMatch(line -> line.equalsIgnoreCase("Transfer-encoding: chunked"));
        return new Read(Integer.parseInt(status.split(" ")[1]), headers, chunked ? joined(rest) : rest, List.of());
    }

    private static byte[] joined(byte[] chunked) throws IOException {
        var in = new ByteArrayInputStream(chunked);
        var out = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            out.write(in.readNBytes(size));
            line(in);
        }
        return out.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private String heardWithin(String host, int millis) throws IOException {
        try (Socket connection = connection(sandbox.ports().web())) {
            connection.setSoTimeout(millis);
            ask(connection, host, "/");
            var heard = new StringBuilder();
            try {
                for (int c = connection.getInputStream().read();
                        c >= 0;
                        c = connection.getInputStream().read()) {
                    heard.append((char) c);
                }
            } catch (SocketTimeoutException e) {
                // silence, as expected
            }
            return heard.toString();
        }
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String messages(Throwable thrown) {
        var messages = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
