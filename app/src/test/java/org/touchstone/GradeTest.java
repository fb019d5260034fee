package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Shop;
import org.touchstone.policy.Policies;
import org.touchstone.record.IncidentReports;
import org.touchstone.record.store.GradeStore;
import org.touchstone.rules.grade.Grader;
import org.touchstone.rules.policy.Index;
import tools.jackson.databind.JsonNode;

/** Indices and grades, through the interface and down to the rows. */
class GradeTest {

    private final Installation installation = Installation.shared();
    private final Http http = installation.http();

    private JsonNode grade(Shop shop) {
        return http.get("/api/v1/marks/" + shop.code() + "/grade").json();
    }

    @Test
    void too_little_is_neither_0_nor_100() {
        var shop = http.shop();
        http.live(shop, 3, 3, 5);
        var grade = grade(shop);
        assertThat(grade.path("grade").isNull()).isTrue();
        assertThat(grade.path("lack").asString()).isEqualTo("NO_HISTORY");
        var mark = http.get("/api/v1/marks/" + shop.code()).json();
        assertThat(mark.path("grade").isNull()).isTrue();
        assertThat(mark.path("indices")).hasSize(5);
        assertThat(mark.at("/indices/0/name").asString()).isEqualTo("HISTORY");
        assertThat(mark.at("/indices/0/value").isNull()).isTrue();
        assertThat(mark.at("/indices/0/lack").asString()).isEqualTo("TOO_FEW_COMPLAINTS");
        assertThat(http.get("/m/" + shop.code() + "/grade").text()).contains("too-few");
    }

