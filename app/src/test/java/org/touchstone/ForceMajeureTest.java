package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.foundation.Sweeper;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.database.Rows;

/** A declared stop of all clocks reaches the complaints that run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForceMajeureTest {

    private Installation installation;
    private Http http;

    @BeforeAll
    void start() {
        installation = Installation.fresh();
        http = installation.http();
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private Instant now() {
        return installation.part(DatabaseClock.class).instant();
    }

    /** Declares two days without a running clock from a day after the version is in force, which is in an hour. */
    private Instant declared(String version) {
        var author = http.as(http.person("OFFICER"));
        var inForce = now().plus(Duration.ofHours(1));
        var from = inForce.plus(Duration.ofDays(1));
        var changes = new HashMap<String, @Nullable Object>();
        changes.put("version", version);
        changes.put("title", Map.of("fa", "سیل", "zh", "洪水", "en", "Flood"));
        changes.put("validFrom", inForce.toString());
        changes.put(
                "forceMajeure",
                List.of(Map.of(
                        "from",
                        from.toString(),
                        "to",
                        from.plus(Duration.ofDays(2)).toString())));
        var drafted = author.post("/api/v1/policy-drafts", changes);
        assertThat(drafted.status()).as(drafted.text()).isEqualTo(201);
        var path = "/api/v1/policy-drafts/" + drafted.json().path("id").asString();
        author.post(path + "/simulation", Map.of());
        http.advance("PT0S");
        author.post(path + "/proposal", Map.of());
        for (var role : List.of("SENIOR_OFFICER", "ADMIN")) {
            var decided = http.as(http.person(role))
                    .post(path + "/approval", Map.of("approve", true, "reason", "Roads are closed."));
            assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        }
        return inForce;
    }

    private List<Instant> deadlines(String complaint) {
        return installation
                .jdbc()
                .sql("SELECT deadlines FROM complaint WHERE id = :id::uuid")
                .param("id", complaint)
                .query((row, n) -> Rows.instants(row, "deadlines"))
                .single();
    }

    private long events(String complaint, String type) {
        return installation
                .jdbc()
                .sql("SELECT count(*) FROM complaint_event WHERE complaint_id = :id::uuid AND event ->> 'type' = :type")
                .param("id", complaint)
                .param("type", type)
                .query(Long.class)
                .single();
    }

    private long messages() {
        return installation
                .jdbc()
                .sql("SELECT count(*) FROM message")
                .query(Long.class)
                .single();
    }

    @Test
    void a_declared_stop_moves_the_due_time_of_running_complaints_once_and_visibly() {
        var shop = http.shop();
        var consumer = http.consumer();
        var running = http.file(consumer, shop, "A-1");
        var ended = http.file(http.consumer(), shop, "A-2");
        http.answer(shop, ended);
        var due = deadlines(running).getFirst();

        var inForce = declared("flood-1");
        assertThat(deadlines(running)).as("published, not yet in force").containsExactly(due);
        long toldBefore = messages();
        http.advance("PT1H");
        assertThat(deadlines(running)).containsExactly(due.plus(Duration.ofDays(2)));
        assertThat(events(running, "Extended")).isEqualTo(1);
        assertThat(events(ended, "Extended")).isZero();

        for (int i = 0; i < 3; i++) {
            http.advance("PT2H");
            installation.part(Sweeper.class).workAll();
        }
        assertThat(events(running, "Extended"))
                .as("further passes find it done")
                .isEqualTo(1);

        var shown = http.as(consumer).get("/api/v1/complaints/" + running).text();
        assertThat(shown).contains(due.plus(Duration.ofDays(2)).toString().substring(0, 16));
        assertThat(installation
                        .jdbc()
                        .sql(
                                "SELECT count(*) FROM journal_entry WHERE action = 'policy.clocks-stopped' AND subject = 'policy:flood-1'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(installation
                        .jdbc()
                        .sql(
                                "SELECT count(*) FROM journal_entry WHERE action = 'complaint.Extended' AND subject = :subject")
                        .param("subject", "complaint:" + running)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(messages() - toldBefore).as("both parties are told").isGreaterThanOrEqualTo(2);
        assertThat(http.get("/policy").text()).contains("all answer periods stand still");

        // Filed under the new version: its own calendar knows the stop, and nothing is extended a second time.
        var later = http.file(http.consumer(), shop, "A-3");
        var filed = deadlines(later).getFirst();
        assertThat(Duration.between(inForce.plus(Duration.ofHours(6)), filed))
                .isBetween(Duration.ofHours(5 * 24), Duration.ofHours(7 * 24));
        http.advance("PT2H");
        assertThat(events(later, "Extended")).isZero();
        assertThat(deadlines(later)).containsExactly(filed);

        // Four days of its own and two of the stop: not a minute earlier is it a point.
        http.advance("P4D");
        assertThat(events(running, "LeftUnanswered")).isZero();
        http.advance("P2D");
        assertThat(events(running, "LeftUnanswered")).isEqualTo(1);
        assertThat(installation
                        .jdbc()
                        .sql("SELECT done_at IS NOT NULL FROM force_majeure WHERE policy_version = 'flood-1'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }
}
