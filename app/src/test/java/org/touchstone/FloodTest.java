package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.Http.Shop;
import org.touchstone.journal.Journal;
import org.touchstone.journal.JournalEntry;
import tools.jackson.databind.JsonNode;

/** Look-alike complaints of several people: a machine suspects, an officer decides, the people keep their rights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodTest {

    /** A text for each test, so that no test's flood flows into another's. */
    private static final List<String> TEXTS = List.of(
            "I bought a kettle, paid at once and never received it; the support line hangs up and the money is gone, which was paid at once.",
            "گوشی را دو ماه پیش سفارش دادم، فروشنده هر روز وعدهٔ فردا می‌دهد و تلفن را قطع می‌کند و پولم را پس نمی‌دهد؛ paid at once.",
            "我两个星期前下的单，页面一直显示已发货，可是物流没有任何信息，商家也不退款，只会复制粘贴，paid at once。",
            "Wrong colour, wrong size, torn sleeve: everything about this jacket is a mess and they refuse the exchange although paid at once.",
            "Six chairs were promised by spring; two arrived scratched, four are missing, nobody at the warehouse knows anything, paid at once.",
            "کتاب‌ها خیس و پاره رسید و بسته‌بندی نداشت، عکس فرستادم و گفتند مشکل از پست است نه از ما؛ paid at once.",
            "Their voucher code expires before it can be used, the help desk loops between robots, and my balance vanished though paid at once.",
            "耳机左边没有声音，申请换货三次都被系统自动拒绝，客服让我自己去找厂家，实在太过分了，paid at once。",
            "The hotel they booked for us had closed a year ago; we slept in the car and they offer a discount on the next trip, paid at once.");

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();
    private final String officer = http.person("OFFICER");
    private int number;
    private String words = "";
    private Shop shop = http.shop();

    @AfterAll
    void close() {
        installation.close();
    }

    @BeforeEach
    void anew() {
        shop = http.shop();
        number++;
        words = TEXTS.get(number % TEXTS.size());
    }

    private record Filed(String id, String consumer) {}

    private Filed file(Shop about, String text) {
        var consumer = http.consumer();
        return new Filed(file(about, text, consumer), consumer);
    }

    private String file(Shop about, String text, String consumer) {
        Map<String, @Nullable Object> filing = new HashMap<>(Http.filing(about, "F-" + System.nanoTime()));
        filing.put("narrative", text);
        return http.as(consumer)
                .post("/api/v1/complaints", filing)
                .json()
                .path("id")
                .asString();
    }

    private List<Filed> flood(int people) {
        var filed = new ArrayList<Filed>();
        for (int i = 0; i < people; i++) {
            filed.add(file(shop, words + " Order " + (1000 + i) + ", " + (i + 1) + " days ago."));
        }
        http.advance("PT0S");
        return filed;
    }

    private @Nullable JsonNode suspicion() {
        for (var item : http.as(officer).get("/api/v1/floods?limit=200").json().path("items")) {
            if (item.path("websites").toString().contains(shop.host())) {
                return item;
            }
        }
        return null;
    }

    private JsonNode flooded(int people) {
        flood(people);
        var found = suspicion();
        assertThat(found).isNotNull();
        return Objects.requireNonNull(found);
    }

    @Test
    void five_people_with_nearly_the_same_words_within_seven_days_are_a_suspicion() {
        flood(4);
        assertThat(suspicion()).isNull();
        file(shop, words + " Please help me.");
        http.advance("PT0S");
        var found = suspicion();
        assertThat(found).isNotNull();
        assertThat(found.path("people").asInt()).isEqualTo(5);
        assertThat(found.path("complaints").asInt()).isEqualTo(5);
        assertThat(found.path("likeness").asDouble()).isBetween(0.7, 1.0);
        file(shop, words);
        http.advance("PT0S");
        assertThat(Objects.requireNonNull(suspicion()).path("people").asInt()).isEqualTo(6);
    }

    @Test
    void one_person_is_no_flood_and_different_words_are_none() {
        var one = http.consumer();
        for (int i = 0; i < 5; i++) {
            file(http.shop(), words, one);
        }
        for (var text : List.of(
                "Shoes in the wrong size, and no exchange.",
                "The screen was cracked when I opened the box.",
                "They charged me twice and do not answer.",
                "Delivered to a neighbour I do not know.",
                "The warranty card was missing from the parcel.")) {
            file(shop, text);
        }
        http.advance("PT0S");
        assertThat(suspicion()).isNull();
    }

    @Test
    void what_is_more_than_seven_days_apart_does_not_belong_together() {
        flood(4);
        http.advance("P8D");
        flood(4);
        assertThat(suspicion()).isNull();
    }

    @Test
    void several_websites_may_be_hit_at_once() {
        var other = http.shop();
        flood(3);
        file(other, words);
        file(other, words);
        http.advance("PT0S");
        var found = suspicion();
        assertThat(found).isNotNull();
        assertThat(found.path("websites").toString()).contains(other.host());
    }

    @Test
    void an_officer_sets_chosen_complaints_aside_with_reasons_and_takes_them_in_again() {
        var filed = flood(6);
        var id = Objects.requireNonNull(suspicion()).path("id").asString();
        var chosen = filed.stream().limit(5).map(Filed::id).toList();
        var api = http.as(officer);
        assertThat(api.post("/api/v1/floods/" + id + "/quarantine", Map.of("complaints", chosen))
                        .code())
                .isEqualTo("invalid-fields");
        var done = api.post(
                "/api/v1/floods/" + id + "/quarantine",
                Map.of("complaints", chosen, "reason", "One script, one hour."));
        assertThat(done.json().path("complaints").size()).isEqualTo(5);
        assertThat(api.post("/api/v1/floods/" + id + "/quarantine", Map.of("complaints", chosen, "reason", "x"))
                        .code())
                .isEqualTo("decided-already");

        var file = api.get("/api/v1/floods/" + id).json();
        assertThat(file.path("flood").path("quarantined").asInt()).isEqualTo(5);
        assertThat(file.path("decisions").path(0).path("reason").asString()).isEqualTo("One script, one hour.");

        var consumer = filed.getFirst();
        var case1 = http.as(consumer.consumer())
                .get("/api/v1/complaints/" + consumer.id())
                .json();
        assertThat(case1.path("state").asString()).isEqualTo("OPEN");
        assertThat(case1.path("dueAt").isNull()).isFalse();
        assertThat(Visit.of(installation, consumer.consumer())
                        .get("/complaints/" + consumer.id() + "/set-aside")
                        .text())
                .contains("One script, one hour.")
                .contains("You may appeal")
                .contains("all deadlines run on");
        assertThat(http.answer(shop, consumer.id()).status()).isEqualTo(200);
        assertThat(http.get("/sandbox/messages?limit=1000").text()).contains("was set aside");

        api.post("/api/v1/floods/" + id + "/release", Map.of("complaints", chosen, "reason", "They are real buyers."));
        assertThat(api.get("/api/v1/floods/" + id)
                        .json()
                        .path("flood")
                        .path("quarantined")
                        .asInt())
                .isZero();
        assertThat(Visit.of(installation, consumer.consumer())
                        .get("/complaints/" + consumer.id() + "/set-aside")
                        .text())
                .contains("They are real buyers.");
        assertThat(installation.part(Journal.class).about("flood:" + id))
                .extracting(JournalEntry::action)
                .containsExactly("flood.suspected", "flood.quarantined", "case.seen", "flood.released");
    }

    @Test
    void complaints_outside_the_suspicion_are_not_touched() {
        var id = flooded(5).path("id").asString();
        var stranger =
                file(shop, "A single honest matter about a broken handle.").id();
        assertThat(http.as(officer)
                        .post(
                                "/api/v1/floods/" + id + "/quarantine",
                                Map.of("complaints", List.of(stranger), "reason", "x"))
                        .code())
                .isEqualTo("decided-already");
    }

    @Test
    void only_those_who_read_cases_see_floods_and_only_officers_decide() {
        var id = flooded(5).path("id").asString();
        var decision = Map.of("complaints", List.of(id), "reason", "x");
        assertThat(http.as(shop.owner()).get("/api/v1/floods").status()).isEqualTo(403);
        assertThat(http.as(http.consumer()).get("/api/v1/floods/" + id).status())
                .isEqualTo(403);
        var auditor = http.as(http.person("AUDITOR"));
        assertThat(auditor.get("/api/v1/floods/" + id).status()).isEqualTo(200);
        assertThat(auditor.post("/api/v1/floods/" + id + "/quarantine", decision)
                        .status())
                .isEqualTo(403);
        assertThat(http.as(officer).get("/api/v1/floods/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void the_officer_sees_them_side_by_side_with_their_differences() {
        var filed = flood(5);
        var id = Objects.requireNonNull(suspicion()).path("id").asString();
        var visit = Visit.of(installation, officer);
        assertThat(visit.get("/officer/floods").text())
                .contains("5 complaints by 5 people")
                .contains(id);
        var page = visit.get("/officer/floods/" + id).text();
        assertThat(page).contains("<mark>1001</mark>").contains("Alike words alone prove nothing");
        assertThat(visit.submit(page, "/officer/floods/" + id, "reason=x&what=quarantine")
                        .text())
                .contains("Choose one");
        var fields = "complaints=" + filed.getFirst().id() + "&complaints="
                + filed.getLast().id() + "&reason=Arranged&what=quarantine";
        assertThat(visit.submit(page, "/officer/floods/" + id, fields).status()).isEqualTo(303);
        assertThat(visit.get("/officer/floods/" + id).text())
                .contains("2 complaints set aside")
                .contains("Arranged");
        assertThat(visit.get("/officer/floods").text()).contains("2 set aside");
    }

    @Test
    void a_published_story_of_a_complaint_set_aside_is_not_shown_meanwhile() {
        var filed = flood(5);
        var first = filed.getFirst();
        http.as(first.consumer()).post("/api/v1/complaints/" + first.id() + "/narrative", Map.of("action", "PUBLISH"));
        assertThat(http.get("/open-data/narratives.csv").text()).contains("paid at once");
        var id = Objects.requireNonNull(suspicion()).path("id").asString();
        http.as(officer)
                .post(
                        "/api/v1/floods/" + id + "/quarantine",
                        Map.of("complaints", List.of(first.id()), "reason", "Arranged"));
        assertThat(http.get("/open-data/narratives.csv").text()).doesNotContain("paid at once");
        http.as(officer)
                .post(
                        "/api/v1/floods/" + id + "/release",
                        Map.of("complaints", List.of(first.id()), "reason", "Not so"));
        assertThat(http.get("/open-data/narratives.csv").text()).contains("paid at once");
    }
}
