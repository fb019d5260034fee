package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Shop;
import tools.jackson.databind.JsonNode;

/** The contract of complaints as outside programs rely on it. */
class ComplaintContractTest {

    private final Http http = Installation.shared().http();
    private final Shop shop = http.shop();
    private final String consumer = http.consumer();

    @Test
    void a_filed_complaint_has_a_reference_and_its_due_instants() {
        var filed = http.as(consumer).post("/api/v1/complaints", Http.filing(shop, "A-1"));
        assertThat(filed.status()).isEqualTo(201);
        var json = filed.json();
        assertThat(filed.header("Location"))
                .isEqualTo("/api/v1/complaints/" + json.path("id").asString());
        assertThat(json.path("reference").asString()).matches("TS-[2-9A-Z]{4}-[2-9A-Z]{4}");
        assertThat(json.path("state").asString()).isEqualTo("OPEN");
        assertThat(json.path("round").asInt()).isEqualTo(1);
        assertThat(json.path("policyVersion").asString()).isEqualTo("1404-4-days");
        assertThat(json.path("deadlines")).hasSize(1);
        var due = Instant.parse(json.path("dueAt").asString());
        assertThat(Duration.between(Instant.parse(json.path("filedAt").asString()), due))
                .isEqualTo(Duration.ofDays(4));
    }

    @Test
    void an_answered_and_solved_complaint_shows_on_the_record() {
        var id = http.file(consumer, shop, "A-1");
        assertThat(http.answer(shop, id).json().path("state").asString()).isEqualTo("ANSWERED");
        var rated = http.as(consumer)
                .post("/api/v1/complaints/" + id + "/outcome", Map.of("solved", true, "score", 5, "comment", "Thanks"));
        assertThat(rated.json().path("state").asString()).isEqualTo("RESOLVED");
        var record = recordOnceRated();
        assertThat(record.path("unanswered").asInt()).isZero();
        assertThat(record.path("answerRate").path("value").asDouble()).isEqualTo(1.0);
        assertThat(record.path("answerRate").path("low").asDouble()).isEqualTo(0.2065);
        assertThat(record.path("solved").path("ofRated").asDouble()).isEqualTo(1.0);
        assertThat(record.path("tooFew").asBoolean()).isTrue();
        assertThat(record.path("grade").isNull()).isTrue();
    }

    /** The record takes up what happened after its transaction; that it takes less than a second is measured in the bench. */
    private JsonNode recordOnceRated() {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        var record = http.record(shop);
        while (record.path("solved").path("coverage").asDouble() < 1 && System.nanoTime() < end) {
            record = http.record(shop);
        }
        assertThat(record.path("matured").asInt()).isEqualTo(1);
        return record;
    }

