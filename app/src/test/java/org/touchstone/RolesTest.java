package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.foundation.database.DatabaseClock;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Who may read and who may change what: every address of the platform asked by everybody. What came out stands in
 * {@code docs/roles.md}; a change of it is a change of that file, which somebody reads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolesTest {

    private static final Path DOCUMENT = Path.of("../docs/roles.md");
    private static final String BEGIN = "<!-- table: written by RolesTest -->\n";

    /** What a form may ask for. */
    private static final String FORM =
            "reason=Because+it+is+so&text=Because+it+is+so&note=Done&answer=Because+it+is+so&message=Because"
                    + "&information=Because+it+is+so&question=Why&reference=R-1&approve=true&accept=true&confirm=true&uphold=true&decision=true&solved=true"
                    + "&score=3&correct=true&publish=true&kind=CALL&result=REACHED&outcome=REACHED&nextStep=NONE&nextDue=2027-01-01&remedy=REFUND"
                    + "&ground=NOT_OUR_CUSTOMER&correction=NOT_COUNTED&stage=PRIVATE&quarantine=true&grant=true&title=Title&role=AGENT&sure=false"
                    + "&host=sample.example&accepted=true";

    /** Everybody who asks, those with least first: what the last ones do changes things. */
    private static final List<String> WHO = List.of(
            "nobody",
            "stranger",
            "other owner",
            "assessor",
            "admin",
            "auditor",
            "appeals",
            "officer",
            "senior",
            "owner",
            "applicant",
            "consumer");

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Visit> visits = new HashMap<>();
    private final Map<String, String> forms = new HashMap<>();
    private final JsonNode api =
            new YAMLMapper().readTree(http.get("/openapi.yaml").text());
    private final Map<String, String> objects = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> table = new TreeMap<>();
    private Shop shop = http.shop();

    private record Operation(RequestMethod method, String pattern, boolean forPrograms, boolean multipart) {
        String name() {
            return method + " " + pattern;
        }
    }

    @BeforeAll
    void live() {
        tokens.put("stranger", http.consumer());
        tokens.put("other owner", http.shop().owner());
        tokens.put("assessor", http.person("ASSESSOR"));
        tokens.put("admin", http.person("ADMIN"));
        tokens.put("auditor", http.person("AUDITOR"));
        tokens.put("appeals", http.person("APPEALS_OFFICER"));
        tokens.put("officer", http.person("OFFICER"));
        tokens.put("senior", http.person("SENIOR_OFFICER"));
        tokens.put("owner", shop.owner());
        tokens.put("consumer", http.consumer());
        tokens.forEach((who, token) -> visits.put(who, Visit.of(installation, token)));

        var missed = http.file(token("consumer"), shop, "R-1");
        http.advance("P5D");
        var dispute = http.as(shop.owner())
                .post(
                        "/api/v1/complaints/" + missed + "/dispute",
                        Map.of("correction", "NOT_COUNTED", "reason", "The desk was down."))
                .json()
                .path("id")
                .asString();
        var complaint = http.file(token("consumer"), shop, "R-2");
        var applicant = Applicant.in(http);
        tokens.put("applicant", applicant.token());
        visits.put("applicant", Visit.of(installation, applicant.token()));
        var application = applicant.begin().path("id").asString();
        var author = http.person("OFFICER");
        var draft = http.as(author)
                .post(
                        "/api/v1/policy-drafts",
                        Map.of(
                                "version", "roles-1",
                                "title", Map.of("fa", "آزمون", "zh", "试验", "en", "Test"),
                                "validFrom",
                                        installation
                                                .part(DatabaseClock.class)
                                                .instant()
                                                .plus(Duration.ofDays(3))
                                                .toString()))
                .json()
                .path("id")
                .asString();
        http.as(author).post("/api/v1/policy-drafts/" + draft + "/proposal", Map.of());
        var rest = "00000000-0000-0000-0000-000000000001";
        var stage = http.as(author)
                .post("/api/v1/cohorts/" + rest + "/stages", Map.of("stage", "DESK", "reason", "Roles"))
                .json()
                .path("id")
                .asString();
        var followUp = installation
                .jdbc()
                .sql("SELECT id FROM follow_up LIMIT 1")
                .query(UUID.class)
                .single()
                .toString();
        http.as(author).post("/api/v1/marks/" + shop.code() + "/suspension", Map.of("reason", "Because of the roles."));
        var decision = installation
                .jdbc()
                .sql("SELECT id FROM mark_decision LIMIT 1")
                .query(UUID.class)
                .single()
                .toString();
        var incident = http.as(author)
                .post(
                        "/api/v1/marks/" + shop.code() + "/incidents",
                        Map.of("kind", "OTHER", "sentence", "It was down.", "reason", "Roles"))
                .json()
                .path("id")
                .asString();
        assertThat(List.of(missed, dispute, complaint, application, draft, stage, incident))
                .allMatch(id -> id.length() == 36);
        objects.put("/api/v1/incidents/", incident);
        objects.put("/officer/marks/{code}/incidents/", incident);
        objects.put("/api/v1/complaints/", complaint);
        objects.put("/api/v1/desk/complaints/", complaint);
        objects.put("/complaints/", complaint);
        objects.put("/api/v1/disputes/", dispute);
        objects.put("/officer/disputes/", dispute);
        objects.put("/officer/follow-ups/", followUp);
        objects.put("/api/v1/applications/", application);
        objects.put("/mark/applications/", application);
        objects.put("/officer/applications/", application);
        objects.put("/api/v1/policy-drafts/", draft);
        objects.put("/officer/policies/", draft);
        objects.put("/officer/stages/decisions/", stage);
        objects.put("/api/v1/stage-decisions/", stage);
        objects.put("/api/v1/cohorts/", rest);
        objects.put("/officer/stages/", rest);
        objects.put("/api/v1/marks/", decision);
        objects.put("/desk/marks/", decision);
        objects.put("/officer/marks/", decision);
        objects.put("/desk/", complaint);
    }

    @AfterAll
    void close() {
        installation.close();
    }

    private String token(String who) {
        return Objects.requireNonNull(tokens.get(who), who);
    }

    private Visit visit(String who) {
        return Objects.requireNonNull(visits.get(who), who);
    }

    private List<Operation> operations() {
        var all = new ArrayList<Operation>();
        installation
                .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    for (var pattern : mapping.getPatternValues()) {
                        for (var verb : mapping.getMethodsCondition().getMethods()) {
                            if (!pattern.startsWith("/sandbox")
                                    && !pattern.startsWith("/sign-")
                                    && !pattern.equals("/error")) {
                                all.add(new Operation(
                                        verb,
                                        pattern,
                                        method.getBeanType().isAnnotationPresent(RestController.class),
                                        mapping.getConsumesCondition()
                                                        .toString()
                                                        .contains("multipart")
                                                || pattern.endsWith("/evidence")
                                                || pattern.endsWith("/photo")));
                            }
                        }
                    }
                });
        all.sort(Comparator.comparing(Operation::name));
        return all;
    }

    private String path(Operation operation) {
        var pattern = operation.pattern();
        var id = objects.entrySet().stream()
                .filter(o -> pattern.startsWith(o.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UUID.randomUUID().toString());
        return pattern.replace("{code}", pattern.contains("/checks/{code}") ? "IDENTITY" : shop.code())
                .replace("{id}", id)
                .replace("{cohort}", id)
                .replace("{host}", shop.host())
                .replace("{fact}", "all")
                .replace("{act}", "suspension")
                .replace("{step}", "suspension")
                .replace("{name}", "information-request")
                .replace("{task:business|website|contact|licence|pledge}", "contact")
                .replace("{version}", "1404-4-days")
                .replaceAll("\\{(evidence|person|delivery)}", UUID.randomUUID().toString())
                .replaceAll("\\{[^}]+}(}?)", "1")
                .replace("**", "0/000");
    }

    private Answer ask(String who, Operation operation) {
        var path = path(operation);
        if (!operation.forPrograms() && !who.equals("nobody")) {
            var visit = visit(who);
            return operation.method() == RequestMethod.GET
                    ? visit.get(path)
                    : visit.submit(
                            forms.computeIfAbsent(
                                    who, _ -> visit.get("/account/tokens").text()),
                            path,
                            FORM);
        }
        var asking = who.equals("nobody") ? http : http.as(token(who));
        if (operation.method() == RequestMethod.GET) {
            return asking.get(path);
        }
        if (operation.multipart()) {
            var body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\na\r\n--x--\r\n";
            return asking.postBytes(path, "multipart/form-data; boundary=x", body.getBytes(StandardCharsets.UTF_8));
        }
        return asking.send(operation.method().name(), path, "application/json", body(operation));
    }

    /** A sound body of an operation, made from what the interface says of itself. */
    private String body(Operation operation) {
        var schema = api.path("paths")
                .path(operation.pattern())
                .path(operation.method().name().toLowerCase(Locale.ROOT))
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return schema.isMissingNode() ? "{}" : Http.JSON.writeValueAsString(sample("", schema));
    }

    private Object sample(String name, JsonNode given) {
        var schema = given.has("$ref") ? api.at(given.path("$ref").asString().substring(1)) : given;
        for (var choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice)) {
                return sample(name, schema.path(choice).path(0));
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asString();
        }
        var type = schema.path("type").isArray()
                ? schema.path("type").path(0).asString()
                : schema.path("type").asString();
        return switch (type) {
            case "boolean" -> true;
            case "integer", "number" -> Math.max(1, schema.path("minimum").asInt());
            case "array" -> List.of(sample(name, schema.path("items")));
            case "string" ->
                switch (schema.path("format").asString()) {
                    case "uuid" -> UUID.randomUUID().toString();
                    case "date" -> "2027-01-01";
                    case "date-time" -> "2027-01-01T00:00:00Z";
                    default -> name.equals("action") ? "PUBLISH" : "Sample of a text that says enough";
                };
            default -> {
                var object = new LinkedHashMap<String, Object>();
                schema.path("properties").properties().forEach(property -> {
                    boolean required = schema.path("required")
                            .valueStream()
                            .anyMatch(r -> r.asString().equals(property.getKey()));
                    if (required || property.getKey().equals("reason")) {
                        object.put(property.getKey(), sample(property.getKey(), property.getValue()));
                    }
                });
                yield object;
            }
        };
    }

    /** Whether an answer lets somebody in. */
    private static boolean lets(int status) {
        return status != 401 && status != 403 && status != 404 && !undecided(status);
    }

    /** Whether an answer is about what was sent, so that it does not tell whether the sender may. */
    private static boolean undecided(int status) {
        return status == 400 || status == 415 || status == 422;
    }

    private boolean may(String who, String operation) {
        return lets(status(who, operation));
    }

    private int status(String who, String operation) {
        return table.getOrDefault(operation, Map.of()).getOrDefault(who, 403);
    }

    private String cell(String who, String operation) {
        return may(who, operation) ? "✓" : undecided(status(who, operation)) ? "·" : "";
    }

    @Test
    @Order(1)
    void everybody_asks_for_everything() {
        var operations = operations();
        assertThat(operations).hasSizeGreaterThan(300);
        var changed = new HashMap<String, Long>();
        var failures = new ArrayList<String>();
        // First everybody reads, then everybody changes: what one changes, such as an application that becomes a mark,
        // would else
        // open or close to the next what he reads.
        for (boolean reads : new boolean[] {true, false}) {
            var some = operations.stream()
                    .filter(o -> (o.method() == RequestMethod.GET) == reads)
                    .toList();
            for (var who : WHO) {
                long before = changes(who);
                some.forEach(operation -> note(who, operation, failures));
                changed.merge(who, changes(who) - before, Long::sum);
            }
        }
        assertThat(failures).isEmpty();
        for (var who : List.of("nobody", "stranger", "other owner", "assessor", "admin", "auditor")) {
            assertThat(changed).as("rows changed").containsEntry(who, 0L);
        }
    }

    private void note(String who, Operation operation, List<String> failures) {
        var answer = ask(who, operation);
        if (answer.status() >= 500) {
            failures.add(who + " " + operation.name() + " " + answer.status());
        }
        // There is no flood and no case of supervision: who may read them is told so.
        boolean empty = answer.status() == 404
                && (operation.pattern().contains("floods/")
                        || operation.pattern().contains("/officer/supervision/"));
        boolean toSignIn =
                answer.status() / 100 == 3 && answer.header("Location").contains("/sign-in");
        table.computeIfAbsent(operation.name(), _ -> new HashMap<>())
                .put(who, toSignIn ? 401 : empty ? 200 : answer.status());
    }

    /** Rows of everything that is about cases, marks, figures and rules; an administrator's business is the rules. */
    private long changes(String who) {
        return installation
                .jdbc()
                .sql("""
                        SELECT coalesce(sum((xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM ' || table_name,
                            false, true, '')))[1]::text::bigint), 0)
                        FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                          AND table_name IN ('complaint', 'complaint_event', 'complaint_answer', 'complaint_message', 'complaint_note',
                            'complaint_story', 'complaint_assignment', 'dispute', 'follow_up', 'follow_up_entry',
                            'flood_decision', 'mark_decision', 'mark_event', 'mark_appeal', 'mark_transfer', 'application',
                            'application_event', 'policy_draft', 'policy_word', 'cohort', 'cohort_stage', 'stage_consent')
                          AND NOT starts_with(table_name::text, 'THEIRS')
                        """.replace("THEIRS", who.equals("admin") ? "policy" : "none of them"))
                .query(Long.class)
                .single();
    }

    @Test
    @Order(2)
    void an_auditor_reads_every_case_and_every_queue_and_changes_nothing() {
        var own = Set.of("POST /account/tokens", "POST /account/tokens/{id}/revocation", "POST /check/photo");
        var changing = table.keySet().stream()
                .filter(o -> !o.startsWith("GET ") && may("auditor", o))
                .filter(o -> !own.contains(o) && !o.contains("/federation/"))
                .toList();
        assertThat(changing).isEmpty();
        var unread = table.keySet().stream()
                .filter(o -> o.startsWith("GET ") && !may("auditor", o))
                .filter(o -> may("officer", o) || may("senior", o) || may("appeals", o))
                .toList();
        assertThat(unread)
                .as("forms of those who act")
                .allMatch(o -> o.endsWith("/new")
                        || o.endsWith("/assisted")
                        || o.endsWith("/stage")
                        || o.contains("/steps/")
                        || o.contains("/acts/"));
        assertThat(may("auditor", "GET /officer/journal")).isTrue();
    }

    @Test
    @Order(3)
    void an_administrator_and_an_assessor_see_no_case() {
        for (var who : List.of("admin", "assessor", "stranger", "other owner")) {
            assertThat(table.keySet().stream()
                            .filter(o -> o.contains("complaints/{id}")
                                    || o.contains("/desk/{id}")
                                    || o.contains("disputes/{id}")
                                    || o.contains("follow-ups")
                                    || o.contains("floods")
                                    || o.contains("applications/{id}")
                                    || (o.contains("/officer") && !o.contains("/officer/policies"))
                                    || o.contains("journal"))
                            .filter(o -> may(who, o)))
                    .as(who)
                    .isEmpty();
        }
    }

    @Test
    @Order(4)
    void an_appeals_officer_decides_appeals_and_nothing_else() {
        assertThat(table.keySet().stream()
                        .filter(o -> !o.startsWith("GET ") && may("appeals", o) && !may("stranger", o)))
                .isNotEmpty()
                // Looking at how a story would read is sent as a form, and changes nothing.
                .allMatch(o -> o.contains("appeal") || o.equals("POST /complaints/{id}/story"));
    }

    @Test
    @Order(5)
    void nobody_without_a_name_changes_more_than_the_public_may() {
        assertThat(table.keySet().stream().filter(o -> !o.startsWith("GET ") && may("nobody", o)))
                .allMatch(o -> o.startsWith("POST /complaints/new")
                        || o.startsWith("POST /follow")
                        || o.startsWith("POST /federation/")
                        || o.startsWith("POST /check/")
                        || o.startsWith("POST /mark/try")
                        || o.endsWith("/report")
                        || o.endsWith("/incident-report"));
    }

    @Test
    @Order(6)
    void who_looked_at_which_case_stands_in_the_journal_once_an_hour() {
        var complaint = objects.get("/complaints/");
        var seen = installation
                .jdbc()
                .sql("SELECT actor FROM journal_entry WHERE action = 'case.seen' AND subject = :subject ORDER BY actor")
                .param("subject", "complaint:" + complaint)
                .query(String.class)
                .list();
        // Officer, senior, appeals and auditor; each looked many times, within an hour or two.
        assertThat(Set.copyOf(seen)).hasSize(4);
        assertThat(seen.size()).isLessThanOrEqualTo(8);
        assertThat(installation
                        .jdbc()
                        .sql(
                                "SELECT count(*) FROM journal_entry WHERE action = 'case.seen' AND subject LIKE 'application:%'")
                        .query(Long.class)
                        .single())
                .isPositive();
        var auditor = visit("auditor");
        var page = auditor.get("/officer/journal?action=case.seen&subject=complaint:" + complaint);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text())
                .contains("case.seen")
                .contains("complaint:" + complaint)
                .doesNotContain("person.appointed");
        var file = auditor.get("/officer/journal.csv?action=case.seen").text();
        assertThat(file).startsWith("id,at,actor,action,subject,details,seal\n").contains(complaint);
        http.advance("PT1S");
        assertThat(auditor.get("/officer/journal?check=true").text()).contains("Unaltered");
        assertThat(auditor.get("/officer/journal?from=2026-99-99").status()).isEqualTo(422);
        installation.jdbc().sql("ALTER TABLE journal_entry DISABLE TRIGGER ALL").update();
        installation
                .jdbc()
                .sql(
                        "UPDATE journal_entry SET subject = 'complaint:other' WHERE id = (SELECT min(id) FROM journal_entry)")
                .update();
        installation.jdbc().sql("ALTER TABLE journal_entry ENABLE TRIGGER ALL").update();
        assertThat(auditor.get("/officer/journal?check=true").text())
                .contains("no longer match")
                .contains("1 ALTERED");
    }

    @Test
    @Order(7)
    void the_document_says_what_the_platform_does() throws IOException {
        var rows = new StringBuilder(BEGIN);
        rows.append("| | ")
                .append(String.join(" | ", WHO))
                .append(" |\n|---|")
                .append("---|".repeat(WHO.size()))
                .append('\n');
        table.entrySet().stream()
                .filter(e -> !WHO.stream().allMatch(who -> cell(who, e.getKey()).equals(cell("nobody", e.getKey()))))
                .sorted(Map.Entry.comparingByKey((a, b) -> order(a).compareTo(order(b))))
                .forEach(e -> rows.append("| `")
                        .append(e.getKey().replace("|", "\\|"))
                        .append("` | ")
                        .append(WHO.stream().map(who -> cell(who, e.getKey())).collect(Collectors.joining(" | ")))
                        .append(" |\n"));
        Files.writeString(Path.of("target/roles.md"), rows);
        var document = Files.readString(DOCUMENT);
        assertThat(document.substring(document.indexOf(BEGIN)))
                .as("docs/roles.md; as it is now: app/target/roles.md")
                .isEqualTo(rows.toString());
    }

    private static String order(String operation) {
        var parts = operation.split(" ", 2);
        return parts[1] + " " + parts[0];
    }
}
