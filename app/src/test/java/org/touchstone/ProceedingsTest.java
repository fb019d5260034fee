package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.complaint.Transitions;

/** Every state and edge through the interface, and every illegal edge refused by name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProceedingsTest {

    private Installation installation;
    private Http http;
    private String officer;
    private String appeals;

    @BeforeAll
    void start() {
        installation = Installation.fresh();
        http = installation.http();
        officer = http.person("OFFICER");
        appeals = http.person("APPEALS_OFFICER");
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    /** A complaint with its parties. */
    private final class Case {
        final Shop shop = http.shop();
        final String consumer = http.consumer();
        String id = "";

        Case filed() {
            id = http.file(consumer, shop, "A-1");
            return this;
        }

        Case notAdmitted() {
            var filing = Http.filing(shop, "A-1");
            filing.put("purchasedOn", "2020-01-01");
            filing.put("appeal", "I was in hospital for years.");
            var answer = http.as(consumer).post("/api/v1/complaints", filing);
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            id = answer.json().path("id").asString();
            return this;
        }

        String token(Party party) {
            return switch (party) {
                case CONSUMER -> consumer;
                case BUSINESS -> shop.owner();
                default -> officer;
            };
        }

        String state() {
            return http.as(officer)
                    .get("/api/v1/complaints/" + id)
                    .json()
                    .path("state")
                    .asString();
        }

        Answer take(Step step) {
            return take(step, StepRequest.standard(step));
        }

        /** Makes a step as the party whose step it is by nature. */
        Answer take(Step step, Party party) {
            var made = StepRequest.of(step);
            var token = step == Step.GRANT_APPEAL || step == Step.DENY_APPEAL ? appeals : token(party);
            return http.as(token).post("/api/v1/complaints/" + id + "/" + made.path(), made.body());
        }

        Case after(Step... steps) {
            for (var step : steps) {
                switch (step) {
                    case PASS_ROUND, PASS_LAST_ROUND -> http.advance("PT97H");
                    case PASS_INFORMATION -> http.advance("PT49H");
                    case STAY_SILENT -> http.advance("P21D");
                    default -> {
                        var answer = take(step);
                        assertThat(answer.status())
                                .as("%s: %s", step, answer.text())
                                .isEqualTo(200);
                    }
                }
            }
            return this;
        }
    }

    private Case in(State state) {
        return switch (state) {
            case NOT_ADMITTED -> new Case().notAdmitted();
            case OPEN -> new Case().filed();
            case WAITING_CONSUMER -> new Case().filed().after(Step.ASK_INFORMATION);
            case REFUSAL_REVIEW -> new Case().filed().after(Step.REFUSE);
            case EXCLUDED -> new Case().filed().after(Step.REFUSE, Step.UPHOLD_REFUSAL);
            case ANSWERED -> new Case().filed().after(Step.ANSWER);
            case RESOLVED -> new Case().filed().after(Step.ANSWER, Step.RATE_SOLVED);
            case NOT_RESOLVED -> new Case().filed().after(Step.ANSWER, Step.RATE_NOT_SOLVED);
            case CLOSED_UNRATED -> new Case().filed().after(Step.ANSWER, Step.STAY_SILENT);
            case UNANSWERED -> new Case().filed().after(Step.PASS_LAST_ROUND);
            case ANSWERED_AFTER_EXPIRY -> new Case().filed().after(Step.PASS_LAST_ROUND, Step.ANSWER);
            case MEDIATION -> new Case().filed().after(Step.ANSWER, Step.RATE_NOT_SOLVED, Step.ASK_MEDIATION);
            case SETTLED ->
                new Case()
                        .filed()
                        .after(
                                Step.ANSWER,
                                Step.RATE_NOT_SOLVED,
                                Step.ASK_MEDIATION,
                                Step.PROPOSE_SETTLEMENT,
                                Step.ACCEPT_SETTLEMENT,
                                Step.COMPLETE_SETTLEMENT);
            case RULED -> new Case().filed().after(Step.ANSWER, Step.RATE_NOT_SOLVED, Step.ASK_MEDIATION, Step.RULE);
            case COMPLIED ->
                new Case()
                        .filed()
                        .after(
                                Step.ANSWER,
                                Step.RATE_NOT_SOLVED,
                                Step.ASK_MEDIATION,
                                Step.RULE,
                                Step.CONFIRM_COMPLIANCE);
            case REFERRED ->
                new Case().filed().after(Step.ANSWER, Step.RATE_NOT_SOLVED, Step.ASK_MEDIATION, Step.RULE, Step.REFER);
            case WITHDRAWN -> new Case().filed().after(Step.WITHDRAW);
        };
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void every_illegal_step_is_refused_by_name_and_changes_nothing(State state) {
        var standing = in(state);
        assertThat(standing.state()).isEqualTo(state.name());
        for (var step : Step.values()) {
            boolean times = step == Step.PASS_INFORMATION
                    || step == Step.PASS_ROUND
                    || step == Step.PASS_LAST_ROUND
                    || step == Step.STAY_SILENT;
            if (!times && !Transitions.TABLE.allows(state, step)) {
                var answer = standing.take(step);
                assertThat(answer.status())
                        .as("%s in %s: %s", step, state, answer.text())
                        .isEqualTo(409);
                assertThat(answer.code()).isIn("wrong-state", "deadline-passed");
            }
        }
        assertThat(standing.state()).isEqualTo(state.name());
    }

    @Test
    void every_edge_of_the_table_can_be_gone_through_the_interface() {
        var gone = new TreeSet<String>();
        var ways = new LinkedHashMap<State, List<List<Step>>>();
        ways.put(State.NOT_ADMITTED, List.of(List.of(Step.ADMIT), List.of(Step.KEEP_OUT)));
        ways.put(
                State.OPEN,
                List.of(
                        List.of(
                                Step.ASK_INFORMATION,
                                Step.GIVE_INFORMATION,
                                Step.REFUSE,
                                Step.DENY_REFUSAL,
                                Step.ANSWER),
                        List.of(Step.ASK_INFORMATION, Step.PASS_INFORMATION, Step.WITHDRAW),
                        List.of(Step.ASK_INFORMATION, Step.WITHDRAW),
                        List.of(Step.REFUSE, Step.WITHDRAW),
                        List.of(Step.REFUSE, Step.UPHOLD_REFUSAL, Step.APPEAL, Step.DENY_APPEAL),
                        List.of(Step.REFUSE, Step.UPHOLD_REFUSAL, Step.APPEAL, Step.GRANT_APPEAL),
                        List.of(Step.PASS_LAST_ROUND, Step.WITHDRAW),
                        List.of(Step.PASS_LAST_ROUND, Step.ANSWER, Step.WITHDRAW),
                        List.of(Step.PASS_LAST_ROUND, Step.ANSWER, Step.ASK_MEDIATION, Step.WITHDRAW),
                        List.of(Step.PASS_LAST_ROUND, Step.ASK_MEDIATION),
                        List.of(Step.ANSWER, Step.STAY_SILENT),
                        List.of(Step.ANSWER, Step.WITHDRAW),
                        List.of(Step.ANSWER, Step.RATE_SOLVED, Step.CONFIRM_KEPT, Step.REOPEN)));
        ways.put(
                State.MEDIATION,
                List.of(
                        List.of(
                                Step.PROPOSE_SETTLEMENT,
                                Step.DECLINE_SETTLEMENT,
                                Step.PROPOSE_SETTLEMENT,
                                Step.ACCEPT_SETTLEMENT,
                                Step.COMPLETE_SETTLEMENT,
                                Step.CONFIRM_SETTLEMENT),
                        List.of(Step.RULE, Step.APPEAL, Step.GRANT_APPEAL, Step.RULE, Step.CONFIRM_COMPLIANCE),
                        List.of(Step.RULE, Step.APPEAL, Step.DENY_APPEAL, Step.REFER)));
        ways.put(State.NOT_RESOLVED, List.of(List.of(Step.ASK_MEDIATION)));
        ways.put(State.ANSWERED, List.of(List.of(Step.RATE_NOT_SOLVED)));
        ways.put(State.SETTLED, List.of(List.of(Step.REPORT_BREACH, Step.RULE)));
        ways.forEach((from, all) -> all.forEach(steps -> {
            var standing = in(from);
            for (var step : steps) {
                var before = standing.state();
                standing.after(step);
                gone.add(before + " " + step + " " + standing.state());
            }
        }));
        var edges = new ArrayList<String>();
        for (var edge : Transitions.TABLE.edges()) {
            // A policy with more than one round is needed for this one; DeadlineTest has it.
            if (edge.step() != Step.PASS_ROUND) {
                edges.add(edge.from() + " " + edge.step() + " " + edge.to());
            }
        }
        assertThat(gone).containsAll(edges);
    }

    @Test
    void a_refusal_lost_gives_back_the_time_that_was_left_and_stands_on_the_record() {
        var standing = new Case().filed();
        http.advance("PT24H");
        standing.after(Step.REFUSE);
        http.advance("PT240H");
        assertThat(standing.state()).isEqualTo("REFUSAL_REVIEW");
        var denied = standing.take(Step.DENY_REFUSAL).json();
        assertThat(denied.path("state").asString()).isEqualTo("OPEN");
        var at = Instant.parse(denied.path("events").path(2).path("at").asString());
        var due = Instant.parse(denied.path("dueAt").asString());
        assertThat(java.time.Duration.between(at, due).toHours()).isBetween(71L, 72L);
        assertThat(denied.path("events").path(1).path("text").asString())
                .isEqualTo("Not our customer.\n\nNo such order in our books.");
        var record = eventually(standing.shop, "refusals", "lost");
        assertThat(record.path("refusals").path("asked").asInt()).isEqualTo(1);
        assertThat(record.path("refusals").path("lost").asInt()).isEqualTo(1);
    }

    private tools.jackson.databind.JsonNode eventually(Shop shop, String field, String part) {
        var end = System.nanoTime() + 2_000_000_000L;
        var record = http.record(shop);
        while (record.path(field).path(part).asInt() == 0 && System.nanoTime() < end) {
            record = http.record(shop);
        }
        return record;
    }

    @Test
    void nobody_makes_the_step_of_another() {
        var standing = in(State.REFUSAL_REVIEW);
        for (var token : List.of(standing.consumer, standing.shop.owner())) {
            var answer = http.as(token)
                    .post(
                            "/api/v1/complaints/" + standing.id + "/refusal-review",
                            Map.of("uphold", true, "reason", "Mine."));
            assertThat(answer.status()).isEqualTo(403);
        }
        var stranger = http.as(http.consumer())
                .post("/api/v1/complaints/" + standing.id + "/refusal-review", Map.of("uphold", true, "reason", "x"));
        assertThat(stranger.status()).isEqualTo(404);
        var consumerRefuses = http.as(standing.consumer)
                .post("/api/v1/complaints/" + standing.id + "/refusal", Map.of("reason", "x"));
        assertThat(consumerRefuses.code()).isEqualTo("not-a-party");
    }

    @Test
    void an_appeal_is_decided_by_an_appeals_officer_alone() {
        var standing = in(State.EXCLUDED).after(Step.APPEAL);
        var body = Map.of("grant", true, "reason", "x");
        var path = "/api/v1/complaints/" + standing.id + "/appeal-decision";
        assertThat(http.as(officer).post(path, body).status()).isEqualTo(403);
        assertThat(http.as(appeals).post(path, body).status()).isEqualTo(200);
    }

    @Test
    void the_reader_is_told_what_may_be_done_and_what_is_waited_for() {
        var standing = new Case().filed();
        var seen = http.as(standing.shop.owner())
                .get("/api/v1/complaints/" + standing.id)
                .json();
        assertThat(seen.path("steps").toString()).contains("ANSWER", "ASK_INFORMATION", "REFUSE");
        assertThat(seen.path("expected").path("who").asString()).isEqualTo("BUSINESS");
        assertThat(seen.path("expected").path("by").asString())
                .isEqualTo(seen.path("dueAt").asString());
        standing.after(Step.ASK_INFORMATION, Step.GIVE_INFORMATION);
        var later = http.as(standing.shop.owner())
                .get("/api/v1/complaints/" + standing.id)
                .json();
        assertThat(later.path("steps").toString()).doesNotContain("ASK_INFORMATION");
        assertThat(standing.take(Step.ASK_INFORMATION).code()).isEqualTo("only-once");
    }

    @Test
    void a_complaint_the_checks_refuse_reaches_the_shop_only_when_the_centre_admits_it() {
        var standing = new Case().notAdmitted();
        assertThat(http.as(standing.shop.owner())
                        .get("/api/v1/desk/complaints?state=OPEN")
                        .json()
                        .path("items"))
                .isEmpty();
        var again = Http.filing(standing.shop, "A-2");
        again.put("purchasedOn", "2020-01-01");
        again.put("appeal", "Once more.");
        assertThat(http.as(standing.consumer).post("/api/v1/complaints", again).code())
                .isEqualTo("appeal-pending");
        var admitted = standing.take(Step.ADMIT).json();
        assertThat(admitted.path("state").asString()).isEqualTo("OPEN");
        assertThat(http.as(standing.shop.owner())
                        .get("/api/v1/desk/complaints?state=OPEN")
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void a_duplicate_or_a_second_filing_of_the_day_can_be_put_before_the_centre() {
        var standing = new Case().filed();
        var same = Http.filing(standing.shop, "A-1");
        assertThat(http.as(standing.consumer).post("/api/v1/complaints", same).code())
                .isEqualTo("daily-limit");
        same.put("appeal", "It is another parcel of the same invoice.");
        var asked = http.as(standing.consumer).post("/api/v1/complaints", same);
        assertThat(asked.status()).isEqualTo(201);
        standing.id = asked.json().path("id").asString();
        assertThat(standing.take(Step.ADMIT).json().path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void letters_go_to_and_fro_and_stop_no_clock() {
        var standing = new Case().filed();
        var path = "/api/v1/complaints/" + standing.id + "/messages";
        var due =
                http.as(officer).get("/api/v1/complaints/" + standing.id).json().path("dueAt");
        assertThat(http.as(standing.consumer)
                        .post(path, Map.of("text", "Where is it?"))
                        .status())
                .isEqualTo(201);
        assertThat(http.as(standing.shop.owner())
                        .post(path, Map.of("text", "On its way."))
                        .status())
                .isEqualTo(201);
        var thread = http.as(officer).get(path).json();
        assertThat(thread).hasSize(2);
        assertThat(thread.path(1).path("from").asString()).isEqualTo("BUSINESS");
        assertThat(http.as(http.consumer()).get(path).status()).isEqualTo(404);
        assertThat(http.as(officer)
                        .get("/api/v1/complaints/" + standing.id)
                        .json()
                        .path("dueAt"))
                .isEqualTo(due);
    }

    @Test
    void an_officer_files_for_someone_on_the_telephone() {
        var shop = http.shop();
        var person = http.post("/sandbox/people", Map.of("count", 1, "role", "CONSUMER"))
                .json()
                .path(0);
        var number = person.path("nationalId").asString();
        var body = Map.of(
                "nationalId",
                number,
                "consent",
                "Read back and agreed at 10:00.",
                "complaint",
                Http.filing(shop, "A-1"));
        assertThat(http.as(http.consumer())
                        .post("/api/v1/assisted-complaints", body)
                        .status())
                .isEqualTo(403);
        var filed = http.as(officer).post("/api/v1/assisted-complaints", body);
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        assertThat(filed.json().path("channel").asString()).isEqualTo("ASSISTED");
        var mine = http.as(http.token(number)).get("/api/v1/complaints").json().path("items");
        assertThat(mine).hasSize(1);
        assertThat(http.as(officer)
                        .post(
                                "/api/v1/assisted-complaints",
                                Map.of("nationalId", number, "complaint", Http.filing(shop, "A-2")))
                        .text())
                .contains("consent");
    }

    @Test
    void a_dispute_corrects_the_record_in_public() {
        var standing = in(State.UNANSWERED);
        var before = eventually(standing.shop, "negativePoints", "");
        assertThat(before.path("negativePoints").asInt()).isEqualTo(1);
        var path = "/api/v1/complaints/" + standing.id + "/dispute";
        var claim = Map.of("correction", "NOT_COUNTED", "reason", "The desk was down, call 09121234567.");
        assertThat(http.as(standing.consumer).post(path, claim).status()).isEqualTo(403);
        var raised = http.as(standing.shop.owner()).post(path, claim);
        assertThat(raised.status()).as(raised.text()).isEqualTo(201);
        assertThat(http.as(standing.shop.owner()).post(path, claim).code()).isEqualTo("disputed-already");
        var decided = http.as(officer)
                .post(
                        "/api/v1/disputes/" + raised.json().path("id").asString() + "/decision",
                        Map.of("correct", true, "reason", "The desk was down on that day; the owner is 09121234567."));
        assertThat(decided.json().path("corrected").asBoolean()).isTrue();
        var end = System.nanoTime() + 2_000_000_000L;
        var log = http.get("/api/v1/corrections").json().path("items");
        while (log.isEmpty() && System.nanoTime() < end) {
            log = http.get("/api/v1/corrections").json().path("items");
        }
        assertThat(log).hasSize(1);
        var entry = log.path(0);
        assertThat(entry.path("mark").asString()).isEqualTo(standing.shop.code());
        assertThat(entry.path("before").path("unanswered").asInt()).isEqualTo(1);
        assertThat(entry.path("after").path("unanswered").asInt()).isZero();
        assertThat(entry.path("reason").asString())
                .contains("The desk was down")
                .doesNotContain("09121234567");
        assertThat(http.record(standing.shop).path("negativePoints").asInt()).isZero();
    }

    @Test
    void a_dispute_comes_within_thirty_days() {
        var standing = in(State.UNANSWERED);
        http.advance("P31D");
        var late = http.as(standing.shop.owner())
                .post(
                        "/api/v1/complaints/" + standing.id + "/dispute",
                        Map.of("correction", "NOT_COUNTED", "reason", "Late."));
        assertThat(late.code()).isEqualTo("deadline-passed");
        var nothing = http.as(standing.shop.owner())
                .post(
                        "/api/v1/complaints/" + standing.id + "/dispute",
                        Map.of("correction", "DELAYS_STRUCK", "reason", "None."));
        assertThat(nothing.code()).isEqualTo("nothing-to-dispute");
    }

    @Test
    void texts_are_nowhere_in_plain_and_events_carry_none() {
        in(State.RULED);
        var events = installation
                .jdbc()
                .sql("SELECT string_agg(event::text, ' ') FROM complaint_event")
                .query(String.class)
                .single();
        assertThat(events).doesNotContain("goods never came");
        var texts = installation
                .jdbc()
                .sql("SELECT string_agg(encode(content, 'escape'), ' ') FROM complaint_text")
                .query(String.class)
                .single();
        assertThat(texts).doesNotContain("goods never came");
    }
}
