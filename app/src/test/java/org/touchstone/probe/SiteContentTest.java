package org.touchstone.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.touchstone.probe.Fetched.Why;
import org.touchstone.probe.SiteFindings.Outcome;
import org.touchstone.probe.SiteFindings.Topic;
import org.touchstone.probe.SiteFindings.Visited;

class SiteContentTest {

    private static final String HOME = """
            <title>Wren</title><h1>Wren</h1><p>Kites for every wind, hand made in Cambridge since 1990. Red kite: $19.99</p>
            <a href="/returns">Returns</a> <a href="contact.html">Contact</a> <a href="/terms">Terms</a>
            <a href="https://elsewhere.test/privacy">Privacy</a>""";
    private static final String RETURNS =
            "<h1>Returns</h1><p>You may return goods within 14 days of delivery for a full refund.</p>";
    private static final String CONTACT =
            "<h1>Contact</h1><p>Wren Trading Ltd, registration number 09876543</p><p>Phone +44 1223 555019, hello@wren.test</p>";

    private final World world = new World();
    private final SiteContent content = new SiteContent(world.fetcher());

    SiteContentTest() throws IOException {
        world.host("wren.test")
                .page("wren.test", "/", HOME)
                .page("wren.test", "/returns", RETURNS)
                .page("wren.test", "/contact.html", CONTACT);
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void pages_that_tell_about_a_shop_are_fetched_and_read() {
        var findings = content.read("wren.test", new Expected("Wren Trading Limited", "09876543", "01223555019", null));
        assertThat(findings.of(Topic.RETURNS).days()).isEqualTo(14);
        assertThat(findings.of(Topic.RETURNS).where()).hasToString("http://wren.test/returns");
        assertThat(findings.of(Topic.IDENTITY).outcome()).isEqualTo(Outcome.FOUND);
        assertThat(findings.of(Topic.IDENTITY).where()).hasToString("http://wren.test/contact.html");
        assertThat(findings.of(Topic.PHONE).outcome()).isEqualTo(Outcome.FOUND);
        assertThat(findings.of(Topic.PRICES).value()).isEqualTo("USD");
        assertThat(findings.of(Topic.TERMS).reason()).isEqualTo("BROKEN_LINK");
        assertThat(findings.of(Topic.PRIVACY).reason()).isEqualTo("ONLY_NAMED");
        assertThat(findings.pages()).extracting(Visited::linkText).containsExactly("", "Contact", "Returns", "Terms");
        assertThat(findings.pages().getLast().fault()).contains("404");
        assertThat(world.questions()).noneMatch(q -> q.startsWith("elsewhere.test"));
    }

    @Test
    void a_page_of_another_host_says_nothing_about_this_one() {
        world.host("thief.test").behave("thief.test", "/", (r, out) -> out.write(World.redirect("http://wren.test/")));
        var findings = content.read("thief.test", Expected.NOTHING);
        assertThat(findings.findings()).allSatisfy(f -> assertThat(f.outcome()).isEqualTo(Outcome.MISSING));
        assertThat(findings.pages())
                .singleElement()
                .extracting(v -> v.url().getHost())
                .isEqualTo("wren.test");
    }

    @Test
    void a_site_that_cannot_be_reached_says_why() {
        var findings = content.read("nobody.test", Expected.NOTHING);
        assertThat(findings.findings()).hasSize(Topic.values().length);
        assertThat(findings.pages()).singleElement().extracting(Visited::why).isEqualTo(Why.NO_SUCH_NAME);
    }

    @Test
    void slow_pages_are_left_at_the_deadline_and_the_others_read() {
        world.behave("wren.test", "/returns", (r, out) -> Thread.sleep(20_000));
        var findings = content.read("wren.test", Expected.NOTHING, Duration.ofMillis(2500));
        assertThat(findings.of(Topic.EMAIL).value()).isEqualTo("hello@wren.test");
        assertThat(findings.of(Topic.RETURNS).reason()).isEqualTo("BROKEN_LINK");
        assertThat(findings.millis()).isBetween(1000L, 6000L);
    }

    /** What a normal site costs; printed for the book of measurements, bounded so that a blunder is seen. */
    @Test
    void a_normal_site_costs_little() {
        var filler = "<p>" + "A kite is a tethered craft with surfaces that react against the air. ".repeat(150);
        world.page("wren.test", "/", HOME + filler)
                .page("wren.test", "/returns", RETURNS + filler)
                .page("wren.test", "/terms", "<h1>Terms</h1>" + filler);
        var expected = new Expected("Wren Trading Limited", "09876543", "01223555019", null);
        for (int i = 0; i < 30; i++) {
            content.read("wren.test", expected);
        }
        int sites = 50;
        long cpu = cpuMillis();
        long begun = System.nanoTime();
        for (int i = 0; i < sites; i++) {
            content.read("wren.test", expected);
        }
        double millis = (System.nanoTime() - begun) / 1e6 / sites;
        double used = (double) (cpuMillis() - cpu) / sites;
        System.out.printf("a site of four pages: %.1f ms, %.1f ms of CPU (server included)%n", millis, used);
        assertThat(used).isLessThan(300);
    }

    private static long cpuMillis() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1_000_000;
    }
}
