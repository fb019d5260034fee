package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.registers.Register;
import org.touchstone.registers.Registers;
import tools.jackson.databind.JsonNode;

/** From an application to a mark, through the interface, against real registers, websites, names and certificates of the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuingTest {

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();

    @AfterAll
    void close() {
        for (var register : List.of("identity", "business", "licence", "address", "tax", "dns")) {
            http.post("/sandbox/registries/" + register, Map.of("mode", "UP"));
        }
        installation.close();
    }

    private void register(String name, String mode) {
        var set = http.post("/sandbox/registries/" + name, Map.of("mode", mode));
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    @Test
    void whoever_gives_everything_has_the_mark_without_an_officer() {
        var applicant = Applicant.in(http);
        var application = applicant.begin();
        assertThat(application.path("state").asString()).isEqualTo("DRAFT");
        applicant.openShop(application);
        applicant.submit(application);
        var issued = applicant.await(application, "ISSUED");
        assertThat(issued.path("checks"))
                .hasSize(8)
                .allMatch(c -> c.path("state").asString().equals("PASSED"));
        var code = issued.path("mark").path("code").asString();
        var mark = http.get("/api/v1/marks/" + code).json();
        assertThat(mark.path("state").asString()).isEqualTo("ISSUED");
        assertThat(mark.path("host").asString()).isEqualTo(applicant.host());
        assertThat(http.get("/api/v1/websites/" + applicant.host())
                        .json()
                        .path("covered")
                        .asBoolean())
                .isTrue();
        assertThat(http.get("/api/v1/issuing")
                        .json()
                        .at("/lastThirtyDays/issued")
                        .asInt())
                .isPositive();
        // The applicant acts for the business from now on.
        assertThat(applicant.as().get("/api/v1/desk/complaints").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns", "meta"})
    void control_is_shown_by_a_record_or_a_tag_as_well(String way) {
        var applicant = Applicant.in(http);
        var application = applicant.begin();
        var challenge = application.path("challenge");
        var site = new HashMap<String, Object>();
        var meta = "<meta name=\"%s\" content=\"%s\">"
                .formatted(
                        challenge.at("/meta/name").asString(),
                        challenge.at("/meta/content").asString());
        site.put("pages", Map.of("/", applicant.page().formatted(way.equals("meta") ? meta : "")));
        if (way.equals("dns")) {
            site.put(
                    "dns",
                    Map.of(
                            challenge.at("/dns/name").asString(),
                            List.of("v=spf1 -all", challenge.at("/dns/value").asString())));
        }
        applicant.putShop(site);
        applicant.submit(application);
        var issued = applicant.await(application, "ISSUED");
        assertThat(Applicant.codes(Applicant.check(issued, "CONTROL").path("evidence")))
                .contains("control-" + way);
    }

    private static final Map<String, String> REGISTERS = Map.of(
            "identity", "IDENTITY", "business", "BUSINESS", "licence", "LICENCE", "address", "ADDRESS", "tax", "TAX");

    @Test
    void registers_that_are_down_keep_their_checks_waiting_and_the_mark_issues_by_itself_when_the_last_is_back() {
        var applicant = Applicant.in(http);
        try {
            REGISTERS.keySet().forEach(r -> register(r, "DOWN"));
            var application = applicant.begin();
            applicant.openShop(application);
            applicant.submit(application);
            for (var looked : List.of("CONTROL", "CONTENT", "TLS")) {
                applicant.awaitCheck(application, looked, "PASSED");
            }
            for (var check : REGISTERS.values()) {
                var waiting = applicant.awaitCheck(application, check, "WAITING");
                assertThat(Applicant.check(waiting, check).path("waitsFor").asString())
                        .isNotEmpty();
                assertThat(Applicant.check(waiting, check).path("nextTryAt").asString())
                        .isNotEmpty();
            }
            for (var register : REGISTERS.entrySet()) {
                assertThat(applicant.view(application).path("state").asString()).isEqualTo("CHECKING");
                register(register.getKey(), "UP");
                applicant.awaitCheck(application, register.getValue(), "PASSED");
            }
            applicant.await(application, "ISSUED");
        } finally {
            REGISTERS.keySet().forEach(r -> register(r, "UP"));
        }
    }

    @Test
    void what_waits_for_a_register_goes_on_as_soon_as_it_answers_again() {
        var applicant = Applicant.in(http);
        var registers = installation.part(Registers.class);
        try {
            register("tax", "DOWN");
            for (int i = 0; i < 25; i++) {
                registers.tax(applicant.legalId());
            }
            assertThat(registers.down()).contains(Register.TAX);
            var application = applicant.begin();
            applicant.openShop(application);
            applicant.submit(application);
            applicant.awaitCheck(application, "TAX", "WAITING");
            register("tax", "UP");
            // Its own next try would come in an hour.
            installation
                    .jdbc()
                    .sql(
                            "UPDATE application_check SET due_at = touchstone_now() + interval '1 hour', claimed_until = NULL "
                                    + "WHERE code = 'TAX' AND state = 'WAITING' AND application_id = :id")
                    .param("id", UUID.fromString(Applicant.id(application)))
                    .update();
            applicant.await(application, "ISSUED");
        } finally {
            register("tax", "UP");
        }
    }

    @Test
    void whoever_shows_control_by_dns_alone_is_not_sent_away_because_dns_does_not_answer() {
        var applicant = Applicant.in(http);
        try {
            register("dns", "DOWN");
            var application = applicant.begin();
            applicant.openShop(application);
            applicant.submit(application);
            applicant.awaitCheck(application, "CONTROL", "WAITING");
            assertThat(applicant.view(application).path("state").asString()).isEqualTo("CHECKING");
            register("dns", "UP");
            applicant.await(application, "ISSUED");
        } finally {
            register("dns", "UP");
        }
    }

    @Test
    void what_is_missing_is_told_exactly_and_once_put_right_the_mark_is_issued() {
        var applicant = Applicant.in(http);
        var application = applicant.begin();
        applicant.putShop(Map.of("pages", Map.of("/", "<html><body><h1>Shop</h1><p>Soon.</p></body></html>")));
        applicant.submit(application);
        var needs = applicant.await(application, "NEEDS_INPUT");
        assertThat(Applicant.codes(needs.path("toDo"))).contains("control-not-shown", "content-missing");
        assertThat(needs.path("toDo")).allMatch(f -> !f.path("text").asString().isBlank());
        applicant.openShop(application);
        applicant.submit(application);
        applicant.await(application, "ISSUED");
    }

    @Test
    void contradictory_evidence_reaches_an_officer_as_one_open_question() {
        var applicant = Applicant.in(http);
        var officer = http.as(http.person("OFFICER"));
        try {
            register("licence", "CONTRADICTORY");
            var application = applicant.begin();
            applicant.openShop(application);
            applicant.submit(application);
            applicant.awaitCheck(application, "LICENCE", "QUESTION");
            applicant.awaitCheck(application, "CONTENT", "PASSED");
            assertThat(applicant.view(application).path("state").asString()).isEqualTo("CHECKING");
            var mine = officer.get("/api/v1/application-questions")
                    .json()
                    .valueStream()
                    .filter(q -> q.path("application").asString().equals(Applicant.id(application)))
                    .toList();
            assertThat(mine).hasSize(1);
            var path = "/api/v1/applications/" + Applicant.id(application) + "/checks/LICENCE/answer";
            assertThat(applicant
                            .as()
                            .post(path, Map.of("accept", true, "reason", "x"))
                            .status())
                    .isEqualTo(403);
            assertThat(officer.post(path, Map.of("accept", true)).status()).isEqualTo(422);
            int run = mine.getFirst().path("run").asInt();
            var stale = officer.post(path, Map.of("accept", true, "reason", "Read before.", "run", run - 1));
            assertThat(stale.code()).isEqualTo("evidence-changed");
            assertThat(stale.json().path("run").asInt()).isEqualTo(run);
            assertThat(Visit.of(installation, http.person("OFFICER"))
                            .get("/officer/applications/" + Applicant.id(application))
                            .text())
                    .contains("name=\"run\" value=\"" + run + "\"");
            assertThat(officer.post(
                                    path,
                                    Map.of(
                                            "accept",
                                            true,
                                            "reason",
                                            "The firm changed its name last month.",
                                            "run",
                                            run))
                            .status())
                    .isEqualTo(200);
            applicant.await(application, "ISSUED");
            assertThat(officer.post(path, Map.of("accept", false, "reason", "x", "run", run))
                            .code())
                    .isEqualTo("wrong-state");
        } finally {
            register("licence", "UP");
        }
    }

    @Test
    void somebody_elses_business_is_refused_with_the_reason_and_an_appeal_is_decided_by_somebody_else() {
        var owner = Applicant.in(http);
        var stranger = Applicant.in(http);
        var answers = owner.answers();
        answers.put("host", stranger.host());
        var application = stranger.begin(answers);
        new Applicant(http, stranger.token(), owner.business(), stranger.host()).openShop(application);
        stranger.submit(application);
        var refused = stranger.await(application, "REFUSED");
        assertThat(Applicant.codes(refused.path("reasons"))).containsExactly("business-of-another");
        var path = "/api/v1/applications/" + Applicant.id(application);
        assertThat(owner.as().get(path).status()).isEqualTo(404);
        assertThat(stranger.as()
                        .post(path + "/appeal", Map.of("reason", "I bought it yesterday."))
                        .status())
                .isEqualTo(200);
        assertThat(stranger.as()
                        .post(path + "/appeal", Map.of("reason", "Again."))
                        .code())
                .isEqualTo("only-once");
        var decision = Map.of("grant", true, "reason", "The deed of sale is in order.");
        assertThat(http.as(http.person("OFFICER"))
                        .post(path + "/appeal-decision", decision)
                        .status())
                .isEqualTo(403);
        assertThat(http.as(http.person("APPEALS_OFFICER"))
                        .post(path + "/appeal-decision", decision)
                        .status())
                .isEqualTo(200);
        var issued = stranger.await(application, "ISSUED");
        assertThat(issued.path("appeal").asString()).isEqualTo("GRANTED");
    }

    @Test
    void a_refusal_after_a_granted_appeal_may_be_appealed_again_and_the_appeal_excuses_nothing_else() {
        var owner = Applicant.in(http);
        var stranger = Applicant.in(http);
        var answers = owner.answers();
        answers.put("host", stranger.host());
        var application = stranger.begin(answers);
        var path = "/api/v1/applications/" + Applicant.id(application);
        stranger.submit(application);
        stranger.await(application, "REFUSED");
        var why = Map.of("reason", "I bought it yesterday.");
        assertThat(stranger.as().post(path + "/appeal", why).status()).isEqualTo(200);
        assertThat(http.as(http.person("APPEALS_OFFICER"))
                        .post(path + "/appeal-decision", Map.of("grant", true, "reason", "The deed is in order."))
                        .status())
                .isEqualTo(200);
        var needs = stranger.await(application, "NEEDS_INPUT");
        assertThat(Applicant.codes(needs.path("toDo"))).contains("control-not-shown");
        answers.put(
                "contact",
                Map.of(
                        "phone",
                        "+982112345678",
                        "postalCode",
                        owner.business().path("postalCode").asString()));
        stranger.as().send("PATCH", path, "application/json", Http.JSON.writeValueAsString(answers));
        var again = Applicant.check(stranger.awaitCheck(application, "BUSINESS", "PASSED"), "BUSINESS");
        assertThat(Applicant.codes(again.path("evidence")))
                .as("the check was made anew, and what the appeal waived stays waived")
                .contains("business-of-another");
        assertThat(stranger.view(application).path("state").asString()).isEqualTo("NEEDS_INPUT");
        var another = Applicant.in(http).answers();
        another.put("host", stranger.host());
        stranger.as().send("PATCH", path, "application/json", Http.JSON.writeValueAsString(another));
        stranger.await(application, "REFUSED");
        assertThat(stranger.as().post(path + "/appeal", why).status()).isEqualTo(200);
    }

    @Test
    void what_passed_too_long_ago_is_looked_at_again_before_a_mark_is_issued() {
        var applicant = Applicant.in(http);
        var officer = http.as(http.person("OFFICER"));
        try {
            register("licence", "CONTRADICTORY");
            var application = applicant.begin();
            applicant.openShop(application);
            applicant.submit(application);
            applicant.awaitCheck(application, "LICENCE", "QUESTION");
            applicant.awaitCheck(application, "CONTROL", "PASSED");
            applicant.awaitCheck(application, "CONTENT", "PASSED");
            applicant.awaitCheck(application, "TLS", "PASSED");
            // While the question waits, the website goes to somebody else.
            applicant.putShop(Map.of("pages", Map.of("/", applicant.page().formatted(""))));
            http.advance("P3D");
            assertThat(officer.post(
                                    "/api/v1/applications/" + Applicant.id(application) + "/checks/LICENCE/answer",
                                    Map.of(
                                            "accept",
                                            true,
                                            "reason",
                                            "The firm changed its name.",
                                            "run",
                                            runOf(officer, application)))
                            .status())
                    .isEqualTo(200);
            assertThat(Applicant.codes(
                            applicant.await(application, "NEEDS_INPUT").path("toDo")))
                    .containsExactly("control-not-shown");
        } finally {
            register("licence", "UP");
        }
    }

    @Test
    void of_two_who_race_for_one_host_one_has_it_and_the_other_is_told_why() {
        var first = Applicant.in(http);
        var second = new Applicant(http, Applicant.in(http).token(), first.business(), first.host());
        var rival = Applicant.in(http);
        var answers = rival.answers();
        answers.put("host", first.host());
        var one = first.begin();
        var other = rival.begin(answers);
        var file = one.at("/challenge/file");
        var theirs = other.at("/challenge/dns");
        // Both can show control; the page names the first as who runs it.
        first.putShop(Map.of(
                "pages",
                Map.of(
                        "/",
                        first.page().formatted("") + rival.page().formatted(""),
                        file.path("path").asString(),
                        file.path("content").asString()),
                "dns",
                Map.of(
                        theirs.path("name").asString(),
                        List.of(theirs.path("value").asString()))));
        first.submit(one);
        first.await(one, "ISSUED");
        rival.submit(other);
        var refused = rival.await(other, "REFUSED");
        assertThat(Applicant.codes(refused.path("reasons"))).contains("host-marked");
        assertThat(second.as().get("/api/v1/applications/" + Applicant.id(one)).status())
                .isEqualTo(404);
    }

    @Test
    void a_named_licence_of_somebody_else_is_refused() {
        var victim = Applicant.in(http);
        var number = Applicant.check(victim.awaitCheck(victim.begin(), "LICENCE", "PASSED"), "LICENCE")
                .at("/evidence/0/facts/number")
                .asString();
        var thief = Applicant.in(http);
        var answers = thief.answers();
        answers.put("licenceNumber", number);
        var application = thief.begin(answers);
        thief.openShop(application);
        thief.submit(application);
        assertThat(Applicant.codes(thief.await(application, "REFUSED").path("reasons")))
                .containsExactly("licence-of-another");
    }

    @Test
    void wrong_answers_are_named_field_by_field_and_begin_nothing() {
        var applicant = Applicant.in(http);
        var answer = applicant
                .as()
                .post(
                        "/api/v1/applications",
                        Map.of(
                                "host",
                                "not an address",
                                "legalName",
                                "",
                                "legalId",
                                "123",
                                "trade",
                                "WAR",
                                "contact",
                                Map.of("phone", "x", "postalCode", "abc")));
        assertThat(answer.status()).isEqualTo(422);
        for (var field : List.of("host", "legalName", "legalId", "trade", "phone", "postalCode")) {
            assertThat(answer.text()).contains("\"" + field + "\"");
        }
        assertThat(applicant.as().get("/api/v1/applications").json()).isEmpty();
    }

    @Test
    void contact_left_out_is_filled_in_from_the_register_and_nobody_reads_another_s_application() {
        var applicant = Applicant.in(http);
        var answers = applicant.answers();
        answers.put("contact", "help@" + applicant.host());
        var application = applicant.begin(answers);
        applicant.openShop(application);
        assertThat(applicant.submit(application).status()).isEqualTo(200);
        applicant.await(application, "ISSUED");
        assertThat(http.get("/api/v1/applications/" + Applicant.id(application)).status())
                .isEqualTo(401);
        assertThat(http.as(http.consumer())
                        .get("/api/v1/applications/" + Applicant.id(application))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_application_that_was_given_up_is_left_alone() {
        var applicant = Applicant.in(http);
        var application = applicant.begin();
        var path = "/api/v1/applications/" + Applicant.id(application);
        assertThat(applicant.as().post(path + "/withdrawal", Map.of()).status()).isEqualTo(200);
        assertThat(applicant.submit(application).code()).isEqualTo("wrong-state");
        assertThat(applicant.as().post(path + "/checks/CONTROL", Map.of()).code())
                .isEqualTo("wrong-state");
    }

    /** Which asking the open question of an application is about. */
    private static int runOf(Http officer, JsonNode application) {
        return officer.get("/api/v1/application-questions")
                .json()
                .valueStream()
                .filter(q -> q.path("application").asString().equals(Applicant.id(application)))
                .findFirst()
                .orElseThrow()
                .path("run")
                .asInt();
    }
}