    @Test
    void a_grade_stands_everywhere_the_same_and_opens_to_its_sums() {
        var shop = http.shop();
        http.live(shop, 12, 11, 4);
        var grade = grade(shop);
        var letter = grade.path("grade").asString();
        assertThat(letter).as("%s", grade).isNotEmpty();
        var mark = http.get("/api/v1/marks/" + shop.code()).json();
        assertThat(mark.path("grade").asString()).isEqualTo(letter);
        assertThat(http.record(shop).path("grade").asString()).isEqualTo(letter);
        assertThat(http.get("/m/" + shop.code() + "/badge.svg?l=en&s=l").text()).contains("grade " + letter);
        assertThat(installation
                        .jdbc()
                        .sql("SELECT grade FROM mark WHERE code = :code")
                        .param("code", shop.code())
                        .query(String.class)
                        .single())
                .isEqualTo(letter);

        // Whoever has a calculator comes to the same.
        assertThat(mean(grade.path("indices")))
                .isEqualTo(grade.path("total").decimalValue().setScale(2));
        for (var index : grade.path("indices")) {
            if (!index.path("value").isNull()) {
                assertThat(mean(index.path("components")))
                        .isEqualTo(index.path("value").decimalValue().setScale(2));
            }
        }
        for (var index : Index.values()) {
            var page = http.get("/m/" + shop.code() + "/indices/" + index.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(page.status()).isEqualTo(200);
        }
        assertThat(http.get("/m/" + shop.code() + "/indices/nonsense").status()).isEqualTo(404);
        assertThat(http.get("/m/" + shop.code()).text()).contains("grade--" + letter);
    }

    private static BigDecimal mean(JsonNode parts) {
        var sum = BigDecimal.ZERO;
        int weights = 0;
        for (var part : parts) {
            if (!part.path("value").isNull()) {
                int weight = part.path("weight").asInt();
                sum = sum.add(part.path("value").decimalValue().multiply(BigDecimal.valueOf(weight)));
                weights += weight;
            }
        }
        return sum.divide(BigDecimal.valueOf(weights), 2, RoundingMode.HALF_UP);
    }

    @Test
    void a_severe_incident_caps_the_grade_until_it_is_closed_and_history_remembers_both() {
        var shop = http.shop();
        http.live(shop, 12, 12, 5);
        var before = grade(shop);
        var officer = http.as(http.person("OFFICER"));
        var path = "/api/v1/marks/" + shop.code() + "/incidents";
        assertThat(http.as(shop.owner()).post(path, Map.of("kind", "LEAK")).status())
                .isEqualTo(403);
        assertThat(officer.post(path, Map.of("kind", "LEAK", "severe", true)).status())
                .isEqualTo(422);
        var opened = officer.post(
                path,
                Map.of(
                        "kind",
                        "LEAK",
                        "severe",
                        true,
                        "sentence",
                        "Addresses of customers were on sale.",
                        "reason",
                        "A sample was bought and compared."));
        assertThat(opened.status()).isEqualTo(201);
        http.advance("PT1M");
        var capped = grade(shop);
        assertThat(capped.path("grade").asString()).isEqualTo("D");
        assertThat(capped.at("/caps/0").asString()).isEqualTo("SEVERE_FINDING");
        assertThat(http.get("/m/" + shop.code() + "/indices/security").text())
                .contains("Addresses of customers were on sale.")
                .doesNotContain("A sample was bought");
        var raises = http.as(shop.owner())
                .get("/api/v1/desk/marks/" + shop.code() + "/grade")
                .json();
        assertThat(raises.at("/raises/0/deed").asString()).isEqualTo("CLOSE");

        var closing = "/api/v1/incidents/" + opened.json().path("id").asString() + "/closing";
        assertThat(officer.post(closing, Map.of("reason", "The hole is mended; customers were told."))
                        .status())
                .isEqualTo(200);
        assertThat(officer.post(closing, Map.of("reason", "Again.")).status()).isEqualTo(409);
        http.advance("PT1M");
        var after = grade(shop);
        assertThat(after.path("grade").asString())
                .isEqualTo(before.path("grade").asString());
        var then = http.get("/api/v1/marks/" + shop.code() + "/grade?asOf="
                        + capped.path("since").asString())
                .json();
        assertThat(then.path("grade").asString()).isEqualTo("D");
        assertThat(http.get("/api/v1/marks/" + shop.code() + "/record?asOf="
                                + capped.path("since").asString())
                        .json()
                        .path("grade")
                        .asString())
                .isEqualTo("D");
        assertThat(after.path("history").size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void a_form_sent_twice_is_one_incident_and_one_established_by_mistake_is_withdrawn() {
        var shop = http.shop();
        http.live(shop, 12, 12, 5);
        var before = grade(shop);
        var path = "/officer/marks/" + shop.code() + "/incidents";
        var officer = Visit.of(installation, http.person("OFFICER"));
        var page = officer.get(path).text();
        var form = (FormElement) Objects.requireNonNull(Jsoup.parse(page).selectFirst("main form:has(#incidentKind)"));
        var filled = fields(form, Map.of("sentence", "Karafs was sold.", "reason", "A sample."))
                        .replaceAll("&?(incidentKind|severe)=[^&]*", "")
                + "&incidentKind=LEAK&severe=true";
        assertThat(officer.submit(page, path, filled).status()).isEqualTo(303);
        assertThat(officer.submit(page, path, filled).status()).isEqualTo(303);
        var incidents = "/api/v1/marks/" + shop.code() + "/incidents";
        assertThat(http.get(incidents).json().path("incidents")).hasSize(1);
        assertThat(http.get("/sandbox/messages?limit=1000").text())
                .contains(shop.host() + ": a severe security incident")
                .contains("/m/" + shop.code() + "/incident-report");
        http.advance("PT1M");
        assertThat(grade(shop).path("grade").asString()).isEqualTo("D");

        var id = http.get(incidents).json().at("/incidents/0/id").asString();
        var withdrawal = "/api/v1/incidents/" + id + "/withdrawal";
        var api = http.as(http.person("OFFICER"));
        assertThat(http.as(shop.owner())
                        .post(withdrawal, Map.of("reason", "Not so."))
                        .status())
                .isEqualTo(403);
        assertThat(api.post(withdrawal, Map.of("reason", " ")).status()).isEqualTo(422);
        // Also after it was closed: that it was mended would count for a year.
        assertThat(api.post("/api/v1/incidents/" + id + "/closing", Map.of("reason", "Mended."))
                        .status())
                .isEqualTo(200);
        var form2 = officer.get(path).text();
        assertThat(officer.submit(form2, path + "/" + id + "/withdrawal", "reason=The+sample+was+of+another+shop.")
                        .status())
                .isEqualTo(303);
        assertThat(api.post(withdrawal, Map.of("reason", "Again.")).status()).isEqualTo(409);
        assertThat(api.post("/api/v1/incidents/" + id + "/closing", Map.of("reason", "Mended."))
                        .status())
                .isEqualTo(409);
        http.advance("PT1M");
        var after = grade(shop);
        assertThat(after.path("grade")).isEqualTo(before.path("grade"));
        assertThat(after.at("/facts/incidents")).isEmpty();
        var seen = http.get(incidents).json().at("/incidents/0");
        assertThat(seen.path("withdrawal").asString()).isEqualTo("The sample was of another shop.");
        assertThat(seen.hasNonNull("withdrawnAt")).isTrue();
        assertThat(http.get("/m/" + shop.code() + "/indices/security").text())
                .contains("Karafs was sold.", "withdrawn on", "The sample was of another shop.");
        assertThat(officer.get(path).text()).doesNotContain("/withdrawal\"");
        assertThat(http.get("/open-data/grades.csv")
                        .text()
                        .lines()
                        .filter(l -> l.startsWith(shop.code()))
                        .findFirst()
                        .orElseThrow())
                .contains(",0,0,0,0,");
    }

    @Test
    void a_report_of_a_leak_reaches_the_officers_sealed_and_changes_nothing_by_itself() {
        var shop = http.shop();
        http.live(shop, 12, 12, 5);
        var before = grade(shop);
        assertThat(http.get("/m/" + shop.code() + "/indices/security").text())
                .contains("/m/" + shop.code() + "/incident-report");
        var path = "/m/" + shop.code() + "/incident-report";
        var finder = Visit.of(installation, http.consumer());
        var form = finder.get(path).text();
        var lacking = finder.submit(form, path, "incidentKind=LEAK");
        assertThat(lacking.status()).isEqualTo(422);
        assertThat(Jsoup.parse(lacking.text()).select("option[selected]").eachAttr("value"))
                .containsExactly("LEAK");
        assertThat(finder.submit(form, path, "incidentKind=NONSENSE&noticed=It").status())
                .isEqualTo(422);
        var report = "incidentKind=LEAK&noticed=Zereshkpolo+listed+online&contact=finder@reader.example";
        assertThat(finder.submit(form, path, report).text()).contains("Your report has arrived");
        http.advance("PT1M");
        assertThat(grade(shop).path("total").decimalValue())
                .isEqualByComparingTo(before.path("total").decimalValue());
        assertThat(http.get("/m/" + shop.code() + "/indices/security").text()).doesNotContain("Zereshkpolo");
        assertThat(installation
                        .jdbc()
                        .sql("SELECT row_to_json(r)::text FROM incident_report r WHERE mark = :mark")
                        .param("mark", shop.code())
                        .query(String.class)
                        .single())
                .doesNotContain("Zereshkpolo", "reader.example");

        var officer = Visit.of(installation, http.person("OFFICER"));
        var list = officer.get("/officer/incident-reports").text();
        assertThat(list).contains("Zereshkpolo listed online", "finder@reader.example", shop.host());
        var id = Objects.requireNonNull(Jsoup.parse(list)
                        .select("li:contains(Zereshkpolo) form")
                        .first())
                .attr("action");
        assertThat(finder.get("/officer/incident-reports").status()).isEqualTo(403);
        assertThat(finder.submit(form, id, "").status()).isEqualTo(403);
        var auditor = Visit.of(installation, http.person("AUDITOR"));
        assertThat(auditor.get("/officer/incident-reports").text())
                .contains("Zereshkpolo")
                .doesNotContain(id);
        assertThat(officer.submit(list, id, "").status()).isIn(200, 303);
        assertThat(officer.submit(list, id, "").status()).isEqualTo(404);
        assertThat(officer.get("/officer/incident-reports").text()).doesNotContain("Zereshkpolo");
        for (int i = 1; i < IncidentReports.OF_A_MARK; i++) {
            assertThat(finder.submit(form, path, report).status()).isEqualTo(200);
        }
        assertThat(finder.submit(form, path, report).status()).isEqualTo(429);
    }

    @Test
    void what_would_raise_a_grade_is_for_those_who_can_do_it() {
        var shop = http.shop();
        http.live(shop, 12, 7, 4);
        var page = "/desk/marks/" + shop.code() + "/grade";
        var raises = http.as(shop.owner()).get("/api/v1" + page).json();
        var answer = Objects.requireNonNull(raises.path("raises")
                .valueStream()
                .filter(r -> r.path("deed").asString().equals("ANSWER"))
                .findFirst()
                .orElse(null));
        // Exactly so many: doing it brings exactly that grade.
        int n = answer.at("/facts/complaints").asInt();
        var kept = Objects.requireNonNull(
                installation.part(GradeStore.class).kept(List.of(shop.code())).get(shop.code()));
        var grader = new Grader(installation.part(Policies.class).named(kept.policyVersion()));
        var then = grader.grade(kept.facts().with(kept.facts().tally().answering(n)), kept.earned());
        assertThat(then.grade()).hasToString(answer.path("grade").asString());
        assertThat(then.total()).isEqualByComparingTo(answer.path("total").decimalValue());
        assertThat(http.as(http.consumer()).get("/api/v1" + page).status()).isEqualTo(404);
    }

    @Test
    void an_officer_sees_what_a_drafted_policy_would_make_of_the_grades() {
        var shop = http.shop();
        http.live(shop, 12, 11, 4);
        assertThat(grade(shop).path("grade").asString()).isIn("A", "B", "C");
        var token = http.person("OFFICER");
        var path = "/officer/policies/" + http.strictDraft(token) + "/grades";
        var page = Visit.of(installation, token).get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains(shop.code()).contains("would have a better grade");
        assertThat(Visit.of(installation, shop.owner()).get(path).status()).isEqualTo(403);
    }

    /** Every field of gradings and ladder stands in the form, sent back as it is shown it changes nothing, and faults are named. */
    @Test
    void the_form_of_a_draft_knows_every_number_of_the_grades() {
        var officer = Visit.of(installation, http.person("OFFICER"));
        var page = officer.get("/officer/policies/new").text();
        var form = (FormElement) Objects.requireNonNull(Jsoup.parse(page).selectFirst("main form:has(#Index-HISTORY)"));
        assertThat(form.selectFirst("#Part-SCORES")).isNotNull();
        assertThat(form.selectFirst("#sizedAbove")).isNotNull();
        var wrong = officer.submit(
                page,
                form.attr("action"),
                fields(form, Map.of("Index-HISTORY", "31", "Grade-B", "95", "margin", "20")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(Jsoup.parse(wrong.text()).select("[aria-invalid=true]").eachAttr("name"))
                .contains("Index-HISTORY", "Grade-B");
        var day = http.get("/sandbox/clock").json().path("now").asString().substring(0, 10);
        var then = java.time.LocalDate.parse(day).plusDays(9);
        var sound = officer.submit(
                page,
                form.attr("action"),
                fields(
                        form,
                        Map.of(
                                "version",
                                "form-" + System.nanoTime() % 1_000_000,
                                "validFrom",
                                then.toString().replace('-', '/'),
                                "margin",
                                "1.5",
                                "sizedAbove",
                                "4.25",
                                "Index-SERVICE",
                                "10",
                                "Index-SATISFACTION",
                                "20")));
        assertThat(Jsoup.parse(sound.text()).select(".error-summary").text()).isEmpty();
        assertThat(sound.status()).isEqualTo(303);
        assertThat(officer.get(java.net.URI.create(sound.header("Location")).getPath())
                        .text())
                .contains("Margin before a grade changes")
                .contains("4.25");
    }

    private static String fields(FormElement form, Map<String, String> changes) {
        return form.formData().stream()
                .filter(f -> !f.key().equals("_csrf"))
                .map(f -> f.key() + "="
                        + URLEncoder.encode(changes.getOrDefault(f.key(), f.value()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Test
    void every_kept_grade_is_what_its_facts_make_of_it() {
        var shop = http.shop();
        http.live(shop, 11, 9, 3);
        var policies = installation.part(Policies.class);
        var kept = installation
                .part(GradeStore.class)
                .kept(installation
                        .jdbc()
                        .sql("SELECT mark FROM grade_state")
                        .query((row, n) -> row.getString("mark"))
                        .list());
        assertThat(kept).containsKey(shop.code());
        kept.values().forEach(k -> {
            var graded = new Grader(policies.named(k.policyVersion())).grade(k.facts(), k.held());
            assertThat(graded.total()).isEqualTo(k.entry().total());
            assertThat(graded.grade()).isEqualTo(k.entry().grade());
            assertThat(graded.earned()).isEqualTo(k.earned());
            for (var index : Index.values()) {
                assertThat(graded.value(index)).isEqualTo(k.entry().values().get(index));
            }
        });
    }

    @Test
    void the_register_of_orders_is_asked_about_a_mark_that_was_issued_and_its_looks_count() {
        var code = Applicant.in(http).issued();
        http.advance("PT1M");
        var seen = http.get("/api/v1/marks/" + code + "/grade").json();
        assertThat(seen.at("/facts/tally/orders").asLong()).as("%s", seen).isPositive();
        assertThat(seen.at("/indices/1/components/1/value").decimalValue()).isEqualByComparingTo("100");
        assertThat(seen.at("/facts/seen/site/encrypted").asBoolean()).isTrue();
        assertThat(seen.at("/indices/2/value").isNull()).isFalse();
    }

    @Test
    void orders_reported_are_taken_into_account() {
        var shop = http.shop();
        http.live(shop, 10, 10, 5);
        var service = grade(shop).path("indices").path(3);
        assertThat(service.at("/components/0/name").asString()).isEqualTo("DELIVERY");
        var registry = installation.part(org.touchstone.registry.Registry.class);
        var day = java.time.LocalDate.parse(
                http.get("/sandbox/clock").json().path("now").asString().substring(0, 10));
        registry.reportOrders(new org.touchstone.registry.Orders(shop.code(), day.withDayOfMonth(1), 10_000));
        http.advance("PT1M");
        assertThat(grade(shop)
                        .path("indices")
                        .path(3)
                        .at("/components/0/facts/orders")
                        .asInt())
                .isEqualTo(10_000);
    }
}
