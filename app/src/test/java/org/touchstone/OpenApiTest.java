package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.touchstone.Http.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI file tells the truth: every address is in it, every answer fits it, and random input never leaves it. */
class OpenApiTest {

    private static final Http HTTP = Installation.shared().http();
    private static final JsonNode API =
            new YAMLMapper().readTree(HTTP.get("/openapi.yaml").text());

    /** What everybody may fetch among what is made for people: the page of a mark, feeds, and files of open data. */
    private static final Pattern FILES = Pattern.compile("/m/\\{code}|/.*\\.atom|/register\\.csv|/open-data/.+");

    static List<String> faults(String operation, String method, Answer answer) {
        var path = API.path("paths").path(operation).path(method);
        var responses = path.path("responses");
        var response = responses.path(String.valueOf(answer.status()));
        if (response.isMissingNode()) {
            return List.of(method + " " + operation + " answers " + answer.status() + ", which is not documented");
        }
        if (response.has("$ref")) {
            response = API.at(response.path("$ref").asString().substring(1));
        }
        var type = answer.header("Content-Type").replaceAll(";.*", "");
        var schema = response.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of(method + " " + operation + " answers " + type + ", which is not documented");
        }
        var root = Http.JSON.createObjectNode();
        root.setAll((ObjectNode) schema);
        root.set("components", API.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON)
                .validate(answer.text(), InputFormat.JSON)
                .stream()
                .map(e -> method + " " + operation + " " + answer.status() + ": " + e)
                .toList();
    }

    @Test
    void every_address_of_the_interface_is_in_the_file() {
        var documented = new TreeSet<String>();
        API.path("paths").propertyNames().forEach(documented::add);
        documented.add("/api/v1/desk/complaints/{id}/answer");
        var served = new TreeSet<String>();
        Installation.shared()
                .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    boolean forPrograms = method.getBeanType().isAnnotationPresent(RestController.class);
                    mapping.getPatternValues().stream()
                            .filter(p -> forPrograms
                                    // The file itself, and a case file under the address its page links to.
                                    ? !p.equals("/openapi.yaml") && !p.startsWith("/complaints/")
                                    : FILES.matcher(p).matches())
                            .map(p -> p.replaceAll(":\\[[^]]*](\\+|\\{1,9\\})}", "}")
                                    .replace("/tile/**", "/tile/{tile}"))
                            .forEach(served::add);
                });
        // Handed out ahead of everything that has mappings.
        served.addAll(List.of("/m/{code}/statement", "/m/{code}/status", "/m/{code}/badge.svg"));
        assertThat(served).isEqualTo(documented);
    }

    @Test
    void a_whole_life_of_a_complaint_answers_as_documented() {
        var shop = HTTP.shop();
        var consumer = HTTP.as(HTTP.consumer());
        var owner = HTTP.as(shop.owner());
        var filed = consumer.post("/api/v1/complaints", Http.filing(shop, "A-1"));
        var id = filed.json().path("id").asString();
        var faults = new ArrayList<String>();
        faults.addAll(faults("/api/v1/complaints", "post", filed));
        faults.addAll(
                faults("/api/v1/complaints", "post", consumer.post("/api/v1/complaints", Http.filing(shop, "A-2"))));
        faults.addAll(faults("/api/v1/complaints", "get", consumer.get("/api/v1/complaints")));
        faults.addAll(faults("/api/v1/desk/complaints", "get", owner.get("/api/v1/desk/complaints")));
        faults.addAll(faults("/api/v1/complaints/{id}/answer", "post", HTTP.answer(shop, id)));
        faults.addAll(faults(
                "/api/v1/complaints/{id}/outcome",
                "post",
                consumer.post("/api/v1/complaints/" + id + "/outcome", Map.of("solved", false, "score", 2))));
        faults.addAll(faults(
                "/api/v1/complaints/{id}/withdrawal",
                "post",
                consumer.post("/api/v1/complaints/" + id + "/withdrawal", Map.of())));
        faults.addAll(faults("/api/v1/complaints/{id}", "get", consumer.get("/api/v1/complaints/" + id)));
        faults.addAll(faults(
                "/api/v1/complaints/{id}/evidence", "get", consumer.get("/api/v1/complaints/" + id + "/evidence")));
        faults.addAll(faults("/api/v1/websites/{host}", "get", HTTP.get("/api/v1/websites/" + shop.host())));
        faults.addAll(faults("/api/v1/websites/{host}", "get", HTTP.get("/api/v1/websites/nobody.example")));
        faults.addAll(faults("/api/v1/marks/{code}", "get", HTTP.get("/api/v1/marks/" + shop.code())));
        faults.addAll(
                faults("/api/v1/marks/{code}/record", "get", HTTP.get("/api/v1/marks/" + shop.code() + "/record")));
        faults.addAll(faults("/api/v1/corrections", "get", HTTP.get("/api/v1/corrections")));
        faults.addAll(faults("/api/v1/register", "get", HTTP.get("/api/v1/register?limit=5")));
        faults.addAll(faults("/api/v1/register", "get", HTTP.get("/api/v1/register?state=LOST")));
        faults.addAll(faults("/api/v1/register", "get", HTTP.get("/api/v1/register?cursor=lost")));
        faults.addAll(faults("/api/v1/register/changes", "get", HTTP.get("/api/v1/register/changes?limit=5")));
        faults.addAll(faults("/api/v1/register/changes", "get", HTTP.get("/api/v1/register/changes?since=lost")));
        faults.addAll(
                faults("/api/v1/marks/{code}/history", "get", HTTP.get("/api/v1/marks/" + shop.code() + "/history")));
        faults.addAll(faults("/api/v1/log", "get", HTTP.get("/api/v1/log")));
        faults.addAll(faults("/api/v1/log/entries", "get", HTTP.get("/api/v1/log/entries?limit=50")));
        faults.addAll(faults("/api/v1/log/entries", "get", HTTP.get("/api/v1/log/entries?from=-1")));
        faults.addAll(faults("/api/v1/log/entries/{index}", "get", HTTP.get("/api/v1/log/entries/0")));
        faults.addAll(faults("/api/v1/log/entries/{index}", "get", HTTP.get("/api/v1/log/entries/999999999")));
        for (var asked :
                new String[] {shop.host(), "m." + shop.host(), shop.host() + ".net", shop.code(), "%20", "a%20b"}) {
            faults.addAll(faults("/api/v1/lookup", "get", HTTP.get("/api/v1/lookup?q=" + asked)));
        }
        faults.addAll(faults("/api/v1/lookup", "get", HTTP.get("/api/v1/lookup")));
        faults.addAll(faults(
                "/api/v1/follow-ups", "get", HTTP.as(HTTP.person("OFFICER")).get("/api/v1/follow-ups")));
        var narrative = "/api/v1/complaints/" + id + "/narrative";
        faults.addAll(faults("/api/v1/complaints/{id}/narrative", "get", consumer.get(narrative)));
        faults.addAll(faults(
                "/api/v1/complaints/{id}/narrative", "post", consumer.post(narrative, Map.of("action", "PUBLISH"))));
        faults.addAll(
                faults("/api/v1/floods", "get", HTTP.as(HTTP.person("OFFICER")).get("/api/v1/floods")));
        assertThat(faults).isEmpty();
    }

    /** What has no schema of its own is checked for the status and the type the file names. */
    @Test
    void what_everybody_may_fetch_answers_as_documented() {
        var shop = HTTP.shop();
        var here = Map.of("{code}", shop.code(), "{name}", "complaints", "{number}", "1");
        var faults = new ArrayList<String>();
        for (var operation : List.of(
                "/m/{code}",
                "/m/{code}/badge.svg",
                "/m/{code}/changes.atom",
                "/register/changes.atom",
                "/register.csv",
                "/open-data/index.json",
                "/open-data/narratives.csv",
                "/open-data/{name}.csv",
                "/log/checkpoint",
                "/log/vkey",
                "/log/witnesses",
                "/log/proof/inclusion",
                "/log/proof/consistency")) {
            var path = new String[] {operation};
            here.forEach((name, value) -> path[0] = path[0].replace(name, value));
            path[0] +=
                    operation.endsWith("inclusion") ? "?index=0" : operation.endsWith("consistency") ? "?from=1" : "";
            faults.addAll(typed(operation, HTTP.get(path[0])));
        }
        faults.addAll(typed("/log/tile/{tile}", HTTP.get("/log/tile/0/000.p/1")));
        faults.addAll(typed(
                "/open-data/{snapshot}/{name}.csv",
                HTTP.get(HTTP.get("/open-data/index.json")
                        .json()
                        .path("files")
                        .path(0)
                        .path("url")
                        .asString())));
        for (var lost : Map.of(
                        "/m/{code}", "/m/NOBODY00",
                        "/m/{code}/changes.atom", "/m/NOBODY00/changes.atom",
                        "/open-data/{name}.csv", "/open-data/nothing.csv",
                        "/log/tile/{tile}", "/log/tile/0/x",
                        "/log/proof/inclusion", "/log/proof/inclusion?index=999999999")
                .entrySet()) {
            faults.addAll(typed(lost.getKey(), HTTP.get(lost.getValue())));
        }
        assertThat(faults).isEmpty();
    }

    private static List<String> typed(String operation, Answer answer) {
        var type = answer.header("Content-Type").replaceAll(";.*", "");
        if (type.endsWith("json")) {
            return faults(operation, "get", answer);
        }
        var response =
                API.path("paths").path(operation).path("get").path("responses").path(String.valueOf(answer.status()));
        if (response.has("$ref")) {
            response = API.at(response.path("$ref").asString().substring(1));
        }
        return response.path("content").has(type)
                ? List.of()
                : List.of(operation + " answers " + answer.status() + " " + type + ", which is not documented");
    }

    @Test
    void supervision_grades_decisions_and_the_officers_pages_answer_as_documented() {
        var shop = HTTP.shop();
        var officer = HTTP.as(HTTP.person("OFFICER"));
        var senior = HTTP.as(HTTP.person("SENIOR_OFFICER"));
        var marks = "/api/v1/marks/" + shop.code();
        var faults = new ArrayList<String>();
        faults.addAll(faults(
                "/api/v1/marks/{code}/suspension",
                "post",
                officer.post(marks + "/suspension", Map.of("reason", "Nothing is delivered any more."))));
        faults.addAll(faults("/api/v1/marks/{code}/approval", "post", senior.post(marks + "/approval", Map.of())));
        faults.addAll(faults("/api/v1/marks/{code}/decisions", "get", HTTP.get(marks + "/decisions")));
        faults.addAll(faults("/api/v1/marks/{code}/grade", "get", HTTP.get(marks + "/grade")));
        faults.addAll(faults(
                "/api/v1/desk/marks/{code}/grade",
                "get",
                HTTP.as(shop.owner()).get("/api/v1/desk/marks/" + shop.code() + "/grade")));
        faults.addAll(
                faults("/api/v1/desk/letters", "get", HTTP.as(shop.owner()).get("/api/v1/desk/letters")));
        faults.addAll(faults("/api/v1/supervision/cases", "get", officer.get("/api/v1/supervision/cases")));
        faults.addAll(
                faults("/api/v1/supervision/cases", "get", officer.get("/api/v1/supervision/cases?state=NOTHING")));
        faults.addAll(faults("/api/v1/supervision/cases", "get", HTTP.get("/api/v1/supervision/cases")));
        faults.addAll(faults("/api/v1/cohorts", "get", officer.get("/api/v1/cohorts")));
        faults.addAll(faults("/api/v1/officer/home", "get", officer.get("/api/v1/officer/home")));
        faults.addAll(faults("/api/v1/officer/home", "get", officer.get("/api/v1/officer/home?kind=NOTHING")));
        faults.addAll(faults("/api/v1/officer/overview", "get", officer.get("/api/v1/officer/overview")));
        faults.addAll(faults(
                "/api/v1/officer/overview/supervision", "get", officer.get("/api/v1/officer/overview/supervision")));
        faults.addAll(faults("/api/v1/policies", "get", HTTP.get("/api/v1/policies")));
        assertThat(faults).isEmpty();
    }

    @Test
    void public_reads_carry_an_etag_and_say_what_their_words_depend_on() {
        var shop = HTTP.shop();
        var mark = "/api/v1/marks/" + shop.code();
        for (var path : List.of(mark, "/api/v1/corrections", "/api/v1/lookup?q=" + shop.host(), "/api/v1/policies")) {
            var answer = HTTP.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            var etag = answer.header("ETag");
            assertThat(etag).as(path).isNotEmpty();
            assertThat(HTTP.with("If-None-Match", etag).get(path).status())
                    .as(path)
                    .isEqualTo(304);
        }
        for (var path : List.of(mark, "/m/" + shop.code(), "/api/v1/marks/NOBODY00")) {
            assertThat(String.join(", ", HTTP.get(path).response().headers().allValues("Vary")))
                    .as(path)
                    .containsIgnoringCase("Accept-Language")
                    .containsIgnoringCase("Cookie");
        }
    }

    @Test
    void the_world_outside_is_steered_as_documented() {
        var legalId = HTTP.post("/sandbox/people", Map.of("count", 1, "role", "OWNER"))
                .json()
                .path(0)
                .path("businesses")
                .path(0)
                .path("legalId")
                .asString();
        var site = "/sandbox/websites/documented.example";
        var faults = new ArrayList<String>();
        faults.addAll(faults("/sandbox/people", "get", HTTP.get("/sandbox/people")));
        faults.addAll(faults("/sandbox/clock", "get", HTTP.get("/sandbox/clock")));
        faults.addAll(faults("/sandbox/messages", "get", HTTP.get("/sandbox/messages?limit=5")));
        faults.addAll(faults(
                "/sandbox/facts",
                "post",
                HTTP.post("/sandbox/facts", Map.of("legalId", legalId, "licenceStatus", "EXPIRED"))));
        faults.addAll(faults("/sandbox/facts", "post", HTTP.post("/sandbox/facts", Map.of("legalId", "10380284790"))));
        faults.addAll(faults("/sandbox/facts", "post", HTTP.post("/sandbox/facts", Map.of("taxStatus", "LATE"))));
        faults.addAll(faults(
                "/sandbox/registries/{name}", "post", HTTP.post("/sandbox/registries/dns", Map.of("mode", "UP"))));
        faults.addAll(faults(
                "/sandbox/websites/{host}", "put", HTTP.put(site, Map.of("pages", Map.of("/", "<p>x</p>")))));
        faults.addAll(faults("/sandbox/websites/{host}", "put", HTTP.put(site, Map.of("pages", Map.of("/", 1)))));
        faults.addAll(faults("/sandbox/websites", "get", HTTP.get("/sandbox/websites")));
        assertThat(HTTP.send("DELETE", site).status()).isEqualTo(204);
        faults.addAll(faults("/sandbox/websites/{host}", "delete", HTTP.send("DELETE", site)));
        assertThat(faults).isEmpty();
    }

    /** Sound bodies with one thing spoilt: the answer is documented, in shape, and never a failure of ours. */
    @Test
    void spoilt_requests_stay_within_the_file() {
        var random = new Random(31);
        var shop = HTTP.shop();
        var consumer = HTTP.as(HTTP.consumer());
        var id = HTTP.file(HTTP.consumer(), shop, "A-1");
        var faults = new ArrayList<String>();
        for (int i = 0; i < 150; i++) {
            faults.addAll(faults(
                    "/api/v1/complaints",
                    "post",
                    consumer.postText(
                            "/api/v1/complaints", "application/json", spoilt(Http.filing(shop, ""), random))));
            faults.addAll(faults(
                    "/api/v1/complaints/{id}/outcome",
                    "post",
                    consumer.postText(
                            "/api/v1/complaints/" + id + "/outcome",
                            "application/json",
                            spoilt(Map.of("solved", true, "score", 3, "comment", "x"), random))));
            faults.addAll(faults(
                    "/api/v1/complaints/{id}/answer",
                    "post",
                    HTTP.as(shop.owner())
                            .postText(
                                    "/api/v1/complaints/" + id + "/answer",
                                    "application/json",
                                    spoilt(Map.of("text", "x", "remedy", "OTHER", "by", "2026-12-01"), random))));
        }
        assertThat(faults).isEmpty();
    }

    private static String spoilt(Map<String, ?> sound, Random random) {
        ObjectNode body = Http.JSON.valueToTree(sound);
        var names = new ArrayList<>(sound.keySet());
        var name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(10)) {
            case 0 -> body.remove(name);
            case 1 -> body.putNull(name);
            case 2 -> body.put(name, random.nextInt());
            case 3 -> body.put(name, "");
            case 4 -> body.put(name, "x".repeat(random.nextInt(9000)));
            case 5 -> body.putArray(name).add(1);
            case 6 -> body.putObject(name).put("value", "1").put("currency", "X");
            case 7 -> body.put("surplus" + random.nextInt(), 1);
            case 8 -> body.put(name, "\u202e\u0000\ud83d\ude00" + random.nextLong());
            default -> {
                var text = body.toString();
                return text.substring(0, random.nextInt(text.length()));
            }
        }
        return body.toString();
    }
}
