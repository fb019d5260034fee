package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Answer;

/** The pages of applications as a browser without scripts uses them: forms, their faults, and where they lead. */
class ApplicationPagesTest {

    private static final Installation INSTALLATION = Installation.fresh();
    private static final Http HTTP = INSTALLATION.http();

    private final Applicant applicant = Applicant.in(HTTP);
    private final Visit visit = Visit.of(INSTALLATION, applicant.token());

    @AfterAll
    static void close() {
        INSTALLATION.close();
    }

    private static String fields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String location(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        return answer.response().headers().firstValue("Location").orElseThrow();
    }

    /** A draft begun on the page; the address of its task list. */
    private String begun() {
        return location(visit.submit(visit.get("/mark").text(), "/mark/apply", ""));
    }

    private Answer answer(String home, String task, Map<String, String> fields) {
        return visit.submit(visit.get(home + "/" + task).text(), home + "/" + task, fields(fields));
    }

    @Test
    void anybody_reads_what_a_mark_takes_and_only_people_who_signed_in_apply() {
        assertThat(HTTP.get("/mark").text()).contains("Get a trust mark", "/mark/try", "Have ready");
        assertThat(HTTP.get("/mark/issuing").text()).contains("90th percentile", "/api/v1/issuing");
        for (var path : new String[] {"/mark/apply", "/mark/try", "/mark/applications"}) {
            var answer = HTTP.get(path);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.response().headers().firstValue("Location").orElseThrow())
                    .endsWith("/sign-in?back=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        }
    }

    @Test
    void an_empty_draft_is_taken_up_again() {
        var home = begun();
        assertThat(begun()).isEqualTo(home);
        assertThat(visit.get("/mark/applications").text()).contains(home, "Sign in on any device");
        var other = Visit.of(INSTALLATION, Applicant.in(HTTP).token());
        assertThat(other.get(home).status()).isEqualTo(404);
    }

    @Test
    void the_number_of_the_business_brings_what_the_register_knows() {
        var home = begun();
        var empty = answer(home, "business", Map.of("legalId", ""));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("legalId-error", "Fill this in");
        var wrong = answer(home, "business", Map.of("legalId", "10100000001"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This is not the number of a legal entity");

        assertThat(location(answer(home, "business", Map.of("legalId", applicant.legalId()))))
                .isEqualTo(home + "/business");
        var found = visit.get(home + "/business").text();
        assertThat(found).contains("This is what the register says", "value=\"" + applicant.legalName() + "\"");
        assertThat(visit.get(home + "/contact").text())
                .contains(applicant.business().path("phone").asString())
                .contains(applicant.business().path("postalCode").asString());
        var noTrade = answer(
                home, "business", Map.of("legalId", applicant.legalId(), "legalName", applicant.legalName(), "trade", ""));
        assertThat(noTrade.status()).isEqualTo(422);
        assertThat(noTrade.text()).contains("trade-error");
    }

    @Test
    void while_the_register_does_not_answer_people_say_it_themselves() {
        HTTP.post("/sandbox/registries/business", Map.of("mode", "DOWN"));
        try {
            var home = begun();
            var first = answer(home, "business", Map.of("legalId", applicant.legalId()));
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text()).contains("does not answer at the moment", "name=\"byHand\"", "id=\"legalName\"");
            var second = visit.submit(
                    first.text(),
                    home + "/business",
                    fields(Map.of(
                            "legalId",
                            applicant.legalId(),
                            "byHand",
                            "true",
                            "legalName",
                            applicant.legalName(),
                            "trade",
                            applicant.business().path("trade").asString())));
            assertThat(location(second)).isEqualTo(home);
        } finally {
            HTTP.post("/sandbox/registries/business", Map.of("mode", "UP"));
        }
    }

    @Test
    void the_website_is_named_and_the_file_that_proves_control_is_handed_out() {
        var home = begun();
        var wrong = answer(home, "website", Map.of("host", "no address"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("host-error");
        assertThat(location(answer(home, "website", Map.of("host", applicant.host())))).isEqualTo(home + "/website#proof");
        var page = visit.get(home + "/website").text();
        var file = visit.get(home + "/website/touchstone-verification.txt");
        assertThat(file.response().headers().firstValue("Content-Disposition").orElseThrow())
                .contains("touchstone-verification.txt");
        assertThat(page).contains("_touchstone-verification." + applicant.host(), file.text().strip());
        assertThat(location(visit.submit(page, home + "/checks/CONTROL", "back=website"))).isEqualTo(home + "/website#proof");
        var stranger = Visit.of(INSTALLATION, Applicant.in(HTTP).token());
        assertThat(stranger.get(home + "/website/touchstone-verification.txt").status()).isEqualTo(404);
    }

    @Test
    void every_wrong_field_of_the_contact_is_named() {
        var home = begun();
        var wrong = answer(home, "contact", Map.of("postalCode", "12", "phone", "call me", "email", "nobody"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("postalCode-error", "phone-error", "email-error", "value=\"call me\"");
    }

    @Test
    void nothing_is_submitted_without_the_pledge_or_with_answers_missing() {
        var home = begun();
        var missing = visit.submit(visit.get("/mark").text(), home + "/pledge", "pledge=true");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.text()).contains(home + "/business", home + "/website", home + "/contact");
        var application = applicant.begin();
        var complete = "/mark/applications/" + Applicant.id(application);
        var refused = answer(complete, "pledge", Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("pledge-error");
        assertThat(applicant.view(application).path("state").asString()).isEqualTo("DRAFT");
        assertThat(location(answer(complete, "pledge", Map.of("pledge", "true")))).isEqualTo(complete);
        assertThat(applicant.view(application).path("state").asString()).isNotEqualTo("DRAFT");
    }

    @Test
    void giving_up_asks_first_and_ends_the_application() {
        var home = begun();
        var ask = visit.get(home + "/withdrawal").text();
        assertThat(location(visit.submit(ask, home + "/withdrawal", ""))).isEqualTo(home);
        assertThat(visit.get(home).text()).contains("This application was withdrawn");
        assertThat(location(visit.get(home + "/contact"))).isEqualTo(home);
        assertThat(visit.submit(ask, home + "/withdrawal", "").status()).isEqualTo(409);
    }

    @Test
    void the_twenty_first_look_within_an_hour_is_refused_with_a_sentence() {
        var page = visit.get("/mark/try").text();
        for (int i = 0; i < 20; i++) {
            assertThat(visit.submit(page, "/mark/try", "host=nowhere-" + i + ".example").status())
                    .isEqualTo(200);
        }
        var refused = visit.submit(page, "/mark/try", "host=nowhere.example");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).contains("You have looked 20 times within the last hour");
        HTTP.advance("PT61M");
        assertThat(visit.submit(page, "/mark/try", "host=nowhere.example").status()).isEqualTo(200);
    }

    @Test
    void only_the_centre_reads_other_peoples_applications() {
        var application = applicant.begin();
        var path = "/officer/applications/" + Applicant.id(application);
        assertThat(visit.get(path).status()).isEqualTo(403);
        var auditor = Visit.of(INSTALLATION, HTTP.person("AUDITOR"));
        var read = auditor.get(path);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).doesNotContain("name=\"decision\"");
        assertThat(auditor.submit(read.text(), path + "/checks/LICENCE", "decision=true&reason=x").status())
                .isEqualTo(403);
        assertThat(location(auditor.get("/mark/applications/" + Applicant.id(application)))).isEqualTo(path);
    }
}
