package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What becomes of a mark that was issued by application: renewed, moved, looked at every day, and never given back to who lost it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarkRenewalTest {

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();

    @AfterAll
    void close() {
        installation.close();
    }

    private JsonNode mark(String code) {
        return http.get("/api/v1/marks/" + code).json();
    }

    private JsonNode begin(Applicant applicant, String code, String kind) {
        var begun = applicant.as().post("/api/v1/marks/" + code + "/applications", Map.of("kind", kind));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun.json();
    }

    @Test
    void a_mark_is_renewed_in_its_last_month_with_one_press_and_keeps_its_code() {
        var applicant = Applicant.in(http);
        var code = applicant.issued();
        var before = Instant.parse(mark(code).path("expiresAt").asString());
        var early = applicant.as().post("/api/v1/marks/" + code + "/applications", Map.of("kind", "RENEWAL"));
        assertThat(early.code()).isEqualTo("too-early");
        var now = Instant.parse(http.get("/sandbox/clock").json().path("now").asString());
        http.advance(Duration.between(now, before.minus(Duration.ofDays(20))).toString());
        assertThat(Applicant.in(http)
                        .as()
                        .post("/api/v1/marks/" + code + "/applications", Map.of("kind", "RENEWAL"))
                        .status())
                .isEqualTo(404);
        var renewal = begin(applicant, code, "RENEWAL");
        assertThat(begin(applicant, code, "RENEWAL").path("id")).isEqualTo(renewal.path("id"));
        assertThat(renewal.at("/challenge/file/content").asString()).startsWith("touchstone-verification=");
        applicant.submit(renewal);
        applicant.await(renewal, "ISSUED");
        assertThat(Instant.parse(mark(code).path("expiresAt").asString())).isAfter(before.plus(Duration.ofDays(700)));
        assertThat(mark(code).path("state").asString()).isEqualTo("ISSUED");
    }

    @Test
    void a_mark_moves_to_another_address_with_its_code_and_the_old_one_says_where_to() {
        var applicant = Applicant.in(http);
        var code = applicant.issued();
        var move = begin(applicant, code, "MOVE_HOST");
        assertThat(applicant.submit(move).code()).isEqualTo("application-incomplete");
        var there = new Applicant(http, applicant.token(), applicant.business(), "new-" + applicant.host());
        var changed = there.as()
                .send(
                        "PATCH",
                        "/api/v1/applications/" + Applicant.id(move),
                        "application/json",
                        Http.JSON.writeValueAsString(there.answers()));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        there.openShop(changed.json());
        there.submit(move);
        there.await(move, "ISSUED");
        assertThat(mark(code).path("host").asString()).isEqualTo(there.host());
        assertThat(http.get("/api/v1/websites/" + there.host())
                        .json()
                        .path("covered")
                        .asBoolean())
                .isTrue();
        var old = http.get("/api/v1/websites/" + applicant.host());
        assertThat(old.status()).isEqualTo(404);
        assertThat(old.json().at("/movedTo/host").asString()).isEqualTo(there.host());
    }

    @Test
    void a_mark_goes_to_another_owner_by_the_code_of_the_present_one_and_by_no_other() {
        var seller = Applicant.in(http);
        var code = seller.issued();
        var buyer = Applicant.in(http);
        var offered = seller.as().post("/api/v1/marks/" + code + "/transfer-code", Map.of());
        assertThat(offered.status()).isEqualTo(201);
        assertThat(buyer.as()
                        .post("/api/v1/marks/" + code + "/transfer-code", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(buyer.as()
                        .post("/api/v1/transfers", Map.of("mark", code, "transferCode", "WRONGWRONGWR"))
                        .code())
                .isEqualTo("transfer-code-wrong");
        var begun = buyer.as()
                .post(
                        "/api/v1/transfers",
                        Map.of(
                                "mark",
                                code,
                                "transferCode",
                                offered.json().path("code").asString()));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        var shop = new Applicant(http, buyer.token(), buyer.business(), seller.host());
        var changed = shop.as()
                .send(
                        "PATCH",
                        "/api/v1/applications/" + Applicant.id(begun.json()),
                        "application/json",
                        Http.JSON.writeValueAsString(shop.answers()));
        shop.openShop(changed.json());
        shop.submit(begun.json());
        shop.await(begun.json(), "ISSUED");
        assertThat(mark(code).at("/business/legalName").asString()).isEqualTo(buyer.legalName());
        assertThat(buyer.as()
                        .post(
                                "/api/v1/transfers",
                                Map.of(
                                        "mark",
                                        code,
                                        "transferCode",
                                        offered.json().path("code").asString()))
                        .code())
                .isEqualTo("transfer-code-wrong");
    }

    private JsonNode findings(Applicant applicant, String code) {
        return applicant.as().get("/api/v1/marks/" + code + "/findings").json();
    }

    private String lookPage(String token, String code) {
        var page = Visit.of(installation, token).get("/desk/marks/" + code + "/checks");
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.text();
    }

    private JsonNode awaitLook(Applicant applicant, String code, String before) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var seen = findings(applicant, code);
        while (seen.path("lookedAt").asString("").equals(before) && System.nanoTime() < until) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            seen = findings(applicant, code);
        }
        assertThat(seen.path("lookedAt").asString("")).isNotEqualTo(before);
        return seen;
    }

    @Test
    void every_mark_is_looked_at_each_day_and_what_is_not_cured_in_time_is_put_before_an_officer() {
        var applicant = Applicant.in(http);
        var application = applicant.begin();
        applicant.openShop(application);
        applicant.submit(application);
        var code = applicant.await(application, "ISSUED").at("/mark/code").asString();
        http.advance("P1D");
        var first = awaitLook(applicant, code, "");
        assertThat(first.path("open")).isEmpty();
        assertThat(lookPage(applicant.token(), code)).contains("Nothing to put right", "Next look");

        var file = application.at("/challenge/file");
        var withoutReturns = applicant
                .page()
                .replaceAll("(?s)<h2 id=\"returns\">.*?(?=<h2)", "")
                .formatted("");
        applicant.putShop(Map.of(
                "pages",
                Map.of(
                        "/",
                        withoutReturns,
                        file.path("path").asString(),
                        file.path("content").asString())));
        http.advance("P1D");
        var second = awaitLook(applicant, code, first.path("lookedAt").asString());
        assertThat(second.path("open")).hasSize(1);
        assertThat(second.at("/open/0/finding/facts/topic").asString()).isEqualTo("RETURNS");
        assertThat(lookPage(applicant.token(), code))
                .contains("Put this right by", "puts the mark under review", "kind=CHANGE")
                .doesNotContain("Nothing to put right");
        assertThat(lookPage(http.person("AUDITOR"), code))
                .contains("Put this right by", "/officer/marks/" + code)
                .doesNotContain("kind=CHANGE");
        assertThat(Visit.of(installation, http.consumer())
                        .get("/desk/marks/" + code + "/checks")
                        .status())
                .isEqualTo(404);
        assertThat(applicant
                        .as()
                        .get("/api/v1/marks/" + code)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ISSUED");
        assertThat(http.as(http.consumer())
                        .get("/api/v1/marks/" + code + "/findings")
                        .status())
                .isEqualTo(404);

        http.advance("P11D");
        assertThat(mark(code).path("state").asString()).isEqualTo("UNDER_REVIEW");
        var third = findings(applicant, code);
        assertThat(lookPage(applicant.token(), code)).contains("This was not put right in time");
        applicant.openShop(application);
        http.advance("P1D");
        var fourth = awaitLook(applicant, code, third.path("lookedAt").asString());
        assertThat(fourth.path("open")).isEmpty();
        assertThat(mark(code).path("state").asString()).isEqualTo("ISSUED");
        var decisions = http.get("/api/v1/marks/" + code + "/decisions").json().path("items");
        assertThat(decisions.valueStream().map(d -> d.path("step").asString()))
                .containsExactlyInAnyOrder("PUT_UNDER_REVIEW", "END_REVIEW");
    }

    @Test
    void before_the_first_look_the_page_says_so_and_marks_lead_to_it() {
        var applicant = Applicant.in(http);
        var code = applicant.issued();
        assertThat(lookPage(applicant.token(), code))
                .contains("Not looked at yet")
                .doesNotContain("Nothing to put right");
        var link = "/desk/marks/" + code + "/checks";
        assertThat(Visit.of(installation, applicant.token()).get("/desk/marks").text())
                .contains(link);
        assertThat(Visit.of(installation, http.person("OFFICER"))
                        .get("/officer/marks/" + code)
                        .text())
                .contains(link);
        assertThat(http.get(link).status()).isEqualTo(302);
    }

    @Test
    void who_lost_a_mark_does_not_come_back_under_another_name() {
        var applicant = Applicant.in(http);
        var code = applicant.issued();
        http.as(http.person("OFFICER"))
                .post("/api/v1/marks/" + code + "/revocation", Map.of("reason", "Forged invoices."));
        var approved = http.as(http.person("SENIOR_OFFICER"))
                .post("/api/v1/marks/" + code + "/approval", Map.of("approve", true, "reason", "Seen."));
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(mark(code).path("state").asString()).isEqualTo("REVOKED");
        var other = new Applicant(http, applicant.token(), applicant.business(), "again-" + applicant.host());
        var application = other.begin();
        other.openShop(application);
        other.submit(application);
        var refused = other.await(application, "REFUSED");
        assertThat(Applicant.codes(refused.path("reasons"))).containsExactly("revoked-owner");
        assertThat(refused.at("/reasons/0/facts/ties").asString()).contains("OWNER");
        assertThat(List.of(refused.at("/reasons/0/facts/mark").asString())).containsExactly(code);
    }
}
