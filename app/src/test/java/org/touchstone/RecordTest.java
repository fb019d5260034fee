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
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.Http.Shop;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.policy.Policies;
import org.touchstone.record.Records;
import org.touchstone.rules.complaint.Step;
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

    private final String officer = http.person("OFFICER");
    private final String appeals = http.person("APPEALS_OFFICER");

    @Test
    void kept_up_to_date_it_equals_full_recomputation_its_own_past_and_the_verifiers_arithmetic() throws Exception {
        var shops = List.of(http.shop(), http.shop(), http.shop());
        var consumers = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            consumers.add(http.consumer());
        }
        var cases = new ArrayList<Open>();
        var remembered = new ArrayList<Remembered>();
        for (int i = 0; i < 200; i++) {
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
        nothingIsLost(cases);

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
            default -> branch(one);
        }
    }

    /** A few steps somebody may make now, whoever's they are; now and then the centre sets aside or the business disputes. */
    private void branch(Open one) {
        for (int i = 0; i < 3; i++) {
            var token = tokens(one).get(random.nextInt(4));
            var steps = http.as(token)
                    .get("/api/v1/complaints/" + one.id())
                    .json()
                    .path("steps")
                    .valueStream()
                    .map(s -> Step.valueOf(s.asString()))
                    .filter(s -> s != Step.WITHDRAW || random.nextInt(4) == 0)
                    .toList();
            if (!steps.isEmpty()) {
                var made = StepRequest.of(steps.get(random.nextInt(steps.size())));
                http.as(token).post("/api/v1/complaints/" + one.id() + "/" + made.path(), made.body());
            }
        }
        if (random.nextInt(6) == 0) {
            var dispute = http.as(one.shop().owner())
                    .post(
                            "/api/v1/complaints/" + one.id() + "/dispute",
                            Map.of("correction", "NOT_COUNTED", "reason", "It is wrong."));
            if (dispute.status() == 201) {
                http.as(officer)
                        .post(
                                "/api/v1/disputes/" + dispute.json().path("id").asString() + "/decision",
                                Map.of("correct", random.nextBoolean(), "reason", "Looked into."));
            }
        }
    }

    private List<String> tokens(Open one) {
        return List.of(one.consumer(), one.shop().owner(), officer, appeals);
    }

    /** What every row says of its complaint is what the history makes of it, and no complaint that was taken in is missing. */
    private void nothingIsLost(List<Open> cases) {
        var policies = installation.part(Policies.class);
        for (var one : cases) {
            var file = installation
                    .part(ComplaintStore.class)
                    .find(UUID.fromString(one.id()))
                    .orElseThrow();
            var complaint = file.complaint(policies.named(file.policyVersion()));
            assertThat(file.state()).isEqualTo(complaint.state());
            assertThat(file.round()).isEqualTo(complaint.round());
            assertThat(file.deadlines()).isEqualTo(complaint.deadlines());
            assertThat(Optional.ofNullable(file.dueAt())).isEqualTo(complaint.due());
            assertThat(file.quarantined()).isEqualTo(complaint.isQuarantined());
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
