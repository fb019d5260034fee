package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's switches for the world outside reach it, and refuse what it could not do. */
class OutsideWorldTest {

    private static final Http HTTP = Installation.shared().http();

    @Test
    void a_website_put_is_served_and_one_deleted_is_not() throws IOException {
        var host = "site" + Long.toString(System.nanoTime(), 36) + ".example";
        var put = HTTP.put(
                "/sandbox/websites/" + host,
                Map.of("pages", Map.of("/", "<h1>新店</h1>"), "tls", "NONE", "dns", Map.of("_x." + host, List.of("v"))));

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(served(host)).contains("200 OK").contains("<h1>新店</h1>");
        assertThat(HTTP.get("/sandbox/websites").text()).contains(host);
        assertThat(Files.readString(Installation.outside().ca())).startsWith("-----BEGIN CERTIFICATE-----");

        assertThat(HTTP.send("DELETE", "/sandbox/websites/" + host).status()).isEqualTo(204);
        assertThat(served(host)).contains("404");
        assertThat(HTTP.send("DELETE", "/sandbox/websites/" + host).code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop.example | {}                                          | pages | required
            shop.example | {"pages":"x"}                               | pages | wrong-type
            shop.example | {"pages":{"/":["x"]}}                       | pages | wrong-type
            shop         | {"pages":{}}                                | host  | not-an-address
            """)
    void a_website_that_cannot_be_is_refused_by_the_field(String host, String body, String field, String code) {
        var answer = HTTP.put("/sandbox/websites/" + host, Http.JSON.readTree(body));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("\"" + field + "\"").contains("\"" + code + "\"");
    }

    @Test
    void too_many_pages_and_too_long_ones_are_refused_and_so_is_what_only_the_world_outside_knows_to_be_wrong() {
        var many = IntStream.rangeClosed(0, 500).boxed().collect(Collectors.toMap(i -> "/" + i, i -> "x"));
        var site = "/sandbox/websites/big.example";

        assertThat(HTTP.put(site, Map.of("pages", many)).text()).contains("too-many");
        assertThat(HTTP.put(site, Map.of("pages", Map.of("/", "x".repeat(500_001))))
                        .text())
                .contains("too-long");
        assertThat(HTTP.put(site, Map.of("pages", Map.of(), "tls", "GOOD")).status())
                .isEqualTo(422);
        assertThat(HTTP.put(site, Map.of("pages", Map.of(), "colour", "red")).status())
                .isEqualTo(422);
    }

    @Test
    void facts_reach_the_registries_and_wrong_ones_are_refused_by_the_field() {
        var legalId = HTTP.post("/sandbox/people", Map.of("count", 1, "role", "OWNER"))
                .json()
                .path(0)
                .path("businesses")
                .path(0)
                .path("legalId")
                .asString();
        var facts = new HashMap<String, @Nullable Object>(Map.of("legalId", legalId, "licenceStatus", "suspended"));

        assertThat(HTTP.post("/sandbox/facts", facts)
                        .json()
                        .path("licenceStatus")
                        .asString())
                .isEqualTo("SUSPENDED");
        facts.put("taxStatus", "INACTIVE");
        facts.remove("licenceStatus");
        assertThat(HTTP.post("/sandbox/facts", facts)
                        .json()
                        .path("licenceStatus")
                        .asString())
                .isEqualTo("SUSPENDED");
        facts.put("taxStatus", "LATE");
        assertThat(HTTP.post("/sandbox/facts", facts).text())
                .contains("taxStatus")
                .contains("unknown-value");
        assertThat(HTTP.post("/sandbox/facts", Map.of("legalId", "10380284790")).status())
                .isEqualTo(404);
    }

    @Test
    void a_registry_can_be_made_to_contradict_itself() {
        var set = HTTP.post("/sandbox/registries/address", Map.of("mode", "CONTRADICTORY"));
        try {
            assertThat(set.json().path("mode").asString()).isEqualTo("CONTRADICTORY");
        } finally {
            HTTP.post("/sandbox/registries/address", Map.of("mode", "UP"));
        }
    }

    private static String served(String host) throws IOException {
        try (var connection = new Socket(
                InetAddress.ofLiteral("127.0.0.1"), Installation.outside().webPort())) {
            connection
                    .getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
