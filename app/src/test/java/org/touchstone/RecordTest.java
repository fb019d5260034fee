package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.Http.Shop;
import org.touchstone.record.Records;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Random lives of shops, lived through the interface: the record must equal itself from every side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordTest {

    private static final long SEED = 20_261_121;

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();
    private final Random random = new Random(SEED);

    @AfterAll
    void close() {
        installation.close();
    }

    private record Remembered(Shop shop, Instant at, JsonNode record) {}

    private record Open(String id, String consumer, Shop shop) {}

    @Test
    void kept_up_to_date_it_equals_full_recomputation_its_own_past_and_the_verifiers_arithmetic() throws Exception {
        var shops = List.of(http.shop(), http.shop(), http.shop());
        var consumers = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            consumers.add(http.consumer());
        }
        var cases = new ArrayList<Open>();
        var remembered = new ArrayList<Remembered>();
        for (int i = 0; i < 160; i++) {
            act(shops, consumers, cases, i);
            if (i % 20 == 19) {
                http.advance("PT1S");
                var shop = shops.get(random.nextInt(shops.size()));
                var record = http.record(shop);
                remembered.add(
                        new Remembered(shop, Instant.parse(record.path("asOf").asString()), record));
            }
        }
        http.advance("PT1S");
        assertThat(cases).hasSizeGreaterThan(20);

        var kept = rows();
        installation.jdbc().sql("DELETE FROM record_case").update();
        assertThat(installation.part(Records.class).recompute()).isEqualTo(kept.size());
        assertThat(rows()).isEqualTo(kept);

        for (var then : remembered) {
            var past = http.get("/api/v1/marks/" + then.shop().code() + "/record?window=P12M&asOf=" + then.at())
                    .json();
            assertThat(comparable(past))
                    .as("seed %d, as of %s", SEED, then.at())
                    .isEqualTo(comparable(then.record()));
        }
        assertThat(verifier()).contains(", 0 differ");
    }

    private void act(List<Shop> shops, List<String> consumers, List<Open> cases, int n) {
        int dice = random.nextInt(10);
        if (dice < 4 || cases.isEmpty()) {
            var shop = shops.get(random.nextInt(shops.size()));
            var consumer = consumers.get(random.nextInt(consumers.size()));
            var filed = http.as(consumer).post("/api/v1/complaints", Http.filing(shop, "INV-" + n));
            if (filed.status() == 201) {
                cases.add(new Open(filed.json().path("id").asString(), consumer, shop));
            }
            return;
        }
        var one = cases.get(random.nextInt(cases.size()));
        switch (dice) {
            case 4, 5, 6 -> http.answer(one.shop(), one.id());
            case 7 ->
                http.as(one.consumer())
                        .post(
                                "/api/v1/complaints/" + one.id() + "/outcome",
                                Map.of("solved", random.nextBoolean(), "score", 1 + random.nextInt(5)));
            case 8 -> http.advance(Duration.ofHours(1 + random.nextInt(60)).toString());
            default -> {
                if (random.nextInt(4) == 0) {
                    http.as(one.consumer()).post("/api/v1/complaints/" + one.id() + "/withdrawal", Map.of());
                }
            }
        }
    }

    /** All there is of every case, but when its row was written. */
    private List<Map<String, Object>> rows() {
        return installation
                .jdbc()
                .sql("SELECT to_jsonb(r)::text AS all, case_id FROM record_case r ORDER BY case_id")
                .query((row, n) -> {
                    var json =
                            Http.JSON.readValue(row.getString("all"), new TypeReference<HashMap<String, Object>>() {});
                    json.remove("recorded_at");
                    return (Map<String, Object>) json;
                })
                .list();
    }

    /** A record without what only the present has: trade means and places. */
    private static Map<String, Object> comparable(JsonNode record) {
        var all = new HashMap<String, Object>();
        for (var name : List.of(
                "from",
                "matured",
                "unanswered",
                "delays",
                "answered",
                "late",
                "answerTime",
                "solved",
                "templateShare",
                "moneyReturned")) {
            all.put(name, record.path(name));
        }
        all.put("low", record.path("answerRate").path("low"));
        return all;
    }

    private String verifier() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        "../verifier/target/classes",
                        "org.touchstone.verifier.Verifier",
                        http.base())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void a_business_is_told_what_an_answer_and_what_silence_would_make_of_its_record() {
        var http = Installation.shared().http();
        var shop = http.shop();
        var id = http.file(http.consumer(), shop, "IF-1");
        http.answer(shop, id);
        var open = http.file(http.consumer(), shop, "IF-2");
        http.advance("PT1S");
        var what = http.as(shop.owner())
                .get("/api/v1/desk/complaints/" + open + "/what-if")
                .json();
        assertThat(what.at("/now/matured").asInt()).isEqualTo(1);
        assertThat(what.at("/ifAnsweredNow/round").asInt()).isEqualTo(1);
        assertThat(what.at("/ifAnsweredNow/record/answerRate/value").asDouble()).isEqualTo(1.0);
        var last = what.path("ifMissed").path(what.path("ifMissed").size() - 1);
        assertThat(last.path("consequence").asString()).isEqualTo("UNANSWERED");
        assertThat(last.at("/record/unanswered").asInt()).isEqualTo(1);
        assertThat(last.at("/record/answerRate/value").asDouble()).isEqualTo(0.5);
        assertThat(http.as(http.consumer())
                        .get("/api/v1/desk/complaints/" + open + "/what-if")
                        .status())
                .isEqualTo(404);
    }
}
