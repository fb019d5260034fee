package org.touchstone.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.probe.Fetched.NotReached;
import org.touchstone.probe.Fetched.Page;
import org.touchstone.probe.Fetched.Why;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Everything a stranger's website may try with who looks at it. */
class FetcherTest {

    private static final FetchLimits SHORT = FetchLimits.USUAL.within(Duration.ofMillis(900));

    private final World world = new World();
    private final Fetcher fetcher = world.fetcher();

    FetcherTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    private static Why why(Fetched fetched) {
        assertThat(fetched).isInstanceOf(NotReached.class);
        return ((NotReached) fetched).why();
    }

    private static Page page(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Page.class);
        return (Page) fetched;
    }

    private Fetched answering(byte[] answer) {
        return answering(answer, FetchLimits.USUAL);
    }

    private Fetched answering(byte[] answer, FetchLimits limits) {
        world.host("shop.test").behave("shop.test", "/", (request, out) -> out.write(answer));
        return fetcher.get("http://shop.test", limits);
    }

    @Test
    void a_page_comes_with_its_facts() {
        var page = page(answering(World.ok("text/html; charset=utf-8", "<p>سلام 你好".getBytes(UTF_8))));
        assertThat(page.text()).isEqualTo("<p>سلام 你好");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.isHtml()).isTrue();
        assertThat(page.url()).hasToString("http://shop.test/");
        assertThat(page.address().isLoopbackAddress()).isTrue();
        assertThat(page.header("content-LENGTH")).contains(String.valueOf(page.bytes().length));
        assertThat(page.wireBytes()).isGreaterThan(page.bytes().length);
    }

    @Test
    void a_visitor_says_who_it_is_and_asks_for_no_compression_it_cannot_read() {
        var heads = new java.util.concurrent.CopyOnWriteArrayList<String>();
        world.host("shop.test").behave("shop.test", "/", (request, out) -> {
            heads.add(request);
            out.write(World.ok("text/plain", new byte[0]));
        });
        page(fetcher.get("http://shop.test/"));
        assertThat(heads.getFirst())
                .contains("User-Agent: Touchstone/1.0 (+https://touchstone.example/about-our-visits)")
                .contains("Accept-Encoding: gzip, deflate\n")
                .doesNotContain("Cookie", "Authorization", "Referer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1/ | ADDRESS_LITERAL",
                "http://127.1/ | ADDRESS_LITERAL",
                "http://2130706433/ | ADDRESS_LITERAL",
                "http://0x7f000001/ | ADDRESS_LITERAL",
                "http://0x7f.0.0.1/ | ADDRESS_LITERAL",
                "http://0177.0.0.1/ | ADDRESS_LITERAL",
                "http://127.0.0.0x1/ | ADDRESS_LITERAL",
                "http://127.0.0.1./ | ADDRESS_LITERAL",
                "http://１２７.0.0.1/ | ADDRESS_LITERAL",
                "http://127。0。0。1/ | ADDRESS_LITERAL",
                "http://[::1]/ | ADDRESS_LITERAL",
                "http://[::ffff:169.254.169.254]/ | ADDRESS_LITERAL",
                "http://169.254.169.254/latest/meta-data/ | ADDRESS_LITERAL",
                "http://①②⑦.0.0.1/ | ADDRESS_LITERAL",
                "http://localhost/ | MALFORMED",
                "http://%6c%6f%63alhost.test/ | MALFORMED",
                "http://shop.test@127.0.0.1/ | MALFORMED",
                "http://user:secret@shop.test/ | MALFORMED",
                "http://shop.test%2f@evil.test/ | MALFORMED",
                "http://shop.test\\@evil.test/ | MALFORMED",
                "http://-shop-.test/ | MALFORMED",
                "http://shop..test/ | MALFORMED",
                "http:///etc/passwd | MALFORMED",
                "http:shop.test | MALFORMED",
                "shop.test | MALFORMED",
                "'' | MALFORMED",
                "http://shop.test:22/ | ODD_PORT",
                "http://shop.test:443/ | ODD_PORT",
                "https://shop.test:80/ | ODD_PORT",
                "http://shop.test:99999/ | ODD_PORT",
                "http://shop.test:0/ | ODD_PORT",
                "file:///etc/passwd | ODD_SCHEME",
                "gopher://shop.test/ | ODD_SCHEME",
                "ftp://shop.test/ | ODD_SCHEME",
                "javascript:alert(1) | ODD_SCHEME",
                "jar:http://shop.test/!/ | ODD_SCHEME",
            })
    void an_odd_address_is_not_even_looked_up(String url, Why expected) {
        assertThat(why(fetcher.get(url, SHORT))).isEqualTo(expected);
        assertThat(world.questions()).isEmpty();
    }

    @Test
    void an_address_with_control_characters_or_without_end_is_not_looked_up() {
        assertThat(why(fetcher.get("http://shop.test/\r\nX-Evil: 1"))).isEqualTo(Why.MALFORMED);
        assertThat(why(fetcher.get("http://shop.test/" + "a".repeat(5000)))).isEqualTo(Why.MALFORMED);
        assertThat(world.questions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.7",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001:0:1::1",
                "2001:db8::1",
                "100::1",
                "fec0::1",
                "3fff::1"
            })
    void in_a_real_installation_no_name_leads_inside(String address) throws IOException {
        world.names(
                "inside.test",
                address.contains(":") ? Type.AAAA : Type.A,
                List.of(World.address("inside.test", address)));
        assertThat(why(world.fetcher(world.settings(false, Map.of())).get("http://inside.test/", SHORT)))
                .isEqualTo(Why.NOT_PUBLIC);
    }

    @Test
    void one_bad_address_among_good_ones_spoils_them() {
        world.names(
                "mixed.test",
                Type.A,
                List.of(World.address("mixed.test", "127.0.0.1"), World.address("mixed.test", "10.0.0.1")));
        world.host("six.test").name("six.test", World.address("six.test", "fd00::1"));
        assertThat(why(fetcher.get("http://mixed.test/"))).isEqualTo(Why.NOT_PUBLIC);
        assertThat(why(fetcher.get("http://six.test/"))).isEqualTo(Why.NOT_PUBLIC);
        assertThat(world.requests()).isEmpty();
    }

    @Test
    void a_name_that_changes_its_meaning_is_asked_once_only() {
        world.name(
                "rebind.test",
                World.address("rebind.test", "127.0.0.1"),
                World.address("rebind.test", "169.254.169.254"));
        world.page("rebind.test", "/", "here");
        var page = page(fetcher.get("http://rebind.test/"));
        assertThat(page.address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(world.questions()).filteredOn("rebind.test A"::equals).hasSize(1);
        assertThat(why(fetcher.get("http://rebind.test/"))).isEqualTo(Why.NOT_PUBLIC);
    }

    @Test
    void a_sandbox_reaches_the_loopback_at_its_own_ports_only() throws IOException {
        world.host("shop.test").page("shop.test", "/", "here");
        assertThat(page(fetcher.get("http://shop.test/")).text()).isEqualTo("here");
        // No port stands for 443 here.
        assertThat(why(fetcher.get("https://shop.test/"))).isEqualTo(Why.NOT_PUBLIC);
        var door = world.door(world.settings());
        var loopback = InetAddress.getLoopbackAddress();
        assertThat(door.mayReach(loopback, 80)).isTrue();
        assertThat(door.mayReach(loopback, world.dnsPort())).isFalse();
        assertThat(door.mayReach(InetAddress.getByName("10.0.0.1"), 80)).isFalse();
        assertThat(door.mayReach(InetAddress.getByName("8.8.8.8"), 80)).isTrue();
    }

    @Test
    void ports_and_authorities_of_a_sandbox_are_refused_elsewhere() {
        assertThatThrownBy(() -> world.door(world.settings(false, Map.of("probe-http-port", "8080"))))
                .isInstanceOf(PlainSentence.class);
        assertThatThrownBy(() -> new Trust(world.settings(false, Map.of("probe-ca", "ca.pem"))))
                .isInstanceOf(PlainSentence.class);
    }

    @Test
    void redirects_are_followed_and_told() {
        world.host("shop.test")
                .behave("shop.test", "/", (r, out) -> out.write(World.redirect("/fa/")))
                .behave("shop.test", "/fa/", (r, out) -> out.write(World.redirect("//www.shop.test/fa/x?y=1#z")))
                .host("www.shop.test")
                .page("www.shop.test", "/fa/x?y=1", "there");
        var page = page(fetcher.get("http://shop.test"));
        assertThat(page.text()).isEqualTo("there");
        assertThat(page.redirects())
                .extracting(r -> r.to().toString())
                .containsExactly("http://shop.test/fa/", "http://www.shop.test/fa/x?y=1");
        var first = page(fetcher.get("http://shop.test", FetchLimits.USUAL.following(0)));
        assertThat(first.status()).isEqualTo(302);
        assertThat(first.header("Location")).contains("/fa/");
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data/, ADDRESS_LITERAL",
        "http://meta.test/latest/, NOT_PUBLIC",
        "http://[fd00:ec2::254]/, ADDRESS_LITERAL",
        "file:///etc/passwd, ODD_SCHEME",
        "http://shop.test:6379/, ODD_PORT",
        "http://a:b@shop.test/, MALFORMED",
    })
    void a_redirect_is_judged_like_a_first_address(String to, Why expected) {
        world.name("meta.test", World.address("meta.test", "169.254.169.254"));
        var fetched = answering(World.redirect(to));
        assertThat(why(fetched)).isEqualTo(expected);
        assertThat(fetched.redirects())
                .singleElement()
                .extracting(r -> r.to().toString())
                .isEqualTo(to);
    }

    @Test
    void circles_and_endless_redirects_end() {
        world.host("shop.test")
                .behave("shop.test", "/a", (r, out) -> out.write(World.redirect("/b")))
                .behave("shop.test", "/b", (r, out) -> out.write(World.redirect("/a")))
                .behave("shop.test", "*", (r, out) -> out.write(World.redirect("/" + System.nanoTime())));
        assertThat(why(fetcher.get("http://shop.test/a"))).isEqualTo(Why.REDIRECT_LOOP);
        var endless = fetcher.get("http://shop.test/");
        assertThat(why(endless)).isEqualTo(Why.TOO_MANY_REDIRECTS);
        assertThat(endless.redirects()).hasSize(5);
    }

    @Test
    void who_never_answers_is_left_at_the_deadline() {
        world.host("shop.test").behave("shop.test", "/", (r, out) -> Thread.sleep(20_000));
        atTheDeadline(fetcher.get("http://shop.test/", SHORT));
    }

    @Test
    void who_drips_a_head_or_a_content_is_left_at_the_deadline() {
        world.host("shop.test")
                .behave("shop.test", "/head", (r, out) -> drip(out, "HTTP/1.1 200 OK\r\nX: " + "a".repeat(500)))
                .behave("shop.test", "/body", (r, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n".getBytes(US_ASCII));
                    drip(out, "a".repeat(5000));
                });
        atTheDeadline(fetcher.get("http://shop.test/head", SHORT));
        var drip = fetcher.get("http://shop.test/body", SHORT);
        atTheDeadline(drip);
        assertThat(((NotReached) drip).wireBytes()).isGreaterThan(40);
    }

    @Test
    void slow_redirects_share_one_deadline() {
        world.host("shop.test").behave("shop.test", "*", (r, out) -> {
            Thread.sleep(300);
            out.write(World.redirect("/" + System.nanoTime()));
        });
        atTheDeadline(fetcher.get("http://shop.test/", SHORT));
    }

    @Test
    void a_silent_server_of_names_is_left_at_the_deadline() {
        world.failing("silent.test", -1).failing("broken.test", Rcode.SERVFAIL);
        assertThat(why(fetcher.get("http://silent.test/", FetchLimits.USUAL.within(Duration.ofMillis(250)))))
                .isEqualTo(Why.TIME_OUT);
        assertThat(why(world.impatient().get("http://silent.test/"))).isEqualTo(Why.DNS_UNREACHABLE);
        assertThat(why(fetcher.get("http://broken.test/"))).isEqualTo(Why.DNS_UNREACHABLE);
        assertThat(why(fetcher.get("http://nobody.test/"))).isEqualTo(Why.NO_SUCH_NAME);
    }

    private static void atTheDeadline(Fetched fetched) {
        assertThat(why(fetched)).isEqualTo(Why.TIME_OUT);
        assertThat(fetched.millis()).isBetween(850L, 5000L);
    }

    private static void drip(java.io.OutputStream out, String text) throws IOException, InterruptedException {
        for (byte one : text.getBytes(US_ASCII)) {
            out.write(one);
            out.flush();
            Thread.sleep(50);
        }
    }

    @Test
    void a_bomb_is_cut_off() throws IOException {
        var bomb = gzip(new byte[50_000_000]);
        assertThat(why(answering(World.ok("text/html", bomb, "Content-Encoding: gzip"))))
                .isEqualTo(Why.TOO_LARGE);
        // Against the ratio alone, and against the size alone.
        var small = gzip(new byte[1_000_000]);
        assertThat(why(answering(World.ok("text/html", small, "Content-Encoding: gzip"))))
                .isEqualTo(Why.TOO_LARGE);
        var mixed = new byte[6_000_000];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (byte) (((i / 20) * 31) >> 3);
        }
        var fetched = answering(World.ok("text/html", gzip(mixed), "Content-Encoding: gzip"));
        assertThat(why(fetched)).isEqualTo(Why.TOO_LARGE);
        assertThat(why(answering(World.ok("text/html", gzip(gzip(mixed)), "Content-Encoding: gzip, gzip"))))
                .isEqualTo(Why.NOT_HTTP);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(all)) {
            out.write(content);
        }
        return all.toByteArray();
    }

    @Test
    void compressed_pages_are_read_in_all_three_ways() throws IOException {
        var text = "سلام ".repeat(50);
        assertThat(page(answering(World.ok("text/html", gzip(text.getBytes(UTF_8)), "Content-Encoding: gzip")))
                        .text())
                .isEqualTo(text);
        for (boolean bare : new boolean[] {false, true}) {
            var all = new ByteArrayOutputStream();
            try (var out = new DeflaterOutputStream(all, new Deflater(6, bare))) {
                out.write(text.getBytes(UTF_8));
            }
            assertThat(page(answering(World.ok("text/html", all.toByteArray(), "Content-Encoding: deflate")))
                            .text())
                    .isEqualTo(text);
        }
        assertThat(why(answering(World.ok("text/html", new byte[] {1, 2, 3}, "Content-Encoding: br"))))
                .isEqualTo(Why.NOT_HTTP);
        assertThat(why(answering(World.ok("text/html", new byte[] {1, 2, 3}, "Content-Encoding: gzip"))))
                .isEqualTo(Why.NOT_HTTP);
    }

    @Test
    void a_head_without_measure_is_not_read() {
        assertThat(why(answering(World.ok("text/html", new byte[0], "X: " + "a".repeat(40_000)))))
                .isEqualTo(Why.HEAD_TOO_LARGE);
        assertThat(why(answering(World.ok("text/html", new byte[0], "X: 1\r\n".repeat(150) + "Y: 1"))))
                .isEqualTo(Why.HEAD_TOO_LARGE);
        world.behave("shop.test", "/endless", (r, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            while (true) {
                out.write("a".repeat(1000).getBytes(US_ASCII));
            }
        });
        assertThat(why(fetcher.get("http://shop.test/endless"))).isEqualTo(Why.HEAD_TOO_LARGE);
    }

    @Test
    void a_content_without_end_is_not_read() {
        world.host("shop.test")
                .behave("shop.test", "/endless", (r, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
                    while (true) {
                        out.write(new byte[10_000]);
                    }
                })
                .behave("shop.test", "/chunks", (r, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
                    while (true) {
                        out.write(("1000\r\n" + "a".repeat(4096) + "\r\n").getBytes(US_ASCII));
                    }
                });
        var endless = fetcher.get("http://shop.test/endless");
        assertThat(why(endless)).isEqualTo(Why.TOO_LARGE);
        assertThat(((NotReached) endless).wireBytes()).isBetween(3_000_000L, 3_020_000L);
        assertThat(why(fetcher.get("http://shop.test/chunks"))).isEqualTo(Why.TOO_LARGE);
        assertThat(why(answering("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".getBytes(US_ASCII))))
                .isEqualTo(Why.TOO_LARGE);
    }

    @Test
    void what_is_not_http_or_breaks_off_is_told_as_such() throws IOException {
        assertThat(why(answering("SSH-2.0-OpenSSH_9.6\r\n".repeat(9).getBytes(US_ASCII))))
                .isEqualTo(Why.NOT_HTTP);
        assertThat(why(answering(new byte[0]))).isEqualTo(Why.BROKEN_OFF);
        assertThat(why(answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".getBytes(US_ASCII))))
                .isEqualTo(Why.BROKEN_OFF);
        assertThat(why(answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".getBytes(US_ASCII))))
                .isEqualTo(Why.NOT_HTTP);
        assertThat(why(answering("HTTP/1.1 100 Continue\r\n\r\n".repeat(50).getBytes(US_ASCII))))
                .isEqualTo(Why.NOT_HTTP);
        var page = page(
                answering("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nyes".getBytes(US_ASCII)));
        assertThat(page.text()).isEqualTo("yes");
    }

    @Test
    void nobody_listening_is_a_refused_connection() throws IOException {
        int port;
        try (var gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        world.host("shop.test");
        var settings = world.settings(true, Map.of("probe-http-port", String.valueOf(port)));
        assertThat(why(world.fetcher(settings).get("http://shop.test/"))).isEqualTo(Why.REFUSED_CONNECTION);
    }

    @Test
    void charsets_are_those_of_the_type_the_mark_or_the_page() {
        var chinese = Charset.forName("GBK");
        assertThat(page(answering(World.ok("text/html; charset=gb2312", "退货".getBytes(chinese))))
                        .text())
                .isEqualTo("退货");
        assertThat(page(answering(World.ok("text/html", "<meta charset=\"gbk\">退货".getBytes(chinese))))
                        .text())
                .contains("退货");
        var arabic = Charset.forName("windows-1256");
        assertThat(page(answering(World.ok("text/html;charset='windows-1256'", "پوشاک".getBytes(arabic))))
                        .text())
                .isEqualTo("پوشاک");
        assertThat(page(answering(World.ok("text/html", "\uFEFFسلام".getBytes(UTF_8))))
                        .text())
                .isEqualTo("سلام");
        assertThat(page(answering(World.ok("text/html; charset=no-such-thing", "سلام".getBytes(UTF_8))))
                        .text())
                .isEqualTo("سلام");
        assertThat(page(answering(World.ok("text/html; charset=utf-8", new byte[] {'a', (byte) 0xff, 'b'})))
                        .text())
                .isEqualTo("a\uFFFDb");
        assertThat(page(answering(World.ok("text/html; charset=;=\"", "x".getBytes(UTF_8))))
                        .text())
                .isEqualTo("x");
    }

    @Test
    void a_picture_is_no_text_and_a_page_under_a_wrong_type_is_no_page() {
        var picture = page(answering(World.ok("image/png", "<html>".getBytes(UTF_8))));
        assertThat(picture.text()).isEmpty();
        assertThat(picture.bytes()).hasSize(6);
        assertThat(picture.isHtml()).isFalse();
        assertThat(page(answering(World.ok("text/plain", "<html>".getBytes(UTF_8))))
                        .isHtml())
                .isFalse();
    }

    @Test
    void names_and_paths_in_any_script_are_asked_for_in_ascii() {
        world.host("xn--mgbab1b2g.test").page("xn--mgbab1b2g.test", "/%D8%AA%D9%85%D8%A7%D8%B3?q=%20a%25", "yes");
        var page = page(fetcher.get("http://باران.test/تماس?q= a%"));
        assertThat(page.text()).isEqualTo("yes");
    }
}
