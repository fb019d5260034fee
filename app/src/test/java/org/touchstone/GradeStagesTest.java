package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.record.StageNotices;
import org.touchstone.registry.MarkAttempt;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.policy.Index;

/** Wherever a grade or an index can be read, in every stage of publication, by everybody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GradeStagesTest {

    private static final Set<String> AT_THE_DESK = Set.of("page", "indices", "desk", "desk page");

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();
    private final String officer = http.person("OFFICER");
    private final String senior = http.person("SENIOR_OFFICER");
    private final Shop shop = http.shop();
    private final Shop neighbour = http.shop();
    private String cohort = "";
    private String letter = "";
    private Instant inPrivate = Instant.EPOCH;

    @BeforeAll
    void live() {
        inOneTrade();
        http.live(shop, 12, 12, 4);
        // The sums of a trade of which little is known are made once a day.
        http.advance("P1D");
        cohort = http.as(officer)
                .post(
                        "/api/v1/cohorts",
                        Map.of("name", Map.of("fa", "موج", "zh", "第一批", "en", "Wave"), "marks", List.of(shop.code())))
                .json()
                .path("id")
                .asString();
        letter = http.get("/api/v1/marks/" + shop.code()).json().path("grade").asString();
        assertThat(letter).isNotEmpty();
    }

    @AfterAll
    void close() {
        installation.close();
    }

    private void inOneTrade() {
        var jdbc = installation.jdbc();
        jdbc.sql("""
                UPDATE business SET trade = 'BOOKS' WHERE id IN (SELECT business_id FROM website WHERE host = ANY (:hosts))
                """)
                .param("hosts", new String[] {shop.host(), neighbour.host()})
                .update();
        jdbc.sql("INSERT INTO grade_dirty (mark) VALUES (:mark)")
                .param("mark", neighbour.code())
                .update();
    }

    private void set(String stage) {
        var proposed = propose(cohort, stage);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        confirm(proposed.json().path("id").asString());
        http.advance("PT1M");
    }

    private Answer propose(String of, String stage) {
        return http.as(officer)
                .post("/api/v1/cohorts/" + of + "/stages", Map.of("stage", stage, "reason", "As agreed."));
    }

    private void confirm(String decision) {
        assertThat(http.as(senior)
                        .post(
                                "/api/v1/stage-decisions/" + decision + "/decision",
                                Map.of("confirm", true, "reason", "Looked at."))
                        .status())
                .isEqualTo(200);
    }

    /** The places where a reader finds the grade. */
    private Set<String> found(Http reader, Visit visitor) {
        var code = shop.code();
        var graded = "grade--" + letter;
        var places = new LinkedHashMap<String, Supplier<Boolean>>();
        places.put("mark", () -> reader.get("/api/v1/marks/" + code).json().hasNonNull("grade"));
        places.put(
                "mark's indices",
                () -> !reader.get("/api/v1/marks/" + code)
                        .json()
                        .path("indices")
                        .isEmpty());
        places.put("record", () -> http.record(shop).hasNonNull("grade"));
        places.put(
                "website",
                () -> reader.get("/api/v1/websites/" + shop.host()).text().contains("\"grade\":\"" + letter));
        places.put("grade", () -> reader.get("/api/v1/marks/" + code + "/grade").status() == 200);
        places.put(
                "register",
                () -> reader.get("/api/v1/register?q=" + shop.host()).text().contains("\"grade\":\"" + letter));
        places.put(
                "register by grade",
                () -> reader.get("/api/v1/register?grade=" + letter).text().contains(code));
        places.put("register.csv", () -> line("/register.csv").contains("," + letter));
        places.put(
                "badge",
                () -> reader.get("/m/" + code + "/badge.svg?l=en&s=l").text().contains("grade " + letter));
        places.put("statement", () -> isSigned("/m/" + code + "/statement"));
        places.put("status", () -> isSigned("/m/" + code + "/status"));
        places.put("open data", () -> !line("/open-data/grades.csv").isEmpty());
        places.put("profile", () -> visitor.get("/m/" + code).text().contains(graded));
        places.put(
                "register page",
                () -> visitor.get("/register?q=" + shop.host()).text().contains("<strong>" + letter + "</strong>"));
        places.put("page", () -> visitor.get("/m/" + code + "/grade").status() == 200);
        places.put("indices", () -> {
            var seen = List.of(Index.values()).stream()
                    .map(i -> visitor.get("/m/" + code + "/indices/" + i.name().toLowerCase(java.util.Locale.ROOT))
                            .status())
                    .distinct()
                    .toList();
            assertThat(seen).hasSize(1);
            return seen.getFirst() == 200;
        });
        places.put(
                "desk",
                () -> reader.get("/api/v1/desk/marks/" + code + "/grade").text().contains(letter + "\""));
        places.put(
                "desk page",
                () -> visitor.get("/desk/marks/" + code + "/grade").text().contains(graded));
        var found = new TreeSet<String>();
        places.forEach((place, tells) -> {
            if (tells.get()) {
                found.add(place);
            }
        });
        return found;
    }

    private String line(String file) {
        return http.get(file)
                .text()
                .lines()
                .filter(l -> l.contains(shop.code()))
                .findFirst()
                .orElse("");
    }

    private boolean isSigned(String path) {
        var answer = http.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        try {
            return JWSObject.parse(answer.text().strip())
                    .getPayload()
                    .toJSONObject()
                    .containsKey("grade");
        } catch (ParseException e) {
            throw new AssertionError(answer.text(), e);
        }
    }

    private Set<String> everyone() {
        // A consumer signed in sees what everyone sees.
        var consumer = http.consumer();
        return found(http.as(consumer), Visit.of(installation, consumer));
    }

    private Set<String> owner() {
        return found(http.as(shop.owner()), Visit.of(installation, shop.owner()));
    }

    private Set<String> officer() {
        return found(http.as(officer), Visit.of(installation, officer));
    }

    private Set<String> neighbour() {
        return found(http.as(neighbour.owner()), Visit.of(installation, neighbour.owner()));
    }

    @Test
    @Order(1)
    void as_installed_everyone_reads_the_grade_everywhere_but_at_the_desk() {
        var everywhere = officer();
        assertThat(everywhere).hasSize(18);
        assertThat(owner()).isEqualTo(everywhere);
        var others = new TreeSet<>(everywhere);
        others.removeAll(Set.of("desk", "desk page"));
        assertThat(everyone()).isEqualTo(others);
        assertThat(neighbour()).isEqualTo(others);
        assertThat(ofTheTrade()).isEqualTo(12);
        assertThat(http.get(dated()).header("Cache-Control")).contains("immutable");
        assertThat(forecast(http.person("ADMIN"))).contains(shop.code());
    }

    /** How many complaints the trade has had, as a grade that everyone reads says. */
    private int ofTheTrade() {
        return http.get("/api/v1/marks/" + neighbour.code() + "/grade")
                .json()
                .at("/facts/peers/matured")
                .asInt(-1);
    }

    private String dated() {
        return http.get("/open-data/index.json").json().at("/files/0/url").asString();
    }

    /** What a strict policy would make of the grades. */
    private String forecast(String reader) {
        var page = Visit.of(installation, reader).get("/officer/policies/" + http.strictDraft(officer) + "/grades");
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    private Instant now() {
        return installation.part(DatabaseClock.class).instant();
    }

    @Test
    @Order(2)
    void measured_in_confidence_nobody_but_the_centre_reads_it_not_even_its_business() {
        set("PRIVATE");
        assertThat(everyone()).isEmpty();
        assertThat(neighbour()).isEmpty();
        assertThat(owner()).isEmpty();
        assertThat(ofTheTrade()).as("nor by subtraction").isZero();
        assertThat(http.get(dated()).header("Cache-Control")).isEqualTo("no-cache");
        assertThat(forecast(http.person("ADMIN"))).doesNotContain(shop.code());
        assertThat(forecast(officer)).contains(shop.code());
        assertThat(officer()).containsExactlyInAnyOrderElementsOf(AT_THE_DESK);
        assertThat(http.as(shop.owner())
                        .get("/api/v1/desk/marks/" + shop.code() + "/grade")
                        .code())
                .isEqualTo("figures-in-confidence");
        // What happens meanwhile is measured in confidence as well.
        var opened = http.as(officer)
                .post(
                        "/api/v1/marks/" + shop.code() + "/incidents",
                        Map.of(
                                "kind",
                                "LEAK",
                                "severe",
                                true,
                                "sentence",
                                "Addresses were on sale.",
                                "reason",
                                "A sample was bought."));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        http.advance("PT1M");
        inPrivate = now();
        http.advance("PT1M");
        var incident = opened.json().path("id").asString();
        assertThat(http.as(officer)
                        .post("/api/v1/incidents/" + incident + "/closing", Map.of("reason", "Mended."))
                        .status())
                .isEqualTo(200);
        http.advance("PT1M");
        assertThat(everyone()).isEmpty();
    }

    @Test
    @Order(3)
    void at_the_desk_the_business_alone_reads_it() {
        set("DESK");
        assertThat(everyone()).isEmpty();
        assertThat(neighbour()).isEmpty();
        assertThat(owner()).containsExactlyInAnyOrderElementsOf(AT_THE_DESK);
        assertThat(officer()).containsExactlyInAnyOrderElementsOf(AT_THE_DESK);
    }

    @Test
    @Order(4)
    void while_it_is_voluntary_the_word_of_the_business_decides() {
        set("VOLUNTARY");
        assertThat(everyone()).isEmpty();
        assertThat(owner()).containsExactlyInAnyOrderElementsOf(AT_THE_DESK);
        agree(true);
        assertThat(everyone()).hasSize(16);
        agree(false);
        assertThat(everyone()).isEmpty();
    }

    private void agree(boolean publish) {
        say(publish);
        http.advance("PT1M");
    }

    private void say(boolean publish) {
        Answer answer = http.as(shop.owner())
                .post("/api/v1/desk/marks/" + shop.code() + "/figures", Map.of("publish", publish));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void made_public_its_history_leaves_out_what_was_measured_in_confidence() {
        var path = "/api/v1/marks/" + shop.code() + "/grade";
        agree(true);
        var history = http.get(path).json().path("history");
        int measured = entries("");
        assertThat(entries("AND grade = 'D'")).isEqualTo(1);
        assertThat(history)
                .isNotEmpty()
                .allMatch(e -> !e.path("grade").asString().equals("D"));
        assertThat(history.size()).isLessThan(measured);
        assertThat(history.path(0).path("grade").asString()).isEqualTo(letter);
        assertThat(http.get(path + "?asOf=" + inPrivate).status()).isEqualTo(404);
        // Public since it was agreed to, but what stood at that instant had been worked out in confidence.
        var agreed = installation
                .jdbc()
                .sql("SELECT min(at) FROM stage_consent WHERE mark = :mark AND given")
                .param("mark", shop.code())
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        assertThat(http.get(path + "?asOf=" + agreed).status()).isEqualTo(404);
        var then = http.get("/api/v1/marks/" + shop.code() + "/record?asOf=" + agreed)
                .json();
        assertThat(then.path("published").asBoolean()).isTrue();
        assertThat(then.hasNonNull("grade")).isFalse();
        var page = "/m/" + shop.code() + "/grade";
        assertThat(http.get(page).text().split("/log/grade/")).hasSize(history.size() + 1);
        assertThat(Visit.of(installation, officer).get(page).text().split("/log/grade/"))
                .hasSize(measured + 1);
    }

    @Test
    @Order(6)
    void an_agreement_holds_neither_for_another_time_nor_for_who_comes_back() {
        set("DESK");
        set("VOLUNTARY");
        assertThat(everyone()).isEmpty();
        agree(true);
        assertThat(everyone()).hasSize(16);
        var dated = dated();
        assertThat(http.get(dated).status()).isEqualTo(200);
        var registry = installation.part(Registry.class);
        var life = installation.part(MarkLife.class);
        var owner = registry.mark(shop.code()).orElseThrow().businessId();
        var other = registry.mark(neighbour.code()).orElseThrow().businessId();
        assertThat(life.moveOwner(shop.code(), other, "sold", "system:test")).isInstanceOf(MarkAttempt.Done.class);
        http.advance("PT1M");
        assertThat(everyone()).isEmpty();
        assertThat(http.get(dated).status()).as("made while it was public").isEqualTo(404);
        assertThat(life.moveOwner(shop.code(), owner, "bought back", "system:test"))
                .isInstanceOf(MarkAttempt.Done.class);
        http.advance("PT1M");
        assertThat(everyone()).isEmpty();
        agree(true);
        assertThat(everyone()).hasSize(16);
    }

    /** The grade is not worked out anew meanwhile: its row is held. */
    @Test
    @Order(7)
    void what_is_hidden_leaves_the_register_before_any_grade_is_worked_out_anew() {
        assertThat(registered()).isEqualTo(letter);
        var transaction = installation.part(TransactionTemplate.class);
        transaction.executeWithoutResult(_ -> {
            holdGrade();
            say(false);
            assertThat(registered()).isNull();
        });
        agree(true);
        assertThat(registered()).isEqualTo(letter);
        transaction.executeWithoutResult(_ -> {
            holdGrade();
            var decision = propose(cohort, "DESK").json().path("id").asString();
            confirm(decision);
            var notices = installation.part(StageNotices.class);
            assertThat(http.get("/api/v1/marks/" + shop.code()).json().hasNonNull("grade"))
                    .isFalse();
            for (int i = 0; i < 100 && registered() != null; i++) {
                notices.announceNext();
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(registered()).isNull();
        });
        http.advance("PT1M");
        assertThat(everyone()).isEmpty();
    }

    private void holdGrade() {
        installation
                .jdbc()
                .sql("SELECT mark FROM grade_due WHERE mark = :mark FOR UPDATE")
                .param("mark", shop.code())
                .query(String.class)
                .single();
    }

    private @Nullable String registered() {
        return installation
                .jdbc()
                .sql("SELECT coalesce(grade, '') FROM mark WHERE code = :code")
                .param("code", shop.code())
                .query(String.class)
                .optional()
                .filter(grade -> !grade.isEmpty())
                .orElse(null);
    }

    private String form(String name, Shop member) {
        return http.as(officer)
                .post(
                        "/api/v1/cohorts",
                        Map.of("name", Map.of("fa", name, "zh", name, "en", name), "marks", List.of(member.code())))
                .json()
                .path("id")
                .asString();
    }

    @Test
    @Order(8)
    void a_cohort_without_a_stage_is_told_in_time_whatever_others_its_members_are_in() {
        var third = http.shop();
        var first = form("First", third);
        cohort = form("Second", third);
        set("PRIVATE");
        assertThat(http.record(third).path("published").asBoolean()).isFalse();
        assertThat(propose(first, "PUBLIC").code()).isEqualTo("stage-too-soon");
        assertThat(propose(form("Third", third), "PUBLIC").status())
                .as("for whom an earlier cohort counts, nothing changes")
                .isEqualTo(201);
    }

    @Test
    @Order(9)
    void a_reversed_decision_is_told_without_figures() {
        var fourth = http.shop();
        cohort = form("Fourth", fourth);
        set("PRIVATE");
        var path = "/api/v1/marks/" + fourth.code();
        assertThat(http.as(officer)
                        .post(path + "/suspension", Map.of("reason", "Nothing was answered."))
                        .status())
                .isEqualTo(202);
        var decision = http.as(senior)
                .post(path + "/approval", Map.of())
                .json()
                .path("id")
                .asString();
        assertThat(http.as(fourth.owner())
                        .post(path + "/decisions/" + decision + "/appeal", Map.of("reason", "It was."))
                        .status())
                .isEqualTo(200);
        var granted = http.as(http.person("APPEALS_OFFICER"))
                .post(
                        path + "/decisions/" + decision + "/appeal-decision",
                        Map.of("grant", true, "reason", "Shahtoot was answered."));
        assertThat(granted.status()).as(granted.text()).isEqualTo(200);
        http.advance("PT1M");
        var told = http.get("/api/v1/corrections")
                .json()
                .path("items")
                .valueStream()
                .filter(c -> c.path("mark").asString().equals(fourth.code()))
                .toList();
        assertThat(told).singleElement().satisfies(c -> {
            assertThat(c.path("decision").asString()).isEqualTo(decision);
            assertThat(c.path("reason").asString()).contains("Shahtoot");
            assertThat(c.hasNonNull("before")).isFalse();
            assertThat(c.hasNonNull("after")).isFalse();
        });
        assertThat(http.get("/corrections").text()).contains("Shahtoot");
        assertThat(http.get("/m/" + fourth.code()).text()).contains("Shahtoot");
    }

    private int entries(String which) {
        return installation
                .jdbc()
                .sql("SELECT count(*) FROM grade_event WHERE mark = :mark " + which)
                .param("mark", shop.code())
                .query(Integer.class)
                .single();
    }
}
