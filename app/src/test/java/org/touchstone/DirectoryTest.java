package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.directory.web.RegisterEmbeds;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.registry.BulkMark;
import org.touchstone.registry.Host;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkState;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/** The public register as people, programs, feed readers and other sites see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryTest {

    /** Two seconds are what a node needs; a busy machine is given more. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private Installation installation;
    private Http http;
    private Http second;

    @BeforeAll
    void start() {
        installation = Installation.fresh();
        http = installation.http();
        second = installation.secondNode();
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode search(Http node, String words) {
        var answer = node.get("/api/v1/register?q=" + encoded(words));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String state(Http node, Shop shop) {
        return search(node, shop.host()).at("/items/0/state").asString();
    }

    /** Waits until something is so, and no longer than promised. */
    private static void within(Duration promised, BooleanSupplier so) {
        long until = System.nanoTime() + promised.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within %s", promised).isLessThan(until);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void suspend(Shop shop) {
        var reason = Map.of("reason", "Complaints stand unanswered.");
        var path = "/api/v1/marks/" + shop.code();
        assertThat(http.as(http.person("OFFICER"))
                        .post(path + "/suspension", reason)
                        .status())
                .isEqualTo(202);
        assertThat(http.as(http.person("SENIOR_OFFICER"))
                        .post(path + "/approval", reason)
                        .status())
                .isEqualTo(200);
    }

    /** Marks of one source with names as wanted, taken over at once. */
    private void takeOver(String label, int count, String name) {
        var now = installation.part(DatabaseClock.class).instant();
        var marks = new ArrayList<BulkMark>();
        for (int i = 0; i < count; i++) {
            marks.add(new BulkMark(
                    new Host(label + i + ".example"),
                    name.formatted(i),
                    i % 2 == 0 ? "BOOKS" : "TOYS",
                    i % 3 == 0 ? "شیراز" : null,
                    MarkState.ISSUED,
                    now,
                    now.plus(Duration.ofDays(30))));
        }
        installation.part(Registry.class).takeOver(marks, "test:" + label);
    }

    @Test
    void a_new_mark_and_a_suspension_show_on_every_node_within_two_seconds() {
        var shop = http.shop();
        within(SOON, () -> "ISSUED".equals(state(http, shop)));
        within(SOON, () -> "ISSUED".equals(state(second, shop)));
        suspend(shop);
        within(SOON, () -> "SUSPENDED".equals(state(http, shop)));
        within(SOON, () -> "SUSPENDED".equals(state(second, shop)));
        within(
                SOON,
                () -> http.get("/api/v1/register?state=suspended&q=" + shop.host())
                                .json()
                                .path("items")
                                .size()
                        == 1);
    }

    @Test
    void an_item_says_what_everyone_may_know() {
        var shop = http.shop();
        within(SOON, () -> "ISSUED".equals(state(http, shop)));
        var item = search(http, shop.code()).at("/items/0");
        assertThat(item.propertyNames())
                .containsExactlyInAnyOrder(
                        "code", "state", "host", "business", "trade", "city", "issuedAt", "expiresAt", "grade");
        assertThat(item.path("code").asString()).isEqualTo(shop.code());
        assertThat(item.at("/business/legalName").asString()).isEqualTo("Shop of " + shop.host());
        assertThat(item.at("/business/id").asString()).hasSize(36);
        assertThat(item.path("grade").isNull()).isTrue();
        assertThat(item.path("city").asString()).isNotBlank();
    }

    @Test
    void a_mark_that_was_applied_for_has_the_city_of_the_register_of_addresses() {
        var code = Applicant.in(http).issued();
        within(
                SOON,
                () -> !search(http, code).at("/items/0/city").isNull()
                        && !search(http, code).at("/items/0/city").isMissingNode());
        var city = search(http, code).at("/items/0/city").asString();
        assertThat(city).isNotBlank();
        assertThat(http.get("/api/v1/register?city=" + encoded(city))
                        .json()
                        .path("items")
                        .valueStream()
                        .map(i -> i.path("code").asString()))
                .contains(code);
    }

    @Test
    void pages_of_the_answer_join_to_the_whole() {
        takeOver("paging", 45, "Paging House %d");
        for (var node : List.of(http, second)) {
            within(SOON, () -> search(node, "paging house").at("/total/value").asInt() == 45);
        }
        var codes = new ArrayList<String>();
        var path = "/api/v1/register?q=paging+house&limit=10";
        for (int pages = 0; !path.isEmpty(); pages++) {
            assertThat(pages).isLessThan(6);
            // Another node continues where this one ended.
            var answer = (pages % 2 == 0 ? http : second).get(path);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            answer.json().path("items").forEach(i -> codes.add(i.path("code").asString()));
            path = answer.header("Link").replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
        }
        assertThat(codes).hasSize(45).doesNotHaveDuplicates();
        assertThat(http.get("/api/v1/register?q=paging+house&limit=200")
                        .json()
                        .path("next")
                        .isNull())
                .isTrue();
    }

    @Test
    void pages_for_people_lead_on_and_back() {
        takeOver("walking", 65, "Walking House %d");
        within(SOON, () -> search(http, "walking house").at("/total/value").asInt() == 65);
        var paths = new ArrayList<>(List.of("/register?q=walking+house"));
        for (var next = paths.getFirst(); !next.isEmpty(); ) {
            next = anchor(next, "next");
            if (!next.isEmpty()) {
                paths.add(next);
            }
        }
        assertThat(paths).hasSize(4);
        assertThat(anchor(paths.get(0), "prev")).isEmpty();
        assertThat(anchor(paths.get(1), "prev")).isEqualTo("/register?q=walking%20house");
        for (int page = 2; page < 4; page++) {
            assertThat(codes(anchor(paths.get(page), "prev"))).isEqualTo(codes(paths.get(page - 1)));
        }
    }

    private String anchor(String path, String rel) {
        var found = Pattern.compile("<a rel=\"" + rel + "\" href=\"([^\"]+)\"")
                .matcher(http.get(path).text());
        return found.find() ? found.group(1).replace("&amp;", "&") : "";
    }

    private List<String> codes(String path) {
        return Pattern.compile("<a href=\"/m/([A-Z0-9]{8})\"")
                .matcher(http.get(path).text())
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    @Test
    void words_of_the_other_keyboard_are_answered_and_it_says_so() {
        takeOver("keyboard", 45, "Kvarnholmen %d");
        within(SOON, () -> search(http, "kvarnholmen").at("/total/value").asInt() == 45);
        var typed = "نرشقدا";
        var first = http.get("/api/v1/register?limit=30&q=" + encoded(typed)).json();
        assertThat(first.path("shownFor").asString()).isEqualTo("kvarnh");
        assertThat(first.at("/total/value").asInt()).isEqualTo(45);
        var second = http.get("/api/v1/register?limit=30&q=" + encoded(typed) + "&cursor="
                        + first.path("next").asString())
                .json();
        assertThat(second.path("items").size()).isEqualTo(15);
        assertThat(second.path("shownFor").asString()).isEqualTo("kvarnh");
        assertThat(http.get("/register?q=" + encoded(typed)).text())
                .contains("Showing results for:", "<bdi>kvarnh</bdi>", "q=kvarnh");
        assertThat(search(http, "kvarnholmen").path("shownFor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/register?trade=PIRACY, 422, trade",
        "/api/v1/register?state=SLEEPING, 422, state",
        "/api/v1/register?limit=many, 400, limit",
        "/register?trade=PIRACY, 422, ''",
        "/register?state=SLEEPING, 422, ''",
        "/register.csv?state=SLEEPING, 422, ''",
        "/api/v1/register?cursor=!!!, 400, ''",
        "/api/v1/register?cursor=cjp4eDp4, 400, ''",
        "/api/v1/register/changes?since=abc, 400, ''",
        "/register/changes.atom?before=abc, 400, ''",
        "/m/NOPE/changes.atom, 404, ''",
        "/m/NOPE/embed, 404, ''",
        "/register/share?code=NOPE, 404, ''"
    })
    void bad_input_is_named(String path, int status, String field) {
        var answer = http.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (!field.isEmpty()) {
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
        }
    }

    @Test
    void too_long_a_question_is_refused_and_a_cursor_fits_its_question_only() {
        var tooLong = http.get("/api/v1/register?q=" + "x".repeat(201));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.json().at("/errors/0/field").asString()).isEqualTo("q");
        takeOver("cursors", 5, "Cursor Hall %d");
        within(SOON, () -> search(http, "cursor hall").at("/total/value").asInt() == 5);
        var cursor = http.get("/api/v1/register?q=cursor+hall&limit=2")
                .json()
                .path("next")
                .asString();
        assertThat(http.get("/api/v1/register?q=cursor+hall&cursor=" + cursor).status())
                .isEqualTo(200);
        assertThat(http.get("/api/v1/register?q=another&cursor=" + cursor).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/register?limit=3", "/api/v1/register/changes?limit=3", "/register/changes.atom"})
    void what_has_not_changed_is_not_sent_again(String path) {
        http.shop();
        var quiet = http.get("/api/v1/register?q=nothing+of+the+kind+zzz");
        assertThat(http.with("If-None-Match", quiet.header("ETag"))
                        .get("/api/v1/register?q=nothing+of+the+kind+zzz")
                        .status())
                .isEqualTo(304);
        assertThat(http.get(path).header("ETag")).isNotBlank();
    }

    @Test
    void the_file_has_every_row_and_no_formula() {
        takeOver("formula", 250, "=HYPERLINK(\"http://x\") Formula Works %d");
        within(SOON, () -> search(http, "formula works").at("/total/value").asInt() == 250);
        var file = http.get("/register.csv?q=formula+works&trade=BOOKS");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.text())
                .startsWith("code,state,host,businessId,legalName,trade,city,issuedAt,expiresAt,grade\n");
        var lines = file.text().lines().toList();
        assertThat(lines).hasSize(126);
        assertThat(lines.subList(1, 126)).allMatch(l -> l.contains("\"'=HYPERLINK(\"\"http://x\"\")"));
        assertThat(file.header("Set-Cookie")).isEmpty();
        assertThat(http.get("/register.csv").text().lines().count())
                .isEqualTo(1 + installation.part(Registry.class).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "zh", "en"})
    void the_page_shows_what_is_found_marked_and_divided(String language) {
        if (search(http, "lesen halle").at("/total/value").asInt() == 0) {
            takeOver("page", 45, "Lesen Halle %d");
            within(SOON, () -> search(http, "lesen halle").at("/total/value").asInt() == 45);
        }
        var page = http.get("/register?q=lesen&lang=" + language).text();
        assertThat(page)
                .contains("<mark>Lesen</mark> Halle")
                .contains("rel=\"next\"")
                .contains("/register.csv?q=lesen")
                .contains("application/atom+xml");
        assertThat(page.split("<tr>", -1)).hasSizeGreaterThan(20);
        var alike = http.get("/register?q=lesan+hale&lang=" + language).text();
        assertThat(alike).contains("lesen halle");
        var none = http.get("/register?q=zzzzqqqq&lang=" + language);
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.text()).contains("class=\"empty\"").contains("/check?q=zzzzqqqq");
        var wrong = http.get("/register?trade=PIRACY&lang=" + language);
        assertThat(wrong.text()).contains("id=\"trade-error\"");
    }

    @Test
    void a_change_that_was_long_under_way_is_not_missed() throws SQLException {
        takeOver("slow", 1, "Slow Beginning %d");
        within(SOON, () -> search(http, "slow beginning").at("/total/value").asInt() == 1);
        try (var slow = installation.part(DataSource.class).getConnection()) {
            slow.setAutoCommit(false);
            try (var statement = slow.createStatement()) {
                statement.execute(
                        "UPDATE business SET legal_name = 'Tardy Completion' WHERE legal_name = 'Slow Beginning 0'");
            }
            // Others come and go meanwhile, and are seen.
            var shop = http.shop();
            within(SOON, () -> "ISSUED".equals(state(http, shop)));
            assertThat(search(http, "tardy completion").path("items")).isEmpty();
            slow.commit();
        }
        within(SOON, () -> search(http, "tardy completion").at("/total/value").asInt() == 1);
        assertThat(search(http, "slow beginning")
                        .at("/items/0/business/legalName")
                        .asString())
                .isNotEqualTo("Slow Beginning 0");
    }

    @Test
    void changes_are_told_once_each_in_one_order() throws SQLException {
        var seen = new ArrayList<String>();
        var since = walk("", seen);
        assertThat(seen).doesNotHaveDuplicates();
        int before = seen.size();
        var shop = http.shop();
        suspend(shop);
        walk(since, seen);
        assertThat(seen.subList(before, seen.size())).containsSubsequence(shop.code() + "-1", shop.code() + "-2");
        assertThat(seen).doesNotHaveDuplicates();
        var last = http.get("/api/v1/register/changes?since=" + since)
                .json()
                .path("items")
                .valueStream()
                .filter(i -> i.path("id").asString().equals(shop.code() + "-2"))
                .findFirst()
                .orElseThrow();
        assertThat(last.path("step").asString()).isEqualTo("SUSPEND");
        assertThat(last.path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(last.path("host").asString()).isEqualTo(shop.host());
    }

    private String walk(String since, List<String> seen) {
        var cursor = since;
        boolean more = true;
        while (more) {
            var page = http.get("/api/v1/register/changes?limit=100&since=" + cursor)
                    .json();
            page.path("items").forEach(i -> seen.add(i.path("id").asString()));
            cursor = page.path("next").asString();
            more = page.path("more").asBoolean();
        }
        return cursor;
    }

    @Test
    void the_feed_is_what_rfc_4287_asks_for_and_its_pages_join() {
        takeOver("feed", 120, "Feed Mill & <Sons> %d");
        var ids = new ArrayList<String>();
        var url = "/register/changes.atom?l=fa";
        String next = url;
        String last = url;
        while (!next.isEmpty()) {
            last = next;
            var feed = sound(http.get(next));
            assertThat(feed.getAttribute("xml:lang")).isEqualTo("fa");
            for (var entry : children(feed, "entry")) {
                ids.add(text(entry, "id"));
            }
            next = link(feed, "next");
        }
        assertThat(ids).hasSizeGreaterThanOrEqualTo(120).doesNotHaveDuplicates();
        assertThat(link(sound(http.get(last)), "previous")).isNotEmpty();
        assertThat(link(sound(http.get(last)), "first")).isEqualTo(url);
    }

    @Test
    void a_mark_has_a_feed_of_its_own_in_the_readers_language() {
        var shop = http.shop();
        suspend(shop);
        var feed = sound(http.get("/m/" + shop.code() + "/changes.atom?l=zh"));
        assertThat(children(feed, "entry")).hasSize(2);
        assertThat(text(children(feed, "entry").getFirst(), "title")).contains(shop.host());
        assertThat(text(children(feed, "entry").getFirst(), "summary")).contains("Complaints stand unanswered.");
        var english = http.get("/m/" + shop.code() + "/changes.atom?l=en");
        assertThat(text(children(sound(english), "entry").getFirst(), "title")).startsWith("Suspension: ");
        assertThat(http.with("If-None-Match", english.header("ETag"))
                        .get("/m/" + shop.code() + "/changes.atom?l=en")
                        .status())
                .isEqualTo(304);
        assertThat(http.get("/m/" + shop.code()).text()).contains("/m/" + shop.code() + "/changes.atom");
    }

    private static final Set<String> FEED = Set.of("id", "title", "updated", "author", "link", "entry");
    private static final Set<String> ENTRY = Set.of("id", "title", "updated", "link", "category", "summary");

    /** A feed, after it was held against the rules of RFC 4287. */
    private static Element sound(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        Element feed;
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            feed = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(answer.text())))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError(answer.text(), e);
        }
        assertThat(feed.getLocalName()).isEqualTo("feed");
        assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        holds(feed, FEED);
        assertThat(children(feed, "author"))
                .hasSize(1)
                .allMatch(a -> !text(a, "name").isBlank());
        assertThat(link(feed, "self")).isNotEmpty();
        var ids = new HashSet<String>();
        for (var entry : children(feed, "entry")) {
            holds(entry, ENTRY);
            assertThat(ids.add(text(entry, "id"))).isTrue();
            assertThat(link(entry, "alternate")).isNotEmpty();
            children(entry, "category")
                    .forEach(c -> assertThat(c.getAttribute("term")).isNotBlank());
        }
        return feed;
    }

    private static void holds(Element element, Set<String> known) {
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                assertThat(child.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
                assertThat(known).contains(child.getLocalName());
            }
        }
        for (var name : List.of("id", "title", "updated")) {
            assertThat(children(element, name)).as(name).hasSize(1);
        }
        assertThat(URI.create(text(element, "id")).isAbsolute()).isTrue();
        assertThat(OffsetDateTime.parse(text(element, "updated"))).isNotNull();
        var rels = children(element, "link").stream()
                .map(l -> l.getAttribute("rel") + l.getAttribute("type") + l.getAttribute("hreflang"))
                .toList();
        assertThat(rels).doesNotHaveDuplicates();
        children(element, "link")
                .forEach(l -> assertThat(l.getAttribute("href")).startsWith("http"));
    }

    private static List<Element> children(Element element, String name) {
        var children = new ArrayList<Element>();
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getLocalName().equals(name)) {
                children.add(child);
            }
        }
        return children;
    }

    private static String text(Element element, String name) {
        return children(element, name).getFirst().getTextContent();
    }

    private static String link(Element element, String rel) {
        return children(element, "link").stream()
                .filter(l -> l.getAttribute("rel").equals(rel))
                .map(l -> l.getAttribute("href").replaceFirst("^https?://[^/]+", ""))
                .findFirst()
                .orElse("");
    }

    /** A copy of a shop may frame the shop's mark. */
    @Test
    void a_mark_in_a_frame_names_its_address_and_asks_to_compare_it() {
        var shop = http.shop();
        within(SOON, () -> "ISSUED".equals(state(http, shop)));
        var frame = http.with("Sec-Fetch-Dest", "iframe");
        for (var path : List.of("/m/" + shop.code() + "/embed?l=en", "/register/embed?l=en&q=" + shop.host())) {
            var unknown = frame.get(path);
            assertThat(unknown.header("Vary")).contains("Referer").contains("Sec-Fetch-Dest");
            assertThat(unknown.text())
                    .contains("This mark is for <bdi dir=\"ltr\"><b>" + shop.host())
                    .contains("Compare the address bar of the site you are on")
                    .contains("/m/" + shop.code() + "?from=badge\"")
                    .contains("<p class=\"ok\">")
                    .doesNotContain("is another site");
            var own = frame.with("Referer", "https://www." + shop.host() + "/").get(path);
            assertThat(own.text()).contains("<p class=\"ok\">").doesNotContain("is another site");
            var copy = frame.with("Referer", "https://copy.example/").get(path);
            assertThat(copy.text()).contains("copy.example is another site").doesNotContain("<p class=\"ok\">");
            // A link from another site is no frame on it, and an address in numbers proves nothing.
            assertThat(http.with("Sec-Fetch-Dest", "document")
                            .with("Referer", "https://copy.example/")
                            .get(path)
                            .text())
                    .doesNotContain("is another site");
            assertThat(frame.with("Referer", "http://192.0.2.7/").get(path).text())
                    .doesNotContain("is another site");
        }
    }

    @Test
    void other_sites_may_frame_a_mark_and_an_answer_and_nothing_else() {
        var shop = http.shop();
        within(SOON, () -> "ISSUED".equals(state(http, shop)));
        for (var path : List.of("/m/" + shop.code() + "/embed?l=fa", "/register/embed?l=zh&q=" + shop.host())) {
            var shown = http.get(path);
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.header("Content-Security-Policy"))
                    .contains("frame-ancestors *")
                    .contains("default-src 'none'");
            assertThat(shown.header("X-Frame-Options")).isEmpty();
            assertThat(shown.header("Set-Cookie")).isEmpty();
            assertThat(shown.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8192);
            assertThat(shown.text())
                    .contains(shop.host())
                    .contains("Shop of " + shop.host())
                    .contains("/m/" + shop.code())
                    .contains(RegisterEmbeds.STYLE)
                    .doesNotContain("<script");
        }
        assertThat(http.get("/register/share?code=" + shop.code()).text())
                .contains("referrerpolicy=\"origin\"")
                .doesNotContain("no-referrer");
        suspend(shop);
        assertThat(http.get("/m/" + shop.code() + "/embed?l=en").text()).contains("Suspended");
        for (var path : List.of("/m/" + shop.code(), "/register", "/")) {
            assertThat(http.get(path).header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        }
        assertThat(http.get("/register/share?code=" + shop.code()).text())
                .contains("&lt;iframe")
                .contains("/m/" + shop.code() + "/embed");
        assertThat(http.get("/register/share?q=lantern").text()).contains("/register/embed?q=lantern");
    }
}
