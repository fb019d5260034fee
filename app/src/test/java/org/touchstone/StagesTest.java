package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.record.Stages;
import org.touchstone.registry.Orders;
import org.touchstone.registry.Registry;
import tools.jackson.databind.JsonNode;

/** Publication in stages, lived through from confidential measuring to the public record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StagesTest {

    private static final String ANSWER = "Zanbaghdareh parcel resent";
    private static final String STORY = "Narenjestan never opened";
    private static final String REASON = "Golabetoon office fault";
    private static final String REST = "00000000-0000-0000-0000-000000000001";

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();
    private final String officer = http.person("OFFICER");
    private final String other = http.person("OFFICER");
    private final String senior = http.person("SENIOR_OFFICER");
    private Shop shop = http.shop();
    private final List<String> secrets =
            new ArrayList<>(List.of(ANSWER, STORY, REASON, "7654321", "7,654,321", "98765"));
    private String cohort = "";
    private String snapshot = "";
    private Instant inPrivate = Instant.EPOCH;
    private Instant before = Instant.EPOCH;

    @BeforeAll
    void live() {
        var consumer = http.consumer();
        var solved = http.file(consumer, shop, "S-1");
        answer(solved, Map.of("value", "7654321", "currency", "IRR"));
        http.as(consumer).post("/api/v1/complaints/" + solved + "/outcome", Map.of("solved", true, "score", 5));
        var teller = http.consumer();
        var told = Http.filing(shop, "S-2");
        told.put("narrative", STORY);
        told.put("publishNarrative", true);
        var story = http.as(teller)
                .post("/api/v1/complaints", told)
                .json()
                .path("id")
                .asString();
        answer(story, null);
        assertThat(http.as(teller)
                        .post("/api/v1/complaints/" + story + "/narrative", Map.of("action", "PUBLISH"))
                        .status())
                .isEqualTo(200);
        var missed = http.file(http.consumer(), shop, "S-3");
        http.advance("P5D");
        installation.part(Registry.class).reportOrders(new Orders(shop.code(), LocalDate.of(2026, 11, 1), 98_765));
        var dispute = http.as(shop.owner())
                .post(
                        "/api/v1/complaints/" + missed + "/dispute",
                        Map.of("correction", "NOT_COUNTED", "reason", "The desk was down."));
        http.as(officer)
                .post(
                        "/api/v1/disputes/" + dispute.json().path("id").asString() + "/decision",
                        Map.of("correct", true, "reason", REASON));
        var open = http.file(http.consumer(), shop, "S-4");
        assertThat(open).isNotEmpty();
        http.advance("PT1S");
        secrets.addAll(installation
                .jdbc()
                .sql("SELECT public_id FROM record_case WHERE mark = :mark")
                .param("mark", shop.code())
                .query(String.class)
                .list());
        before = now();
        http.advance("PT1H");
    }

    @AfterAll
    void close() {
        installation.close();
    }

    private void answer(String complaint, @Nullable Object amount) {
        var body = new HashMap<String, Object>();
        body.put("text", ANSWER);
        body.put("remedy", "REFUND");
        if (amount != null) {
            body.put("amount", amount);
        }
        assertThat(http.as(shop.owner())
                        .post("/api/v1/complaints/" + complaint + "/answer", body)
                        .status())
                .isEqualTo(200);
    }

    private Instant now() {
        return installation.part(DatabaseClock.class).instant();
    }

    private Answer propose(String stage, @Nullable Duration in) {
        return propose(officer, stage, in);
    }

    private Answer propose(String token, String stage, @Nullable Duration in) {
        var body = new HashMap<String, Object>(Map.of("stage", stage, "reason", "As agreed with the guilds."));
        if (in != null) {
            body.put("beginsAt", now().plus(in).toString());
        }
        return http.as(token).post("/api/v1/cohorts/" + cohort + "/stages", body);
    }

    private Answer decide(String token, Answer proposed, boolean confirm) {
        return http.as(token)
                .post(
                        "/api/v1/stage-decisions/" + proposed.json().path("id").asString() + "/decision",
                        Map.of("confirm", confirm, "reason", "Looked at."));
    }

    private void set(String stage) {
        var proposed = propose(stage, null);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        var confirmed = decide(senior, proposed, true);
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        http.advance("PT1M");
    }

    private JsonNode record() {
        return http.record(shop);
    }

    /** Every public address of the platform, asked by nobody in particular about the shop. */
    private Set<String> telling() {
        var asked = new TreeSet<String>();
        var telling = new TreeSet<String>();
        installation
                .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    if (mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                        asked.addAll(mapping.getPatternValues());
                    }
                });
        asked.removeIf(p -> p.startsWith("/sandbox") || p.startsWith("/openapi"));
        asked.addAll(List.of(
                "/check?q=" + shop.host(),
                "/check?q=" + shop.code(),
                "/api/v1/lookup?q=" + shop.host(),
                "/api/v1/register?q=" + shop.host(),
                "/register?q=" + shop.host(),
                "/m/{code}/statement",
                "/m/{code}/badge.svg",
                "/api/v1/log/entries?limit=1000",
                "/api/v1/log/entries?limit=1000&mark=" + shop.code(),
                "/api/v1/marks/{code}/record?window=P10Y",
                "/api/v1/marks/{code}/record?asOf=" + before));
        for (var fact : List.of("all", "matured", "returned", "solved", "open", "unanswered")) {
            asked.add("/m/{code}/record/" + fact);
        }
        for (var name : List.of("complaints", "marks", "orders", "figures", "narratives")) {
            asked.add("/open-data/" + name + ".csv");
        }
        http.get("/open-data/index.json")
                .json()
                .path("files")
                .forEach(f -> asked.add(f.path("url").asString()));
        long entries = http.get("/api/v1/log").json().path("size").asLong();
        for (long i = 0; i < entries; i++) {
            asked.add("/log/entry/" + i);
        }
        Predicate<String> tells = text -> secrets.stream().anyMatch(text::contains);
        for (var pattern : asked) {
            var path = pattern.replace("{code}", shop.code())
                    .replace("{host}", shop.host())
                    .replaceAll("\\{fact}", "all")
                    .replaceAll("\\{version}", "1404-4-days")
                    .replaceAll("\\{id}", UUID.randomUUID().toString())
                    .replaceAll("\\{[^}]+}(}?)", "1")
                    .replace("**", "0/000");
            var answer = http.get(path);
            assertThat(answer.status()).as(path).isLessThan(500);
            if (answer.status() == 200 && tells.test(answer.text())) {
                telling.add(pattern.replaceAll("/open-data/[0-9TZ]+/", "/open-data/{snapshot}/"));
            }
        }
        return telling;
    }

    private void assertHidden(String stage) {
        assertThat(record().path("stage").asString()).isEqualTo(stage);
        assertThat(record().path("published").asBoolean()).isFalse();
        for (var figure : List.of(
                "matured",
                "unanswered",
                "delays",
                "answerTime",
                "answerRate",
                "solved",
                "moneyReturned",
                "place",
                "tooFew",
                "grade")) {
            assertThat(record().hasNonNull(figure)).as(figure).isFalse();
        }
        assertThat(telling().stream().filter(p -> !p.startsWith("/log/entry") && !p.startsWith("/api/v1/log")))
                .isEmpty();
        var profile = http.get("/m/" + shop.code()).text();
        assertThat(profile).contains("The figures of this business are not published yet.");
        assertThat(profile).doesNotContain("figure-number").contains("Open complaints");
    }

    @Test
    @Order(1)
    void as_installed_everything_is_public() {
        assertThat(record().path("stage").asString()).isEqualTo("PUBLIC");
        assertThat(record().path("published").asBoolean()).isTrue();
        assertThat(record().path("matured").asInt()).isEqualTo(2);
        assertThat(telling())
                .contains(
                        "/api/v1/corrections",
                        "/api/v1/marks/{code}/record",
                        "/api/v1/websites/{host}",
                        "/corrections",
                        "/m/{code}",
                        "/m/{code}/record/all",
                        "/open-data/complaints.csv",
                        "/open-data/figures.csv",
                        "/open-data/narratives.csv",
                        "/open-data/orders.csv");
        snapshot = http.get("/open-data/index.json")
                .json()
                .path("files")
                .path(0)
                .path("url")
                .asString();
        assertThat(http.get(snapshot).status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void a_stage_takes_an_officer_and_a_senior_one_who_is_somebody_else() {
        var formed = http.as(officer)
                .post(
                        "/api/v1/cohorts",
                        Map.of(
                                "name",
                                Map.of("fa", "موج نخست", "zh", "第一批", "en", "First wave"),
                                "marks",
                                List.of(shop.code())));
        assertThat(formed.status()).as(formed.text()).isEqualTo(201);
        cohort = formed.json().path("id").asString();
        assertThat(record().path("published").asBoolean()).isTrue();

        for (var role : List.of("CONSUMER", "APPEALS_OFFICER", "AUDITOR", "ASSESSOR", "ADMIN")) {
            assertThat(propose(http.person(role), "PRIVATE", null).status())
                    .as(role)
                    .isEqualTo(403);
        }
        var proposed = propose("PRIVATE", null);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        assertThat(propose("DESK", null).code()).isEqualTo("stage-pending");
        assertThat(decide(other, proposed, true).status()).isEqualTo(403);
        assertThat(decide(http.person("AUDITOR"), proposed, true).status()).isEqualTo(403);
        assertThat(record().path("published").asBoolean()).isTrue();
        var declined = decide(senior, proposed, false);
        assertThat(declined.json().path("state").asString()).isEqualTo("DECLINED");
        assertThat(decide(senior, proposed, true).code()).isEqualTo("decided-already");

        var own = propose(senior, "PRIVATE", null);
        assertThat(decide(senior, own, true).code()).isEqualTo("own-proposal");
        assertThat(decide(http.person("SENIOR_OFFICER"), own, false).status()).isEqualTo(200);
        assertThat(installation
                        .jdbc()
                        .sql("SELECT string_agg(action, ' ' ORDER BY id) FROM journal_entry WHERE subject = :subject")
                        .param("subject", "cohort:" + cohort)
                        .query(String.class)
                        .single())
                .isEqualTo("cohort.formed stage.proposed stage.declined stage.proposed stage.declined");
    }

    @Test
    @Order(3)
    void measured_in_confidence_no_figure_is_anywhere() throws Exception {
        set("PRIVATE");
        inPrivate = now();
        http.advance("PT1H");
        assertHidden("PRIVATE");
        assertThat(http.get(snapshot).status()).isEqualTo(404);
        assertThat(http.get("/open-data/marks.csv").text())
                .contains(shop.code())
                .contains(",PRIVATE,false");
        assertThat(Sound.verifier(http)).contains(", 0 differ", "1 of 1 marks have no published figures");

        var mark = http.get("/api/v1/marks/" + shop.code()).json();
        assertThat(mark.path("state").asString()).isEqualTo("ISSUED");
        var measured = http.as(officer)
                .get("/api/v1/marks/" + shop.code() + "/measured-record")
                .json();
        assertThat(measured.path("matured").asInt()).isEqualTo(2);
        assertThat(measured.path("published").asBoolean()).isFalse();
        var own = http.as(shop.owner()).get("/api/v1/desk/marks/" + shop.code() + "/figures");
        assertThat(own.json().path("stage").asString()).isEqualTo("PRIVATE");
        assertThat(own.json().hasNonNull("record")).isFalse();
        var page = Visit.of(installation, shop.owner());
        assertThat(page.get("/desk/figures").text())
                .contains("measures figures in confidence")
                .doesNotContain("Usual");
        assertThat(page.get("/m/" + shop.code() + "/record/all").text()).doesNotContain(ANSWER);
        assertThat(Visit.of(installation, officer)
                        .get("/m/" + shop.code() + "/record/all")
                        .text())
                .contains(ANSWER);
        var open = installation
                .jdbc()
                .sql("SELECT id FROM complaint WHERE state = 'OPEN'")
                .query(UUID.class)
                .single();
        assertThat(http.as(shop.owner())
                        .get("/api/v1/desk/complaints/" + open + "/what-if")
                        .code())
                .isEqualTo("figures-in-confidence");
    }

    @Test
    @Order(4)
    void at_the_desk_the_business_alone_sees_its_figures() {
        set("DESK");
        assertHidden("DESK");
        var own = http.as(shop.owner())
                .get("/api/v1/desk/marks/" + shop.code() + "/figures")
                .json();
        assertThat(own.path("record").path("matured").asInt()).isEqualTo(2);
        assertThat(own.path("mayAgree").asBoolean()).isFalse();
        own.path("peers").forEach(p -> assertThat(p.hasNonNull("peers")).isFalse());
        assertThat(http.as(http.shop().owner())
                        .get("/api/v1/desk/marks/" + shop.code() + "/figures")
                        .status())
                .isEqualTo(404);
        var page = Visit.of(installation, shop.owner());
        assertThat(page.get("/desk/figures").text()).contains("Only you and the centre see these figures", "100%");
        assertThat(page.get("/m/" + shop.code() + "/record/all").text()).contains(ANSWER);
        assertThat(http.as(shop.owner())
                        .post("/api/v1/desk/marks/" + shop.code() + "/figures", Map.of("publish", true))
                        .code())
                .isEqualTo("not-voluntary");
    }

    @Test
    @Order(5)
    void while_it_is_voluntary_the_business_opens_and_closes_its_figures() throws Exception {
        set("VOLUNTARY");
        assertHidden("VOLUNTARY");
        var figures = "/api/v1/desk/marks/" + shop.code() + "/figures";
        var reader = http.as(http.shop().owner());
        assertThat(reader.post(figures, Map.of("publish", true)).status()).isEqualTo(404);
        assertThat(http.as(shop.owner())
                        .post(figures, Map.of("publish", true))
                        .json()
                        .path("agreed")
                        .asBoolean())
                .isTrue();
        http.advance("PT1M");
        assertThat(record().path("stage").asString()).isEqualTo("VOLUNTARY");
        assertThat(record().path("matured").asInt()).isEqualTo(2);
        assertThat(http.get("/open-data/complaints.csv").text()).contains(secrets.getLast());
        assertThat(Sound.verifier(http)).contains(", 0 differ");
        var dated = http.get("/open-data/index.json")
                .json()
                .path("files")
                .path(0)
                .path("url")
                .asString();

        http.as(shop.owner()).post(figures, Map.of("publish", false));
        http.advance("PT1M");
        assertHidden("VOLUNTARY");
        assertThat(http.get(dated).status()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void before_figures_are_public_businesses_are_told_in_time() {
        assertThat(propose("PUBLIC", Duration.ofDays(13)).code()).isEqualTo("stage-too-soon");
        assertThat(propose("VOLUNTARY", Duration.ofDays(20)).code()).isEqualTo("stage-unchanged");
        var proposed = propose("PUBLIC", Duration.ofDays(14).plusHours(1));
        assertThat(decide(senior, proposed, true).status()).isEqualTo(200);
        http.advance("PT1M");
        assertThat(propose("DESK", Duration.ofDays(2)).code()).isEqualTo("stage-out-of-order");
        assertThat(record().path("publishedFrom").asString()).isNotEmpty();
        assertThat(http.get("/m/" + shop.code()).text()).contains("Everyone will see them from");
        assertThat(http.get("/sandbox/messages?limit=1000").text())
                .contains("The figures of " + shop.host() + " become public");
        var told = http.as(officer)
                .get("/api/v1/cohorts")
                .json()
                .path("items")
                .path(0)
                .path("decisions");
        assertThat(told.path(told.size() - 1).path("told").asInt()).isPositive();
        http.advance("P13D");
        assertThat(record().path("published").asBoolean()).isFalse();
        http.advance("P2D");
        assertThat(record().path("published").asBoolean()).isTrue();
        assertThat(record().path("stage").asString()).isEqualTo("PUBLIC");
        assertThat(telling()).contains("/m/{code}", "/open-data/complaints.csv", "/m/{code}/record/all");
        assertThat(http.as(shop.owner())
                        .post("/api/v1/desk/marks/" + shop.code() + "/figures", Map.of("publish", false))
                        .code())
                .isEqualTo("not-voluntary");
    }

    @Test
    @Order(7)
    void what_was_measured_in_confidence_stays_so_and_what_was_public_does_not_change() {
        var stages = installation.part(Stages.class);
        var mark = installation.part(Registry.class).mark(shop.code()).orElseThrow();
        assertThat(stages.shows(mark, before)).isTrue();
        assertThat(stages.shows(mark, inPrivate)).isFalse();
        assertThat(stages.stageOf(mark, inPrivate).name()).isEqualTo("PRIVATE");
        var then = http.get("/api/v1/marks/" + shop.code() + "/record?asOf=" + inPrivate)
                .json();
        assertThat(then.path("stage").asString()).isEqualTo("PRIVATE");
        assertThat(then.hasNonNull("matured")).isFalse();
        var earlier = http.get("/api/v1/marks/" + shop.code() + "/record?asOf=" + before)
                .json();
        assertThat(earlier.path("stage").asString()).isEqualTo("PUBLIC");
        assertThat(earlier.path("matured").asInt()).isEqualTo(2);
    }

    @Test
    @Order(8)
    void a_cohort_by_size_is_counted_when_its_first_stage_is_confirmed() {
        var large = http.shop();
        var small = http.shop();
        var registry = installation.part(Registry.class);
        var month = LocalDate.ofInstant(now(), ZoneOffset.UTC).withDayOfMonth(1);
        registry.reportOrders(new Orders(large.code(), month, 600));
        registry.reportOrders(new Orders(large.code(), month.minusMonths(3), 500));
        registry.reportOrders(new Orders(small.code(), month, 999));
        registry.reportOrders(new Orders(small.code(), month.minusMonths(13), 5000));
        cohort = http.as(officer)
                .post(
                        "/api/v1/cohorts",
                        Map.of("name", Map.of("fa", "بزرگ‌ها", "zh", "大商家", "en", "Large"), "atLeast", 1000))
                .json()
                .path("id")
                .asString();
        set("PRIVATE");
        assertThat(http.record(large).path("stage").asString()).isEqualTo("PRIVATE");
        assertThat(http.record(small).path("stage").asString()).isEqualTo("PUBLIC");
        // The first cohort counts, whatever the later one says; and who grows later stays where they are.
        assertThat(record().path("stage").asString()).isEqualTo("PUBLIC");
        registry.reportOrders(new Orders(small.code(), month.minusMonths(1), 5000));
        assertThat(http.record(small).path("stage").asString()).isEqualTo("PUBLIC");
        var cohorts = http.as(officer).get("/api/v1/cohorts").json().path("items");
        assertThat(cohorts).hasSize(3);
        assertThat(cohorts.path(1).path("size").asInt()).isEqualTo(1);
        assertThat(cohorts.path(2).path("id").asString()).isEqualTo(REST);
    }

    @Test
    @Order(9)
    void medians_are_of_at_least_five_others_in_the_same_trade() {
        cohort = REST;
        set("DESK");
        var shops = new ArrayList<Shop>();
        for (int i = 0; i < 6; i++) {
            shops.add(http.shop());
        }
        for (var one : shops) {
            installation
                    .jdbc()
                    .sql(
                            "UPDATE business SET trade = 'peers' WHERE id = (SELECT business_id FROM website WHERE host = :host)")
                    .param("host", one.host())
                    .update();
        }
        for (var one : shops.subList(0, 5)) {
            http.answer(one, http.file(http.consumer(), one, "P-1"));
        }
        http.advance("PT1M");
        assertThat(rate(shops.getFirst()).hasNonNull("peers")).isFalse();
        http.file(http.consumer(), shops.getLast(), "P-2");
        http.advance("P30D");
        assertThat(rate(shops.getFirst()).path("peers").asDouble()).isEqualTo(1.0);
        assertThat(rate(shops.getFirst()).path("businesses").asInt()).isEqualTo(6);
        assertThat(rate(shops.getLast()).path("own").asDouble()).isEqualTo(0.0);
        assertThat(Visit.of(installation, shops.getFirst().owner())
                        .get("/desk/figures")
                        .text())
                .contains("Usual", "100%");
    }

    private JsonNode rate(Shop one) {
        return http.as(one.owner())
                .get("/api/v1/desk/marks/" + one.code() + "/figures")
                .json()
                .path("peers")
                .path(0);
    }

    @Test
    @Order(10)
    void an_officer_sees_beforehand_what_each_stage_would_show_and_whom_it_concerns() {
        var visit = Visit.of(installation, officer);
        var page = visit.get("/officer/stages?mark=" + shop.code()).text();
        assertThat(page).contains("First wave", "All other businesses", "What would each stage show?");
        var preview = "/officer/stages/preview?mark=" + shop.code();
        assertThat(visit.get(preview + "&stage=PRIVATE&eyes=EVERYONE").text())
                .contains("Preview.", "are not published yet")
                .doesNotContain("figure-number");
        assertThat(visit.get(preview + "&stage=PUBLIC&eyes=EVERYONE").text()).contains("Preview.", "figure-number");
        assertThat(visit.get(preview + "&stage=PRIVATE&eyes=OFFICER").text()).contains("Preview.", "figure-number");
        assertThat(visit.get(preview + "&stage=DESK&eyes=BUSINESS").text()).contains("Preview.", "Usual");
        assertThat(visit.get(preview + "&stage=PRIVATE&eyes=BUSINESS").text())
                .contains("measures figures in confidence");
        assertThat(Visit.of(installation, shop.owner())
                        .get(preview + "&stage=DESK&eyes=BUSINESS")
                        .status())
                .isEqualTo(403);

        var form = "/officer/stages/" + REST + "/stage";
        var checked = visit.submit(visit.get(form).text(), form, "stage=PRIVATE&reason=Because&beginsOn=");
        assertThat(checked.text()).contains("Is this what you propose?", "Fewer people will see figures than now");
        var sent = visit.submit(checked.text(), form, "stage=PRIVATE&reason=Because&beginsOn=&sure=true");
        assertThat(sent.status()).as(sent.text()).isBetween(302, 303);
        var decision = sent.header("Location");
        var boss = Visit.of(installation, senior);
        assertThat(visit.get(decision).text()).contains("You proposed this");
        var asked = boss.get(decision).text();
        assertThat(asked).contains("Confirm", "Because");
        assertThat(boss.submit(asked, decision, "confirm=false&reason=").text()).contains("Fill this in");
        assertThat(boss.submit(asked, decision, "confirm=false&reason=No").status())
                .isBetween(302, 303);
        assertThat(boss.get(decision).text()).contains("Declined");
    }

    @Test
    @Order(11)
    void the_database_itself_refuses_one_person_backdating_and_rewriting() {
        var jdbc = installation.jdbc();
        assertThatThrownBy(() -> jdbc.sql("UPDATE cohort_stage SET stage = 'PUBLIC' WHERE state = 'CONFIRMED'")
                        .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM stage_consent").update()).hasMessageContaining("append-only");
        var insert = """
                INSERT INTO cohort_stage (id, cohort_id, stage, begins_at, reason, proposed_by, proposed_at, state, decided_by,
                    decided_at)
                VALUES (gen_random_uuid(), '%s', 'PUBLIC', %s, 'x', %s, touchstone_now(), 'CONFIRMED', %s, touchstone_now())
                """;
        var one = "'" + UUID.randomUUID() + "'";
        assertThatThrownBy(() -> jdbc.sql(insert.formatted(REST, "touchstone_now() + interval '1 day'", one, one))
                        .update())
                .hasMessageContaining("two_people");
        assertThatThrownBy(() -> jdbc.sql(
                                insert.formatted(REST, "touchstone_now() - interval '1 day'", one, "gen_random_uuid()"))
                        .update())
                .hasMessageContaining("never_backdated");
    }
}
