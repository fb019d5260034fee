package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.complaint.Complaints;
import tools.jackson.databind.JsonNode;

/** What time brings about: on an installation of its own, whose clock is turned, with two nodes on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadlineTest {

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();
    private final Http second = installation.secondNode();

    @AfterAll
    void close() {
        installation.close();
    }

    private static List<String> events(JsonNode complaint) {
        return complaint
                .path("events")
                .valueStream()
                .map(e -> e.path("type").asString())
                .toList();
    }

    @Test
    void silence_through_the_last_round_is_one_negative_point_at_the_due_instant() {
        var shop = http.shop();
        var consumer = http.consumer();
        var id = http.file(consumer, shop, "A-1");
        var due = http.as(consumer)
                .get("/api/v1/complaints/" + id)
                .json()
                .path("dueAt")
                .asString();
        http.advance("PT100H");
        var complaint = http.as(consumer).get("/api/v1/complaints/" + id).json();
        assertThat(complaint.path("state").asString()).isEqualTo("UNANSWERED");
        var last = complaint.path("events").path(1);
        assertThat(last.path("type").asString()).isEqualTo("LeftUnanswered");
        assertThat(last.path("at").asString()).isEqualTo(due);
        assertThat(http.record(shop).path("negativePoints").asInt()).isEqualTo(1);
        var followUps =
                http.as(http.person("OFFICER")).get("/api/v1/follow-ups").json().path("items");
        assertThat(followUps
                        .valueStream()
                        .map(f -> f.path("complaintId").asString())
                        .toList())
                .contains(id);
    }

    @Test
    void an_answer_after_the_last_round_keeps_the_point() {
        var shop = http.shop();
        var id = http.file(http.consumer(), shop, "A-1");
        http.advance("PT97H");
        assertThat(http.answer(shop, id).json().path("state").asString()).isEqualTo("ANSWERED_AFTER_EXPIRY");
        http.advance("PT1H");
        assertThat(http.record(shop).path("unanswered").asInt()).isEqualTo(1);
    }

    @Test
    void the_business_is_reminded_twice_and_never_again() {
        var shop = http.shop();
        http.file(http.consumer(), shop, "A-1");
        http.advance("PT71H");
        assertThat(reminders(shop.host())).isZero();
        http.advance("PT2H");
        assertThat(reminders(shop.host())).isEqualTo(1);
        http.advance("PT20H");
        assertThat(reminders(shop.host())).isEqualTo(2);
        http.advance("PT30H");
        assertThat(reminders(shop.host())).isEqualTo(2);
    }

    private long reminders(String host) {
        return http.get("/sandbox/messages?limit=1000")
                .json()
                .valueStream()
                .filter(m -> m.path("channel").asString().equals("MAIL"))
                .filter(m -> m.path("text").asString().contains(host))
                .filter(m -> m.path("subject").asString().matches("(یادآوری|提醒|Reminder).*"))
                .count();
    }

    @Test
    void silence_of_the_consumer_closes_an_answered_complaint_unrated() {
        var shop = http.shop();
        var consumer = http.consumer();
        var id = http.file(consumer, shop, "A-1");
        http.answer(shop, id);
        http.advance("P20DT1M");
        assertThat(events(http.as(consumer).get("/api/v1/complaints/" + id).json()))
                .containsExactly("Filed", "Answered", "ClosedUnrated");
        var late = http.as(consumer).post("/api/v1/complaints/" + id + "/outcome", Map.of("solved", true, "score", 4));
        assertThat(late.code()).isEqualTo("deadline-passed");
        var solved = http.record(shop).path("solved");
        assertThat(solved.path("ofRated").isNull()).isTrue();
        assertThat(solved.path("ofAll").asDouble()).isZero();
        assertThat(solved.path("official").asDouble()).isEqualTo(1.0);
    }

    @Test
    void every_deadline_is_worked_exactly_once_by_two_nodes_at_the_same_time() throws Exception {
        var shop = http.shop();
        for (int i = 0; i < 40; i++) {
            (i % 2 == 0 ? http : second).file(http.consumer(), shop, "A-" + i);
        }
        var complaints = installation.part(Complaints.class);
        installation
                .jdbc()
                .sql("UPDATE sandbox_clock SET ahead = ahead + interval '97 hours'")
                .update();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                var unused = threads.submit(() -> {
                    while (complaints.passNext()) {
                        // until nothing is due
                    }
                });
                assertThat(unused).isNotNull();
            }
        }
        http.advance("PT0S");
        var points = installation
                .jdbc()
                .sql("""
                        SELECT count(*) FROM complaint_event e JOIN complaint c ON c.id = e.complaint_id
                        WHERE c.mark = :mark AND e.event ->> 'type' = 'LeftUnanswered'
                        """)
                .param("mark", shop.code())
                .query(Integer.class)
                .single();
        assertThat(points).isEqualTo(40);
        assertThat(http.record(shop).path("unanswered").asInt()).isEqualTo(40);
        assertThat(second.record(shop).path("unanswered").asInt()).isEqualTo(40);
    }

    @Test
    void a_complaint_filed_on_one_node_is_seen_and_answered_on_the_other() {
        var shop = http.shop();
        var consumer = http.consumer();
        var id = http.file(consumer, shop, "A-1");
        assertThat(second.as(consumer).get("/api/v1/complaints/" + id).status()).isEqualTo(200);
        assertThat(second.answer(shop, id).status()).isEqualTo(200);
        var again = second.as(consumer).post("/api/v1/complaints", Http.filing(shop, "A-2"));
        assertThat(again.code()).isEqualTo("daily-limit");
    }

    @Test
    void a_look_into_the_past_sees_nothing_that_came_later() {
        var shop = http.shop();
        var id = http.file(http.consumer(), shop, "A-1");
        http.advance("PT50H");
        var then = Instant.parse(http.get("/sandbox/clock").json().path("now").asString());
        var before = http.record(shop);
        http.answer(shop, id);
        http.advance("PT60H");
        var past = http.get("/api/v1/marks/" + shop.code() + "/record?asOf=" + then)
                .json();
        assertThat(past.path("matured").asInt()).isZero();
        assertThat(past.path("matured")).isEqualTo(before.path("matured"));
        assertThat(http.record(shop).path("answered").asInt()).isEqualTo(1);
    }
}
