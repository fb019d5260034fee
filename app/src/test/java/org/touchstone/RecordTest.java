package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void kept_up_to_date_it_equals_full_recomputation_its_own_past_and_the_verifiers_arithmetic() throws Exception {
        var world = Walk.World.of(http, 3, 8);
        var walk = new Walk(world, http, (token, path, body) -> http.as(token).post(path, body), random);
        var remembered = new ArrayList<Remembered>();
        for (int i = 0; i < 200; i++) {
            walk.act("INV-" + i);
            if (i % 20 == 19) {
                http.advance("PT1S");
                var shop = world.shops().get(random.nextInt(world.shops().size()));
                var record = http.record(shop);
                remembered.add(
                        new Remembered(shop, Instant.parse(record.path("asOf").asString()), record));
            }
        }
        http.advance("PT1S");
        assertThat(world.cases()).hasSizeGreaterThan(20);
        assertThat(Sound.complaints(installation)).isEqualTo(world.cases().size());
        Sound.record(installation);

        for (var then : remembered) {
            var past = http.get("/api/v1/marks/" + then.shop().code() + "/record?window=P12M&asOf=" + then.at())
                    .json();
            assertThat(comparable(past))
                    .as("seed %d, as of %s", SEED, then.at())
                    .isEqualTo(comparable(then.record()));
        }
        assertThat(Sound.verifier(http)).contains(", 0 differ");
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
