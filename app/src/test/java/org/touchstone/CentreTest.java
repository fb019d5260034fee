package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.touchstone.Http.Shop;
import org.touchstone.badge.Reports;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.record.Incident;
import org.touchstone.record.IncidentReports;
import org.touchstone.registry.Host;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Orders;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.supervision.CaseState;
import tools.jackson.databind.JsonNode;

/** Every figure on the officers' pages, read from JSON and from HTML, against SQL that shares nothing with what made it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CentreTest {

    private static final long SEED = 14_050_904;
    private static final String COUNTS = " state NOT IN ('EXCLUDED', 'NOT_ADMITTED') AND set_aside IS NULL ";
    private static final String MATURED = COUNTS + """
             AND (answered_round >= 1 OR (
                 state NOT IN ('REFUSAL_REVIEW', 'WAITING_CONSUMER') AND deadlines[cardinality(deadlines)] <= :asOf
                 AND (withdrawn IS NULL OR withdrawn >= deadlines[cardinality(deadlines)])))
            """;
    private static final String UNANSWERED = MATURED + " AND coalesce(answered_round, 0) = 0 ";
    private static final String FILED_ON = "(submitted AT TIME ZONE 'Asia/Tehran')::date";
    private static final String DUE_ON = "(deadlines[cardinality(deadlines)] AT TIME ZONE 'Asia/Tehran')::date";

    private Installation installation;
    private Http http;
    private JdbcClient sql;
    private String officer;
    private String senior;
    private String otherSenior;
    private String appeals;
    private String auditor;

    @BeforeAll
    void live() {
        installation = Installation.fresh();
        http = installation.http().with("Accept-Language", "en");
        sql = installation.jdbc();
        officer = http.person("OFFICER");
        senior = http.person("SENIOR_OFFICER");
        otherSenior = http.person("SENIOR_OFFICER");
        appeals = http.person("APPEALS_OFFICER");
        auditor = http.person("AUDITOR");

        // Last year three complaints were left unanswered.
        leaveUnanswered(http.shop(), 3);
        http.advance("P330D");
        officer = http.person("OFFICER");
        senior = http.person("SENIOR_OFFICER");
        otherSenior = http.person("SENIOR_OFFICER");
        appeals = http.person("APPEALS_OFFICER");
        auditor = http.person("AUDITOR");

        var random = new Random(SEED);
        var categories = List.of("NOT_DELIVERED", "NOT_AS_ORDERED", "REFUND_NOT_PAID", "LATE_DELIVERY");
        var walk = new Walk(
                Walk.World.of(http, 3, 10),
                http,
                (token, path, body) -> http.as(token)
                        .post(path, path.equals("/api/v1/complaints") ? bought(body, one(categories, random)) : body),
                random);
        for (int i = 0; i < 120; i++) {
            walk.act("INV-" + i);
            if (i % 40 == 39) {
                http.advance("P17D");
            }
        }
        refund(http.shop());

        // A letter and its plan missed; a suspension proposed; another confirmed and appealed; one watched; one under
        // review.
        var lettered = http.shop();
        installation.part(Registry.class).reportOrders(new Orders(lettered.code(), today().withDayOfMonth(1), 4_000));
        leaveUnanswered(lettered, 8);
        http.advance("P11D");
        leaveUnanswered(http.shop(), 4);
        propose(http.shop());
        var suspended = http.shop();
        propose(suspended);
        var decision = http.as(otherSenior).post("/api/v1/marks/" + suspended.code() + "/approval", Map.of());
        assertThat(decision.status()).as(decision.text()).isEqualTo(200);
        var appealed = http.as(suspended.owner())
                .post(
                        "/api/v1/marks/" + suspended.code() + "/decisions/"
                                + decision.json().path("id").asString() + "/appeal",
                        Map.of("reason", "Everything was delivered."));
        assertThat(appealed.status()).as(appealed.text()).isEqualTo(200);
        var reviewed = http.shop();
        installation
                .part(MarkLife.class)
                .decideBySystem(reviewed.code(), MarkStep.PUT_UNDER_REVIEW, "A check failed.", Map.of(), "system:test")
                .done();
        installation.part(Reports.class).take(reviewed.code(), new Host("forger.example"), "It shows the mark.", null);
        installation
                .part(IncidentReports.class)
                .take(reviewed.code(), Incident.Kind.LEAK, "My address was for sale.", null);
        // One that waits for the review of a refusal.
        var refused = http.shop();
        var id = file(http.consumer(), refused, "R-1");
        assertThat(http.as(refused.owner())
                        .post(
                                "/api/v1/complaints/" + id + "/refusal",
                                StepRequest.of(Step.REFUSE).body())
                        .status())
                .isEqualTo(200);
        http.advance("PT3S");
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private Visit visit(String token) {
        return Visit.of(installation, token);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(installation.part(DatabaseClock.class).instant(), ZoneId.of("Asia/Tehran"));
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** The same filing about something bought today. */
    private Map<String, Object> bought(Object filing, String category) {
        var changed = new HashMap<String, Object>();
        ((Map<?, ?>) filing).forEach((name, value) -> changed.put(String.valueOf(name), value));
        changed.put("purchasedOn", today().toString());
        changed.put("category", category);
        return changed;
    }

    private String file(String consumer, Shop shop, String invoice) {
        var filed = http.as(consumer).post("/api/v1/complaints", bought(Http.filing(shop, invoice), "OTHER"));
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        return filed.json().path("id").asString();
    }

    private void leaveUnanswered(Shop shop, int complaints) {
        for (int i = 0; i < complaints; i++) {
            file(http.consumer(), shop, "L-" + UUID.randomUUID());
        }
        http.advance("PT97H");
    }

    private void propose(Shop shop) {
        var proposed = http.as(senior)
                .post(
                        "/api/v1/marks/" + shop.code() + "/suspension",
                        Map.of("reason", "Nothing is delivered any more."));
        assertThat(proposed.status()).as(proposed.text()).isBetween(200, 202);
    }

    private void refund(Shop shop) {
        var consumer = http.consumer();
        var id = file(consumer, shop, "M-1");
        var answer = http.as(shop.owner())
                .post(
                        "/api/v1/complaints/" + id + "/answer",
                        Map.of(
                                "text",
                                "We pay it back.",
                                "remedy",
                                "REFUND",
                                "amount",
                                Map.of("value", "450000", "currency", "IRR"),
                                "by",
                                today().plusDays(3).toString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(http.as(consumer)
                        .post("/api/v1/complaints/" + id + "/outcome", Map.of("solved", true, "score", 5))
                        .status())
                .isEqualTo(200);
    }

    // The overview.

    private JsonNode overview(String query) {
        var answer = http.as(auditor).get("/api/v1/officer/overview" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode chart(JsonNode overview, String id) {
        return overview.path("charts")
                .valueStream()
                .filter(c -> c.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A series of a chart by its labels; labels without a value are left out. */
    private static Map<String, BigDecimal> series(JsonNode chart, String name) {
        var found = new LinkedHashMap<String, BigDecimal>();
        var series = chart.path("series")
                .valueStream()
                .filter(s -> s.path("name").asString().equals(name))
                .findFirst();
        series.ifPresent(s -> {
            for (int i = 0; i < chart.path("labels").size(); i++) {
                if (!s.path("values").path(i).isNull()) {
                    found.put(
                            chart.path("labels").path(i).asString(),
                            s.path("values").path(i).decimalValue());
                }
            }
        });
        return found;
    }

    private static Map<String, Long> counts(Map<String, BigDecimal> series) {
        var counts = new HashMap<String, Long>();
        series.forEach((label, n) -> {
            if (n.signum() != 0) {
                counts.put(label, n.longValueExact());
            }
        });
        return counts;
    }

    private JdbcClient.StatementSpec asked(String statement, JsonNode overview) {
        var chart = overview.path("charts").path(0);
        return sql.sql(statement)
                .param("asOf", Instant.parse(overview.path("asOf").asString()).atOffset(ZoneOffset.UTC))
                .param("from", LocalDate.parse(chart.path("from").asString()))
                .param("to", LocalDate.parse(chart.path("to").asString()));
    }

    private Map<String, Long> byMonth(String which, String day, JsonNode overview) {
        return grouped("to_char(" + day + ", 'YYYY-MM')", which, day, overview);
    }

    private Map<String, Long> grouped(String key, String which, String day, JsonNode overview) {
        var found = new HashMap<String, Long>();
        // Naming :asOf keeps one way to ask.
        asked(
                        "SELECT " + key + " AS key, count(*) AS n FROM record_case WHERE submitted <= :asOf AND" + which
                                + " AND " + day + " BETWEEN :from AND :to GROUP BY 1",
                        overview)
                .query(row -> {
                    found.put(row.getString("key"), row.getLong("n"));
                });
        return found;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(n -> n).sum();
    }

    @Test
    void complaints_by_month_and_category_agree_with_sql() {
        var overview = overview("");
        var filed = byMonth(COUNTS, FILED_ON, overview);
        assertThat(filed).hasSizeGreaterThan(2);
        assertThat(counts(series(chart(overview, "filed"), "filed"))).isEqualTo(filed);
        assertThat(overview.path("filed").asLong()).isEqualTo(sum(filed));
        var categories = grouped("category", COUNTS, FILED_ON, overview);
        assertThat(counts(series(chart(overview, "categories"), "categories"))).isEqualTo(categories);
        series(chart(overview, "categories"), "share")
                .forEach((category, share) -> assertThat(share.doubleValue())
                        .isCloseTo(
                                (double) Objects.requireNonNull(categories.get(category)) / sum(filed),
                                within(0.000001)));
        categories
                .keySet()
                .forEach(category -> assertThat(counts(series(chart(overview, "categories-by-month"), category)))
                        .as(category)
                        .isEqualTo(byMonth(COUNTS + "AND category = '" + category + "'", FILED_ON, overview)));
    }

    @Test
    void what_was_settled_between_the_two_agrees_with_sql() {
        var overview = overview("");
        var matured = byMonth(MATURED, FILED_ON, overview);
        var settled = byMonth(MATURED + " AND state = 'RESOLVED' AND refusals = 0", FILED_ON, overview);
        assertThat(sum(settled)).isPositive();
        assertThat(counts(series(chart(overview, "settled"), "matured"))).isEqualTo(matured);
        assertThat(counts(series(chart(overview, "settled"), "settled"))).isEqualTo(settled);
        assertThat(overview.path("settledShare").asDouble()).isEqualTo((double) sum(settled) / sum(matured));
        // The same from the histories: who settled without the centre has no event of the centre.
        var histories = asked("""
                        SELECT count(*) FROM record_case r WHERE submitted <= :asOf AND (submitted AT TIME ZONE 'Asia/Tehran')::date
                            BETWEEN :from AND :to AND state = 'RESOLVED' AND set_aside IS NULL
                          AND NOT jsonb_path_exists(history, '$[*] ? (@.type == "MediationOpened" || @.type == "Ruled"
                              || @.type == "RefusalAsked")')
                        """, overview).query(Long.class).single();
        assertThat(histories).isEqualTo(sum(settled));
    }

    @Test
    void unanswered_now_and_a_year_earlier_agree_with_sql() {
        var overview = overview("");
        var now = byMonth(UNANSWERED, DUE_ON, overview);
        assertThat(counts(series(chart(overview, "unanswered"), "unanswered"))).isEqualTo(now);
        assertThat(overview.path("unanswered").asLong()).isEqualTo(sum(now)).isGreaterThan(12);
        var before = asked(
                        "SELECT count(*) FROM record_case WHERE" + UNANSWERED + " AND " + DUE_ON
                                + " BETWEEN (:from::date - interval '1 year')::date AND (:to::date - interval '1 year')::date",
                        overview)
                .query(Long.class)
                .single();
        assertThat(before).isEqualTo(3);
        assertThat(overview.path("unansweredBefore").asLong()).isEqualTo(before);
        assertThat(overview.path("unansweredChange").asDouble()).isEqualTo((double) (sum(now) - before) / before);
        assertThat(sum(counts(series(chart(overview, "unanswered"), "unansweredBefore"))))
                .isEqualTo(before);
    }

    @Test
    void answer_times_with_open_cases_as_open_agree_with_sql() {
        var overview = overview("");
        assertTimes(overview, "", overview.path("medianHours"), overview.path("p90Hours"));
        var chart = chart(overview, "answer-times");
        for (int i = 0; i < chart.path("labels").size(); i++) {
            assertTimes(
                    overview,
                    "AND to_char(" + FILED_ON + ", 'YYYY-MM') = '"
                            + chart.path("labels").path(i).asString() + "'",
                    chart.path("series").path(0).path("values").path(i),
                    chart.path("series").path(1).path("values").path(i));
        }
    }

    private void assertTimes(JsonNode overview, String which, JsonNode median, JsonNode p90) {
        asked("""
                        WITH one AS (
                            SELECT extract(epoch FROM coalesce(answered, withdrawn, :asOf) - submitted) AS t, answered IS NOT NULL AS a
                            FROM record_case
                            WHERE %s AND submitted <= :asOf AND %s BETWEEN :from AND :to %s AND (answered_round IS NULL OR answered IS NOT NULL)
                        ), ordered AS (
                            SELECT t, a, (count(*) OVER () - row_number() OVER (ORDER BY t, a DESC) + 1)::float8 AS n FROM one
                        ), still AS (
                            SELECT t, a, exp(sum(CASE WHEN NOT a THEN 0 WHEN n = 1 THEN -1000 ELSE ln(1 - 1 / n) END)
                                OVER (ORDER BY t, a DESC ROWS UNBOUNDED PRECEDING)) AS s
                            FROM ordered
                        )
                        SELECT round(min(t) FILTER (WHERE a AND s <= 0.5 + 1e-9) / 3600, 2) AS median,
                               round(min(t) FILTER (WHERE a AND s <= 0.1 + 1e-9) / 3600, 2) AS p90
                        FROM still
                        """.formatted(COUNTS, FILED_ON, which), overview).query(row -> {
            assertSame(median, row.getBigDecimal("median"));
            assertSame(p90, row.getBigDecimal("p90"));
        });
    }

    private static void assertSame(JsonNode shown, @Nullable BigDecimal computed) {
        if (computed == null) {
            assertThat(shown.isNull()).as("%s", shown).isTrue();
        } else {
            assertThat(shown.decimalValue()).isCloseTo(computed, within(new BigDecimal("0.011")));
        }
    }

    @Test
    void money_and_steps_against_marks_agree_with_sql() {
        var overview = overview("");
        var money = asked(
                        "SELECT sum(money) FROM record_case WHERE" + COUNTS + " AND submitted <= :asOf AND " + FILED_ON
                                + " BETWEEN :from AND :to AND currency = 'IRR'",
                        overview)
                .query(BigDecimal.class)
                .single();
        assertThat(money).isGreaterThanOrEqualTo(new BigDecimal("450000"));
        assertThat(series(chart(overview, "money"), "IRR").values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(money);
        for (var step : List.of("LETTER", "SUSPEND", "REVOKE")) {
            var steps = new HashMap<String, Long>();
            sql.sql("""
                            SELECT to_char(effective_at AT TIME ZONE 'Asia/Tehran', 'YYYY-MM') AS key, count(*) AS n FROM mark_decision
                            WHERE step = :step AND stage = 'EFFECTIVE' GROUP BY 1
                            """).param("step", step).query(row -> {
                steps.put(row.getString("key"), row.getLong("n"));
            });
            assertThat(counts(series(chart(overview, "steps"), step))).as(step).isEqualTo(steps);
        }
        assertThat(sum(counts(series(chart(overview, "steps"), "LETTER")))).isPositive();
        assertThat(sum(counts(series(chart(overview, "steps"), "SUSPEND")))).isEqualTo(1);
    }

    @Test
    void marks_by_state_and_grade_agree_with_sql() {
        var overview = overview("");
        var states = new HashMap<String, Long>();
        sql.sql("""
                        SELECT CASE WHEN expires_at <= touchstone_now() AND state <> 'REVOKED' THEN 'EXPIRED' ELSE state END AS key,
                               count(*) AS n
                        FROM mark WHERE website_id IN (SELECT id FROM website WHERE released_at IS NULL) GROUP BY 1
                        """).query(row -> {
            states.put(row.getString("key"), row.getLong("n"));
        });
        assertThat(states).containsKeys("ISSUED", "SUSPENDED", "UNDER_REVIEW");
        assertThat(counts(series(chart(overview, "states"), "states"))).isEqualTo(states);
        var grades = new HashMap<String, Long>();
        sql.sql("""
                        SELECT coalesce(grade, 'NONE') AS key, count(*) AS n FROM mark
                        WHERE state IN ('ISSUED', 'UNDER_REVIEW') AND expires_at > touchstone_now()
                          AND website_id IN (SELECT id FROM website WHERE released_at IS NULL) GROUP BY 1
                        """).query(row -> {
            grades.put(row.getString("key"), row.getLong("n"));
        });
        assertThat(counts(series(chart(overview, "grades"), "grades"))).isEqualTo(grades);
    }

    @Test
    void marks_that_need_more_supervision_agree_with_sql() {
        var expected = new HashMap<String, List<Object>>();
        sql.sql("""
                        SELECT m.code, m.supervision,
                               (SELECT count(*) FROM record_case WHERE mark = m.code AND %s
                                  AND submitted > touchstone_now() - interval '12 months') AS points,
                               (SELECT sum(orders) FROM order_volume WHERE mark = m.code AND month > touchstone_now() - interval '12 months') AS orders
                        FROM mark m WHERE m.supervision IS NOT NULL AND m.state IN ('ISSUED', 'UNDER_REVIEW', 'SUSPENDED')
                        """.formatted(
                        UNANSWERED.replace(":asOf", "touchstone_now()").replace(" state ", " record_case.state ")))
                .query(row -> {
                    expected.put(
                            row.getString("code"),
                            List.of(row.getString("supervision"), row.getInt("points"), row.getLong("orders")));
                });
        var items = http.as(officer)
                .get("/api/v1/officer/overview/supervision")
                .json()
                .path("items");
        var shown = new HashMap<String, List<Object>>();
        items.valueStream()
                .forEach(s -> shown.put(
                        s.path("mark").asString(),
                        List.of(
                                s.path("step").asString(),
                                s.path("points").asInt(),
                                s.path("orders").isNull()
                                        ? 0L
                                        : s.path("orders").asLong())));
        assertThat(shown).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(2);
        assertThat(items.valueStream().map(s -> s.path("points").asInt())).isSortedAccordingTo((a, b) -> b - a);
        assertThat(items.valueStream().filter(s -> s.path("orders").asLong(0) == 4_000))
                .singleElement()
                .satisfies(s -> assertThat(s.path("pointsPer10000Orders").asDouble())
                        .isEqualTo(s.path("points").asInt() * 2.5));
        assertThat(overview("").path("supervised").asInt()).isEqualTo(shown.size());
        var page = visit(auditor).get("/officer/overview/supervision").text();
        var file = visit(auditor).get("/officer/overview/supervision.csv").text();
        assertThat(file.lines()).hasSize(shown.size() + 1);
        shown.forEach((code, figures) -> {
            assertThat(page).contains("/officer/marks/" + code);
            assertThat(file.lines()).anyMatch(l -> l.startsWith(code + ",") && l.contains("," + figures.get(0) + ","));
        });
    }

    @Test
    void a_period_and_a_trade_narrow_everything() {
        var trade = sql.sql("""
                        SELECT b.trade FROM record_case r JOIN mark m ON m.code = r.mark
                        JOIN website w ON w.id = m.website_id JOIN business b ON b.id = w.business_id
                        GROUP BY 1 ORDER BY count(*) DESC LIMIT 1
                        """).query(String.class).single();
        var from = today().minusDays(40);
        var to = today().minusDays(3);
        var overview = overview("?from=" + from + "&to=" + to + "&trade=" + trade);
        var expected = sql.sql("SELECT count(*) FROM record_case WHERE" + COUNTS + " AND " + FILED_ON
                        + " BETWEEN :from AND :to AND mark IN (SELECT m.code FROM mark m JOIN website w ON w.id = m.website_id"
                        + " JOIN business b ON b.id = w.business_id WHERE b.trade = :trade)")
                .param("from", from)
                .param("to", to)
                .param("trade", trade)
                .query(Long.class)
                .single();
        assertThat(overview.path("filed").asLong()).isEqualTo(expected).isPositive();
        assertThat(chart(overview, "filed").path("trade").asString()).isEqualTo(trade);

        for (var wrong : List.of(
                "?from=2001-01-01",
                "?to=2199-01-01",
                "?from=31.02.2026",
                "?trade=NONE",
                "?calendar=MAYAN",
                "?from=" + to + "&to=" + from)) {
            assertThat(http.as(officer).get("/api/v1/officer/overview" + wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void months_of_the_persian_calendar_hold_the_same_complaints() {
        var gregorian = overview("");
        var from = chart(gregorian, "filed").path("from").asString();
        var persian = overview("?calendar=PERSIAN&from=" + from);
        var filed = counts(series(chart(persian, "filed"), "filed"));
        assertThat(filed.keySet()).allMatch(month -> month.startsWith("14"));
        assertThat(sum(filed)).isEqualTo(gregorian.path("filed").asLong());
    }

    // What people see.

    private static final Pattern CELL = Pattern.compile("<td class=\"number\">([^<]*)</td>");

    private static List<String> cells(String page, String chart) {
        int begin = page.indexOf("<figure class=\"chart\" id=\"" + chart + "\"");
        assertThat(begin).as(chart).isPositive();
        var cells = new ArrayList<String>();
        var matcher = CELL.matcher(page.substring(begin, page.indexOf("</figure>", begin)));
        while (matcher.find()) {
            cells.add(matcher.group(1));
        }
        return cells;
    }

    @Test
    void page_and_files_show_exactly_what_the_interface_says() {
        var overview = overview("");
        var page = visit(senior).get("/officer/overview").text();
        for (var figure : List.of("filed", "unanswered", "supervised")) {
            assertThat(page)
                    .contains("data-figure=\"" + figure + "\">"
                            + String.format(
                                    Locale.UK, "%,d", overview.path(figure).asLong()) + "<");
        }
        overview.path("charts").valueStream().forEach(chart -> {
            var id = chart.path("id").asString();
            var expected = new ArrayList<String>();
            for (int i = 0; i < chart.path("labels").size(); i++) {
                for (var series : chart.path("series")) {
                    expected.add(shown(
                            series.path("unit").asString(),
                            series.path("values").path(i)));
                }
            }
            assertThat(cells(page, id)).as(id).isEqualTo(expected);

            var address = "/officer/overview/" + id;
            var json = visit(senior).get(address + ".json").json();
            assertThat(json.path("labels")).isEqualTo(chart.path("labels"));
            assertThat(json.path("series")).isEqualTo(chart.path("series"));
            var lines = visit(senior).get(address + ".csv").text().lines().toList();
            assertThat(lines).hasSize(chart.path("labels").size() + 1);
            for (int i = 0; i < chart.path("labels").size(); i++) {
                var line = new ArrayList<String>();
                line.add(chart.path("labels").path(i).asString());
                for (var series : chart.path("series")) {
                    var value = series.path("values").path(i);
                    line.add(value.isNull() ? "" : value.decimalValue().toPlainString());
                }
                assertThat(lines.get(i + 1)).isEqualTo(String.join(",", line));
            }
        });
        assertThat(visit(senior).get("/officer/overview/nothing.csv").status()).isEqualTo(404);
        assertThat(visit(senior).get("/officer/overview?from=x").status()).isEqualTo(422);
    }

    private static String shown(String unit, JsonNode value) {
        if (value.isNull()) {
            return "—";
        }
        return switch (unit) {
            case "COUNT" -> String.format(Locale.UK, "%,d", value.asLong());
            case "SHARE" -> {
                double share = value.asDouble();
                yield new BigDecimal(share * 100)
                                .setScale(share > 0 && share < 0.01 ? 1 : 0, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "%";
            }
            default ->
                new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.UK)).format(value.decimalValue());
        };
    }

    // The home.

    private JsonNode home(String token) {
        var answer = http.as(token).get("/api/v1/officer/home");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void what_waits_agrees_with_sql_kind_by_kind_in_json_and_on_the_page() {
        var expected = new HashMap<String, Long>();
        sql.sql("""
                        SELECT 'UNANSWERED' AS kind, count(*) AS n FROM follow_up WHERE done_at IS NULL
                        UNION ALL SELECT expects_why, count(*) FROM complaint WHERE expects = 'CENTRE' GROUP BY 1
                        UNION ALL SELECT expects_why, count(*) FROM complaint
                            WHERE expects <> 'CENTRE' AND expects_why IN ('COMPLIANCE', 'PROPOSAL') AND expected_by <= touchstone_now() GROUP BY 1
                        UNION ALL SELECT 'DISPUTE', count(*) FROM dispute WHERE decided_at IS NULL
                        UNION ALL SELECT 'FLOOD', count(*) FROM flood WHERE id NOT IN (SELECT flood_id FROM flood_decision)
                        UNION ALL SELECT 'MARK_DECISION', count(*) FROM mark_decision WHERE stage = 'PENDING'
                        UNION ALL SELECT 'MARK_APPEAL', count(*) FROM mark_appeal
                            WHERE decision_id NOT IN (SELECT appeal_of FROM mark_decision WHERE appeal_of IS NOT NULL)
                        UNION ALL SELECT 'REVIEW', count(*) FROM mark WHERE state = 'UNDER_REVIEW' AND expires_at > touchstone_now()
                        UNION ALL SELECT 'SUPERVISION', count(*) FROM supervision_case
                            WHERE closed_at IS NULL AND (state = 'PLAN_GIVEN' OR state = 'FAILED' OR recommended IS NOT NULL)
                        UNION ALL SELECT 'APPLICATION', count(*) FROM application_check WHERE state = 'QUESTION'
                        UNION ALL SELECT 'APPLICATION_APPEAL', count(*) FROM application WHERE appeal = 'OPEN'
                        UNION ALL SELECT 'FORGERY', count(*) FROM badge_report WHERE looked_at IS NULL
                        UNION ALL SELECT 'INCIDENT_REPORT', count(*) FROM incident_report WHERE looked_at IS NULL
                        UNION ALL SELECT 'MERGE', count(*) FROM merge_proposal WHERE decision IS NULL
                        """).query(row -> {
            expected.merge(row.getString("kind"), row.getLong("n"), Long::sum);
        });
        expected.values().removeIf(n -> n == 0);
        assertThat(expected)
                .containsKeys(
                        "UNANSWERED",
                        "REFUSAL",
                        "MARK_DECISION",
                        "MARK_APPEAL",
                        "REVIEW",
                        "SUPERVISION",
                        "FORGERY",
                        "INCIDENT_REPORT");
        var home = home(officer);
        var counted = new HashMap<String, Long>();
        home.path("counts")
                .properties()
                .forEach(e -> counted.put(e.getKey(), e.getValue().asLong()));
        assertThat(counted).isEqualTo(expected);
        var listed = new HashMap<String, Long>();
        home.path("items")
                .valueStream()
                .forEach(w -> listed.merge(w.path("kind").asString(), 1L, Long::sum));
        assertThat(listed).isEqualTo(expected);

        var page = visit(officer).get("/officer").text();
        expected.forEach((kind, n) -> assertThat(page)
                .containsPattern("kind=" + kind + "\"[^>]*>[^<]* <span class=\"number\">" + n + "</span>"));
        assertThat(page)
                .containsPattern("href=\"/officer\"[^>]*>[^<]* <span class=\"number\">" + sum(expected) + "</span>");
        home.path("items")
                .valueStream()
                .limit(20)
                .forEach(w ->
                        assertThat(page).contains("href=\"" + w.path("href").asString() + "\""));
        var only =
                http.as(officer).get("/api/v1/officer/home?kind=FORGERY").json().path("items");
        assertThat(only.valueStream().map(w -> w.path("kind").asString())).containsOnly("FORGERY");
        assertThat(http.as(officer).get("/api/v1/officer/home?kind=NOTHING").status())
                .isEqualTo(422);
    }

    private Map<String, Long> bySql(String question) {
        var counted = new HashMap<String, Long>();
        sql.sql(question).query(row -> {
            counted.put(row.getString("key"), row.getLong("n"));
        });
        return counted;
    }

    @Test
    void decisions_that_wait_on_the_desk_for_marks_agree_with_sql() {
        var expected = bySql("""
                SELECT 'pending' AS key, count(*) AS n FROM mark_decision WHERE stage = 'PENDING'
                UNION ALL SELECT 'appeals', count(*) FROM mark_appeal
                    WHERE decision_id NOT IN (SELECT appeal_of FROM mark_decision WHERE appeal_of IS NOT NULL)
                """);
        assertThat(expected.values()).allMatch(n -> n > 0);
        for (var who : List.of(senior, appeals, auditor)) {
            var page = visit(who).get("/officer/marks").text();
            expected.forEach((key, n) -> assertThat(page)
                    .containsPattern("<h2 id=\"" + key + "\">[^<]* <span class=\"number\">" + n + "</span>"));
        }
    }

    @Test
    void the_tabs_of_supervision_agree_with_sql() {
        var expected = bySql("SELECT state AS key, count(*) AS n FROM supervision_case GROUP BY state");
        assertThat(expected).isNotEmpty();
        for (var who : List.of(officer, auditor)) {
            var page = visit(who).get("/officer/supervision").text();
            for (var state : CaseState.values()) {
                assertThat(page)
                        .containsPattern("state=" + state + "#all\"[^>]*>[^<]* <span class=\"number\">"
                                + expected.getOrDefault(state.name(), 0L) + "</span>");
                var listed = Pattern.compile("href=\"/officer/supervision/[0-9a-f-]{36}\"")
                        .matcher(visit(who)
                                .get("/officer/supervision?state=" + state)
                                .text()
                                .replaceFirst("(?s).*id=\"all\"", ""))
                        .results()
                        .distinct()
                        .count();
                assertThat(listed).as(state.name()).isEqualTo(expected.getOrDefault(state.name(), 0L));
            }
        }
    }

    @Test
    void the_most_urgent_comes_first_and_mine_before_others() {
        for (var who : List.of(officer, senior, appeals, auditor)) {
            var items = home(who).path("items").valueStream().toList();
            assertThat(items.stream().map(w -> w.path("mine").asBoolean()))
                    .isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
            for (var mine : List.of(true, false)) {
                assertThat(items.stream()
                                .filter(w -> w.path("mine").asBoolean() == mine)
                                .map(w -> Instant.parse(w.path("dueAt").asString())))
                        .isSorted();
            }
            var now = installation.part(DatabaseClock.class).instant();
            assertThat(items)
                    .allSatisfy(w -> assertThat(w.path("overdue").asBoolean())
                            .isEqualTo(
                                    !Instant.parse(w.path("dueAt").asString()).isAfter(now)));
        }
    }

    private List<String> mine(String token) {
        return home(token)
                .path("items")
                .valueStream()
                .filter(w -> w.path("mine").asBoolean())
                .map(w -> w.path("kind").asString())
                .distinct()
                .toList();
    }

    @Test
    void everybody_is_shown_as_theirs_what_their_role_lets_them_do() {
        assertThat(mine(officer))
                .contains("UNANSWERED", "REFUSAL", "REVIEW", "SUPERVISION", "FORGERY")
                .doesNotContain("MARK_DECISION", "MARK_APPEAL", "APPEAL");
        // Who proposed it does not confirm it.
        assertThat(mine(senior)).contains("REFUSAL").doesNotContain("MARK_DECISION", "MARK_APPEAL");
        assertThat(mine(otherSenior)).contains("REFUSAL", "MARK_DECISION").doesNotContain("MARK_APPEAL");
        assertThat(mine(appeals)).contains("MARK_APPEAL").doesNotContain("REFUSAL", "MARK_DECISION", "FORGERY");
        assertThat(mine(auditor)).isEmpty();
        assertThat(home(auditor).path("counts")).isEqualTo(home(officer).path("counts"));
        var others = new HashMap<String, String>();
        List.of("ADMIN", "ASSESSOR", "CONSUMER").forEach(role -> others.put(role, http.person(role)));
        for (var path : List.of(
                "/api/v1/officer/home",
                "/api/v1/officer/overview",
                "/api/v1/officer/overview/supervision",
                "/officer",
                "/officer/overview",
                "/officer/overview/supervision",
                "/officer/overview/filed.csv",
                "/officer/overview/filed.json",
                "/officer/overview/supervision.csv")) {
            assertThat(status(auditor, path)).as(path).isEqualTo(200);
            others.forEach((role, token) ->
                    assertThat(status(token, path)).as(role + " " + path).isEqualTo(403));
        }
        assertThat(http.get("/api/v1/officer/home").status()).isEqualTo(401);
    }

    private int status(String token, String path) {
        return path.startsWith("/api/")
                ? http.as(token).get(path).status()
                : visit(token).get(path).status();
    }

    @Test
    void the_queue_of_complaints_is_found_at_its_old_address() {
        var old = visit(officer).get("/officer?why=REFUSAL");
        assertThat(old.status()).isBetween(302, 303);
        assertThat(old.header("Location")).endsWith("/officer/complaints?why=REFUSAL");
        assertThat(visit(officer).get("/officer/complaints?why=REFUSAL").text())
                .contains("A shop refused; the clock stands still.");
    }
}