    @Test
    void strangers_learn_nothing_of_a_case_and_the_other_party_cannot_act() {
        var id = http.file(consumer, shop, "A-1");
        var stranger = http.as(http.consumer());
        assertThat(stranger.get("/api/v1/complaints/" + id).status()).isEqualTo(404);
        assertThat(stranger.post("/api/v1/complaints/" + id + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/complaints/" + id).status()).isEqualTo(401);
        var wrongParty =
                http.as(consumer).post("/api/v1/complaints/" + id + "/answer", Map.of("text", "no", "remedy", "OTHER"));
        assertThat(wrongParty.status()).isEqualTo(403);
        assertThat(wrongParty.code()).isEqualTo("not-a-party");
        assertThat(http.as(http.person("AUDITOR"))
                        .get("/api/v1/complaints/" + id)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_step_out_of_turn_is_refused_by_name() {
        var id = http.file(consumer, shop, "A-1");
        var early = http.as(consumer).post("/api/v1/complaints/" + id + "/outcome", Map.of("solved", true, "score", 3));
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("wrong-state");
        assertThat(early.json().path("state").asString()).isEqualTo("OPEN");
        http.answer(shop, id);
        assertThat(http.answer(shop, id).code()).isEqualTo("wrong-state");
    }

    @Test
    void filing_is_refused_with_a_stable_code() {
        var without = Http.filing(shop, " ");
        assertThat(http.as(consumer).post("/api/v1/complaints", without).code()).isEqualTo("invoice-required");
        var elsewhere = Http.filing(new Shop("unmarked.example", "", ""), "A-1");
        assertThat(http.as(consumer).post("/api/v1/complaints", elsewhere).code())
                .isEqualTo("website-not-marked");
        var longAgo = Http.filing(shop, "A-1");
        longAgo.put("purchasedOn", "2020-01-01");
        assertThat(http.as(consumer).post("/api/v1/complaints", longAgo).code()).isEqualTo("purchase-out-of-range");
        http.file(consumer, shop, "A-1");
        var again = http.as(consumer).post("/api/v1/complaints", Http.filing(shop, "A-2"));
        assertThat(again.code()).isEqualTo("daily-limit");
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void the_same_key_and_body_give_the_same_answer_and_one_effect() {
        var keyed = http.as(consumer).with("Idempotency-Key", "key-" + System.nanoTime());
        var first = keyed.post("/api/v1/complaints", Http.filing(shop, "A-1"));
        var second = keyed.post("/api/v1/complaints", Http.filing(shop, "A-1"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        var other = keyed.post("/api/v1/complaints", Http.filing(shop, "A-2"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(http.as(consumer).get("/api/v1/complaints").json().path("items"))
                .hasSize(1);
    }

    @Test
    void a_refused_request_leaves_its_key_free() {
        var keyed = http.as(consumer).with("Idempotency-Key", "key-" + System.nanoTime());
        assertThat(keyed.post("/api/v1/complaints", Http.filing(shop, "")).status())
                .isEqualTo(422);
        assertThat(keyed.post("/api/v1/complaints", Http.filing(shop, "A-1")).status())
                .isEqualTo(201);
    }

    @Test
    void the_desk_is_in_the_order_of_time_left_and_pages() {
        for (int i = 0; i < 5; i++) {
            http.file(http.consumer(), shop, "A-" + i);
        }
        var desk = http.as(shop.owner());
        var first = desk.get("/api/v1/desk/complaints?state=OPEN&limit=3");
        var dues = first.json()
                .path("items")
                .valueStream()
                .map(c -> c.path("dueAt").asString())
                .toList();
        assertThat(dues).hasSize(3).isSorted();
        assertThat(first.header("Link")).contains("rel=\"next\"");
        var next = first.header("Link").replaceAll("<(.*)>.*", "$1");
        assertThat(desk.get(next).json().path("items")).hasSize(2);
        assertThat(http.as(consumer).get("/api/v1/desk/complaints").json().path("items"))
                .isEmpty();
    }

    @Test
    void unmarked_and_lookalike_addresses_are_told_apart() {
        var covered = http.get("/api/v1/websites/" + shop.host());
        assertThat(covered.json().path("covered").asBoolean()).isTrue();
        assertThat(covered.json().path("mark").path("code").asString()).isEqualTo(shop.code());
        var typo = shop.host().replace("shop", "sh0p");
        var alike = http.get("/api/v1/websites/" + typo);
        assertThat(alike.status()).isEqualTo(404);
        assertThat(alike.code()).isEqualTo("not-covered");
        assertThat(alike.json()
                        .path("lookalikes")
                        .valueStream()
                        .map(l -> l.path("host").asString())
                        .toList())
                .contains(shop.host());
        assertThat(http.get("/api/v1/websites/nothing.invalid").json().path("lookalikes"))
                .isEmpty();
    }

    @Test
    void public_reads_carry_an_etag() {
        var first = http.get("/api/v1/marks/" + shop.code());
        assertThat(http.with("If-None-Match", first.header("ETag"))
                        .get("/api/v1/marks/" + shop.code())
                        .status())
                .isEqualTo(304);
    }

    @Test
    void both_sides_are_told_without_a_word_of_the_complaint() {
        http.file(consumer, shop, "A-1");
        var texts = http.get("/sandbox/messages?limit=1000")
                .json()
                .valueStream()
                .map(m -> m.path("text").asString())
                .toList();
        assertThat(texts).filteredOn(t -> t.contains(shop.host())).hasSizeGreaterThanOrEqualTo(2);
        assertThat(String.join("\n", texts)).doesNotContain("It never came.");
    }

    @Test
    void an_officer_sees_only_follow_ups_and_others_do_not() {
        assertThat(http.as(consumer).get("/api/v1/follow-ups").status()).isEqualTo(403);
        assertThat(http.as(http.person("OFFICER")).get("/api/v1/follow-ups").status())
                .isEqualTo(200);
        assertThat(List.of(http.get("/api/v1/follow-ups").status())).containsExactly(401);
    }
}
