package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.badge.Mismatches;
import org.touchstone.badge.store.MismatchStore;
import org.touchstone.badge.store.MismatchStore.Showing;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.document.QrCode;
import org.touchstone.registry.Host;

/** The picture of a mark over the wire, what a copy gives away, and the look-up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadgeTest {

    private Installation installation;
    private Http http;
    private Http other;

    @BeforeAll
    void start() {
        installation = Installation.fresh();
        http = installation.http();
        other = installation.secondNode();
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private static String badge(Shop shop) {
        return "/m/" + shop.code() + "/badge.svg?l=en";
    }

    private Answer shownBy(String referrer, Shop shop) {
        return http.with("Referer", referrer).with("Sec-Fetch-Dest", "image").get(badge(shop));
    }

    private void decided(Shop shop, String act) {
        var reason = Map.of("reason", "Nine complaints stand unanswered.");
        http.as(http.person("OFFICER")).post("/api/v1/marks/" + shop.code() + "/" + act, reason);
        var approved =
                http.as(http.person("SENIOR_OFFICER")).post("/api/v1/marks/" + shop.code() + "/approval", reason);
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    @Test
    void shows_the_state_in_the_script_asked_for() {
        var shop = http.shop();
        var picture = http.get(badge(shop));
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(picture.text()).contains("Mark valid", shop.host(), "Compare the address");
        assertThat(http.get("/m/" + shop.code() + "/badge.svg").text()).contains("lang=\"fa\"", "نماد معتبر است");
        assertThat(http.get("/m/" + shop.code() + "/badge.svg?l=zh&s=s").text()).contains("有效", "width=\"88\"");
        assertThat(http.get("/b/" + shop.code().toLowerCase(Locale.ROOT) + ".svg?l=en")
                        .text())
                .isEqualTo(picture.text());
    }

    @Test
    void a_code_nobody_has_is_a_picture_too() {
        var picture = http.get("/m/ZZZZZZZZ/badge.svg?l=en");
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.text()).contains("No such mark");
        assertThat(http.get("/m/not-a-code/badge.svg").status()).isEqualTo(404);
        assertThat(http.send("POST", "/m/ZZZZZZZZ/badge.svg").status()).isEqualTo(405);
    }

    @Test
    void may_be_kept_for_a_second_by_any_cache_and_is_packed_for_those_who_can_read_it() throws Exception {
        var shop = http.shop();
        var picture = http.get(badge(shop));
        assertThat(picture.header("Cache-Control")).isEqualTo("public, max-age=1, must-revalidate");
        assertThat(picture.header("Vary")).isEqualTo("Referer, Sec-Fetch-Dest, Accept-Encoding");
        assertThat(picture.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(picture.header("Set-Cookie")).isEmpty();
        var same = http.with("If-None-Match", picture.header("ETag")).get(badge(shop));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("Vary")).contains("Referer");
        var packed = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(http.base() + badge(shop)))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("ETag").orElse("")).isNotEqualTo(picture.header("ETag"));
        assertThat(packed.body().length).isLessThan(4096);
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo(picture.text());
    }

    /** On both nodes, and for a cache that asks whether what it keeps still holds. */
    @Test
    void a_suspension_is_seen_within_five_seconds() throws Exception {
        var shop = http.shop();
        var before = http.get(badge(shop));
        assertThat(other.get(badge(shop)).text()).isEqualTo(before.text());
        decided(shop, "suspension");
        long decidedAt = System.nanoTime();
        for (var node : new Http[] {http, other}) {
            var cache = node.with("If-None-Match", before.header("ETag"));
            var seen = cache.get(badge(shop));
            while (seen.status() == 304) {
                assertThat(Duration.ofNanos(System.nanoTime() - decidedAt))
                        .as("a node and two caches that keep it a second each, and two seconds of a busy machine")
                        .isLessThan(Duration.ofSeconds(5));
                seen = cache.get(badge(shop));
            }
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.text()).contains("Mark suspended").doesNotContain("Mark valid");
            assertThat(seen.header("ETag")).isNotEqualTo(before.header("ETag"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "suspension, Mark suspended, SUSPENDED, Better not buy there until the mark is back",
        "revocation, Mark revoked, REVOKED, It is no longer covered",
    })
    void each_state_has_its_picture_and_verdict(String act, String words, String verdict, String next) {
        var shop = http.shop();
        decided(shop, act);
        assertThat(http.get(badge(shop)).text()).contains(words);
        assertThat(lookup(shop.host()).json().path("verdict").asString()).isEqualTo(verdict);
        assertThat(http.get("/check?q=" + shop.host()).text()).contains(next);
    }

    @Test
    void only_a_proven_other_site_is_told_that_the_mark_is_not_its_own() {
        var shop = http.shop();
        assertThat(shownBy("https://www." + shop.host() + "/", shop).text()).contains("Checked 20");
        assertThat(shownBy("https://copy.example/", shop).text())
                .contains("Not for this site", shop.host())
                .doesNotContain("Mark valid", "copy.example");
        for (var unknown : new String[] {
            "about:blank", "https://" + shop.host() + ":8443/", "http://localhost/", "https://203.0.113.10/"
        }) {
            assertThat(shownBy(unknown, shop).text()).as(unknown).contains("Mark valid", "Compare the address");
        }
        assertThat(http.with("Referer", "https://copy.example/")
                        .with("Sec-Fetch-Dest", "document")
                        .get(badge(shop))
                        .text())
                .contains("Mark valid");
    }

    @Test
    void a_copy_is_counted_by_host_and_day_and_nothing_else_is_kept() {
        var shop = http.shop();
        var spy = "spy" + System.nanoTime();
        for (int i = 0; i < 3; i++) {
            http.with("Referer", "https://copycat.example/basket?person=" + spy)
                    .with("User-Agent", spy)
                    .with("X-Forwarded-For", "198.51.100.77")
                    .with("Cookie", "session=" + spy)
                    .get(badge(shop));
            shownBy("https://" + shop.host() + "/" + spy, shop);
        }
        var officer = Visit.of(installation, http.person("OFFICER"));
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var rows = rows(shop);
        while (!rows.equals(List.of("copycat.example 3")) && System.nanoTime() < end) {
            rows = rows(shop);
        }
        assertThat(rows).containsExactly("copycat.example 3");
        assertThat(officer.get("/officer/forgeries").text()).contains("copycat.example", shop.host());
        // One log for all platforms of this process.
        assertThat(Installation.log()).doesNotContain(spy, "198.51.100.77", "copycat.example");
        assertThat(everyText()).noneMatch(text -> text.contains(spy) || text.contains("198.51.100.77"));
    }

    private List<String> rows(Shop shop) {
        return installation
                .jdbc()
                .sql("SELECT host || ' ' || times FROM badge_mismatch WHERE mark = :mark")
                .param("mark", shop.code())
                .query(Rows::onlyText)
                .list();
    }

    /** Every row of every table, as text. */
    private List<String> everyText() {
        var all = new ArrayList<String>();
        for (var table : installation
                .jdbc()
                .sql(
                        "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables"
                                + " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')")
                .query(Rows::onlyText)
                .list()) {
            all.addAll(installation
                    .jdbc()
                    .sql("SELECT t::text FROM " + table + " t")
                    .query(Rows::onlyText)
                    .list());
        }
        return all;
    }

    @Test
    void nobody_can_fill_the_counter_by_inventing_hosts() {
        var store = installation.part(MismatchStore.class);
        var showings = new ArrayList<Showing>();
        for (int i = 0; i < Mismatches.HOSTS_OF_A_MARK + 30; i++) {
            showings.add(new Showing("FLOODED1", "h%03d.example".formatted(i), 2));
        }
        store.add(showings, Mismatches.HOSTS_OF_A_MARK, Mismatches.ROWS_OF_A_DAY, Mismatches.DAYS);
        store.add(showings, Mismatches.HOSTS_OF_A_MARK, Mismatches.ROWS_OF_A_DAY, Mismatches.DAYS);
        store.add(List.of(new Showing("FLOODED2", "one.example", 1)), Mismatches.HOSTS_OF_A_MARK, 0, Mismatches.DAYS);
        var sums = installation
                .jdbc()
                .sql("SELECT count(*) || ' ' || sum(times) FROM badge_mismatch WHERE mark = 'FLOODED1'")
                .query(String.class)
                .single();
        assertThat(sums).isEqualTo((Mismatches.HOSTS_OF_A_MARK + 1) + " " + 2 * 2 * showings.size());
        assertThat(installation
                        .jdbc()
                        .sql("SELECT host FROM badge_mismatch WHERE mark = 'FLOODED2'")
                        .query(Rows::onlyText)
                        .list())
                .containsExactly(MismatchStore.OTHERS);
        installation
                .jdbc()
                .sql("UPDATE badge_mismatch SET day = day - 91 WHERE mark = 'FLOODED1'")
                .update();
        store.add(List.of(), 1, 1, Mismatches.DAYS);
        assertThat(installation
                        .jdbc()
                        .sql("SELECT count(*) FROM badge_mismatch WHERE mark = 'FLOODED1'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_profile_says_where_its_reader_comes_from() {
        var shop = http.shop();
        var profile = "/m/" + shop.code();
        var own = http.with("Referer", "https://" + shop.host() + "/").get(profile + "?from=badge");
        assertThat(own.text())
                .contains("You came from", "This mark is for that site.")
                .doesNotContain("verdict--lookalike");
        assertThat(own.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(own.header("Cache-Control")).isEqualTo("no-store");
        var copy = http.with("Referer", "https://copy.example/").get(profile + "?from=badge");
        assertThat(copy.text())
                .contains(
                        "verdict--lookalike",
                        "copy.example",
                        "Do not pay there",
                        profile + "/report?seenAt=copy.example");
        var linked = http.with("Referer", "https://news.example/").get(profile);
        assertThat(linked.text())
                .contains("news.example", "If that site only links here")
                .doesNotContain("verdict--lookalike");
        var unknown = http.get(profile + "?from=badge");
        assertThat(unknown.text())
                .contains("Your browser did not tell")
                .doesNotContain("verdict--lookalike", "You came from");
    }

    /** Coming from the right site makes a mark that is suspended no better. */
    @Test
    void nothing_is_green_on_the_profile_of_a_suspended_mark() {
        var shop = http.shop();
        decided(shop, "suspension");
        assertThat(http.with("Referer", "https://" + shop.host() + "/")
                        .get("/m/" + shop.code() + "?from=badge")
                        .text())
                .contains("This mark is for that site.")
                .doesNotContain("verdict--covered");
    }

    /** A link or a typed word is only said: it never confirms, and what the browser tells goes before it. */
    @Test
    void what_a_link_says_never_confirms_a_site() {
        var shop = http.shop();
        var profile = "/m/" + shop.code();
        assertThat(http.get(profile + "?from=" + shop.host()).text())
                .contains("The address given is", "Make sure that the address bar")
                .doesNotContain("This mark is for that site.");
        assertThat(http.get(profile + "?from=copy.example").text())
                .contains("The address given is", "verdict--lookalike");
        assertThat(http.with("Referer", "https://copy.example/")
                        .get(profile + "?from=" + shop.host())
                        .text())
                .contains("You came from", "copy.example")
                .doesNotContain("This mark is for that site.", "The address given is");
        assertThat(http.get(profile + "?from=%3Cscript%3E%22").status()).isEqualTo(200);
    }

    private Answer lookup(String q) {
        return http.get("/api/v1/lookup?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
    }

    @Test
    void an_address_a_code_and_a_link_are_looked_up() {
        var shop = http.shop();
        for (var asked : new String[] {
            shop.host(),
            "https://www." + shop.host() + "/cart",
            shop.code(),
            shop.code().toLowerCase(Locale.ROOT),
            shop.code().substring(0, 4) + " " + shop.code().substring(4),
            "http://localhost:8080/m/" + shop.code() + "?from=badge",
            "localhost:8080/m/" + shop.code(),
            "http://localhost:8080/b/" + shop.code() + ".svg",
            "/m/" + shop.code()
        }) {
            var found = lookup(asked);
            assertThat(found.json().path("verdict").asString()).as(asked).isEqualTo("COVERED");
            assertThat(found.json().path("mark").path("host").asString()).isEqualTo(shop.host());
        }
        var foreign = lookup("https://copy.example/m/" + shop.code());
        assertThat(foreign.json().path("verdict").asString()).isEqualTo("NOT_COVERED");
        assertThat(lookup("ZZZZZZZZ").json().path("verdict").asString()).isEqualTo("NOT_COVERED");
        assertThat(lookup("not an address at all").status()).isEqualTo(422);
        assertThat(lookup("").status()).isEqualTo(422);
        assertThat(http.get("/api/v1/lookup").status()).isEqualTo(400);
        var below = lookup("m." + shop.host());
        assertThat(below.json().path("verdict").asString()).isEqualTo("NOT_COVERED");
        assertThat(below.json().path("above").path("code").asString()).isEqualTo(shop.code());
    }

    @ParameterizedTest
    @CsvSource({
        "nilgoonshahr.example, nilg00nshahr.example, SAME_LOOK",
        "nilgoonshahr.example, nilgoonshahr.net, OTHER_ENDING",
        "nilgoonshahr.example, nilgonshahr.example, ONE_LETTER",
        "nilgoonshahr.example, nilgoonshahr.example.evil.net, ADDRESS_INSIDE",
        "nilgoonshahr.example, nilgoonshahr-sale.com, NAME_INSIDE",
        "گلستان‌کتاب.example, گلستانكتاب.example, SAME_LOOK",
        "گلستان‌کتاب.example, گلستانکتب.example, ONE_LETTER",
        "دیبا.example, ديبا.example, SAME_LOOK",
        "دیبا.example, دیبه.example, ONE_LETTER",
    })
    void an_address_that_looks_like_a_marked_one_is_told_so(String marked, String asked, String why) {
        http.post("/sandbox/marks", Map.of("host", marked, "legalName", "Shop " + marked));
        var found = lookup(asked);
        assertThat(found.json().path("verdict").asString()).as(found.text()).isEqualTo("LOOKALIKE");
        var first = found.json().path("lookalikes").path(0);
        assertThat(Host.in(marked).orElseThrow().name())
                .isEqualTo(first.path("host").asString());
        assertThat(first.path("why").asString()).isEqualTo(why);
    }

    @Test
    void those_who_ask_too_often_wait() {
        var caller = http.with("X-Forwarded-For", "203.0.113.9, 198.51.100.5");
        var last = caller.get("/api/v1/lookup?q=nothing.example");
        for (int i = 0; i < 130 && last.status() == 200; i++) {
            last = caller.get("/api/v1/lookup?q=nothing.example");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("too-often");
        assertThat(http.with("X-Forwarded-For", "198.51.100.6")
                        .get("/api/v1/lookup?q=nothing.example")
                        .status())
                .isEqualTo(200);
    }

    private Answer photographed(byte[] picture) {
        var page = http.get("/check");
        var cookie = page.header("Set-Cookie").replaceFirst(";.*", "");
        var token = page.text().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        var head = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n";
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(picture);
        out.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return http.with("Cookie", cookie)
                .postBytes("/check/photo", "multipart/form-data; boundary=x", out.toByteArray());
    }

    @Test
    void a_photograph_leads_to_the_verdict_on_what_its_code_says() throws IOException {
        var shop = http.shop();
        var read = photographed(
                QrCode.of("https://" + shop.host() + "/sale?a=1&b=2").png(6));
        assertThat(read.status()).as(read.text()).isEqualTo(303);
        assertThat(http.get(URI.create(read.header("Location")).getRawPath() + "?"
                                + URI.create(read.header("Location")).getRawQuery())
                        .text())
                .contains("is covered by a trust mark");
        assertThat(photographed("hello".getBytes(StandardCharsets.UTF_8)).header("Location"))
                .endsWith("/check?photo=no-picture");
        assertThat(photographed(new byte[11 << 20]).status()).isEqualTo(413);
        assertThat(http.get("/check?photo=no-code").text()).contains("No code could be read");
    }

    @Test
    void a_report_reaches_the_officers_sealed_and_only_so_often() {
        var shop = http.shop();
        var passer = Visit.of(installation, http.consumer());
        var path = "/m/" + shop.code() + "/report";
        var form = passer.get(path + "?seenAt=copy2.example").text();
        assertThat(form).contains("value=\"copy2.example\"");
        assertThat(passer.submit(form, path, "seenAt=nothing").status()).isEqualTo(422);
        assertThat(passer.submit(form, path, "seenAt=" + shop.host()).text()).contains("there it belongs");
        var sent = passer.submit(form, path, "seenAt=copy2.example&seen=in+the+footer&contact=me@reader.example");
        assertThat(sent.text()).contains("Your report has arrived");
        var officer = Visit.of(installation, http.person("OFFICER"));
        var list = officer.get("/officer/forgeries").text();
        assertThat(list).contains("copy2.example", "in the footer", "me@reader.example");
        assertThat(everyText()).noneMatch(text -> text.contains("in the footer") || text.contains("me@reader"));
        for (int i = 1; i < 20; i++) {
            assertThat(passer.submit(form, path, "seenAt=copy2.example").status())
                    .isEqualTo(200);
        }
        assertThat(passer.submit(form, path, "seenAt=copy2.example").status()).isEqualTo(429);
        var id = list.replaceFirst("(?s).*/officer/forgeries/([0-9a-f-]{36})/looked.*", "$1");
        assertThat(officer.submit(list, "/officer/forgeries/" + id + "/looked", "")
                        .status())
                .isIn(200, 303);
        assertThat(officer.submit(list, "/officer/forgeries/" + id + "/looked", "")
                        .status())
                .isEqualTo(404);
        assertThat(Visit.of(installation, http.consumer())
                        .get("/officer/forgeries")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_lines_to_copy_tell_the_site_and_not_the_page() {
        var shop = http.shop();
        var page = http.get("/m/" + shop.code() + "/badge?l=zh&s=l&theme=dark").text();
        assertThat(page)
                .contains(
                        "&lt;a href=\"http://localhost:8080/m/" + shop.code() + "?from=badge\"",
                        "rel=\"noopener\" referrerpolicy=\"origin\"",
                        "badge.svg?l=zh&amp;amp;s=l&amp;amp;theme=dark\" width=\"240\" height=\"84\"",
                        "img-src http://localhost:8080",
                        "/badge/privacy");
        var mine = "/desk/marks/" + shop.code() + "/badge";
        assertThat(Visit.of(installation, shop.owner()).get(mine).status()).isEqualTo(200);
        assertThat(Visit.of(installation, http.consumer()).get(mine).status()).isEqualTo(404);
        assertThat(http.get("/badge/privacy").text()).contains("No cookie", "90 days");
        assertThat(http.get("/m/" + shop.code() + "/qr.svg").text())
                .contains("<title>http://localhost:8080/m/" + shop.code());
        assertThat(http.get("/m/" + shop.code() + "/qr.png?dots=4").header("Content-Type"))
                .isEqualTo("image/png");
    }
}
