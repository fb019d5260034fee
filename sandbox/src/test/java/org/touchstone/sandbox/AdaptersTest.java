package org.touchstone.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.sandbox.RunningSandbox.Reply;

/** The sandbox's registries keep to docs/adapters, and the check an operator runs finds those that do not. */
class AdaptersTest {

    private static final Map<String, String> PATHS = Map.of(
            "identity-url", "/identity/lookup",
            "mobile-url", "/identity/mobile",
            "business-url", "/business/lookup",
            "licence-url", "/licence/lookup",
            "licence-number-url", "/licence/by-number",
            "address-url", "/address/lookup",
            "tax-url", "/tax/lookup",
            "orders-url", "/orders/lookup");

    @TempDir
    Path folder;

    private final RunningSandbox sandbox = RunningSandbox.inMemory();
    private final Person owner = sandbox.people().stream()
            .filter(person -> !person.businesses().isEmpty())
            .findFirst()
            .orElseThrow();

    private record Outcome(int code, String text) {}

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Registries.Mode.class,
            names = {"UP", "WRONG", "CONTRADICTORY"})
    void every_registry_of_the_sandbox_speaks_as_described_even_when_it_is_wrong(Registries.Mode mode)
            throws IOException {
        for (Registry registry : Registry.values()) {
            sandbox.set(registry.code(), "{'mode': '%s'}".formatted(mode));
        }

        Outcome outcome = check(everywhere());

        assertThat(outcome.text()).doesNotContain("FAILED").contains("24 passed, 0 failed");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void a_registry_that_is_down_says_so_as_described_and_fails_the_check() throws IOException {
        sandbox.set("business", "{'mode': 'DOWN'}");
        Business business = owner.businesses().getFirst();

        Reply reply = sandbox.business(business.legalId());
        assertThat(AdapterFile.of("business")
                        .faults("/business/lookup", reply.status(), reply.contentType(), reply.text()))
                .isEmpty();

        Outcome outcome = check(List.of("--business-url", sandbox.address() + "/business/lookup"));
        assertThat(outcome.code()).isOne();
        assertThat(outcome.text()).contains("FAILED  business").contains("status 503");
    }

    @Test
    void a_registry_that_answers_anything_with_something_fails_every_check() throws IOException {
        try (var wrong = answering(200, "application/json", "{\"legalId\":\"1\",\"legalName\":7}")) {
            Outcome outcome = check(List.of("--business-url", wrong.address(), "--token", "secret"));

            assertThat(outcome.code()).isOne();
            assertThat(outcome.text())
                    .contains("FAILED  business: a known number is answered as described")
                    .contains("/legalName")
                    .contains("'ownerNationalId'")
                    .contains("FAILED  business: an unknown number is answered with 404")
                    .contains("FAILED  business: a request without a number is refused")
                    .contains("FAILED  business: a request without the token is refused")
                    .contains("0 passed, 4 failed");
        }
    }

    @Test
    void a_registry_that_answers_about_somebody_else_or_not_in_json_fails() throws IOException {
        String other = Json.text(Address.of("100020").orElseThrow());
        try (var wrong = answering(200, "application/json", other);
                var html = answering(200, "text/html", "<p>Welcome</p>");
                var broken = answering(200, "application/json", "{\"postalCode\":")) {
            assertThat(check(List.of("--address-url", wrong.address())).text()).contains("about another postalCode");
            assertThat(check(List.of("--address-url", html.address())).text()).contains("text/html");
            assertThat(check(List.of("--address-url", broken.address())).text())
                    .contains("FAILED  address: a known number");
        }
    }

    @Test
    void nobody_listening_fails_the_check() throws IOException {
        String address;
        try (var gone = answering(200, "application/json", "{}")) {
            address = gone.address();
        }

        Outcome outcome = check(List.of("--tax-url", address));

        assertThat(outcome.code()).isOne();
        assertThat(outcome.text()).contains("no answer").contains("0 passed, 3 failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "try",
                "check",
                "check --sample",
                "check --sample nowhere.json --tax-url http://127.0.0.1:1/",
                "check --colour red",
                "check --tax-url http://127.0.0.1:1/"
            })
    void a_command_that_cannot_be_run_is_refused(String line) {
        var out = new ByteArrayOutputStream();
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));

        assertThat(AdapterCheck.run(words, new PrintStream(out, true, UTF_8))).isEqualTo(2);
        assertThat(out.toString(UTF_8)).containsAnyOf("usage:", "cannot be read");
    }

    @Test
    void a_sample_without_the_number_is_refused_by_its_name() throws IOException {
        Path sample = Files.writeString(folder.resolve("sample.json"), "{\"legalId\":\"1\"}");
        var out = new ByteArrayOutputStream();

        int code = AdapterCheck.run(
                List.of("check", "--sample", sample.toString(), "--tax-url", "http://127.0.0.1:1/"),
                new PrintStream(out, true, UTF_8));

        assertThat(code).isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains("unknown.legalId");
    }

    private List<String> everywhere() {
        List<String> arguments = new ArrayList<>();
        PATHS.forEach((option, path) -> arguments.addAll(List.of("--" + option, sandbox.address() + path)));
        return arguments;
    }

    private Outcome check(List<String> arguments) throws IOException {
        Business business = owner.businesses().getFirst();
        Path sample = Files.writeString(
                folder.resolve("sample.json"),
                Json.text(Map.of(
                        "nationalId", owner.nationalId(),
                        "mobile", owner.mobile(),
                        "legalId", business.legalId(),
                        "postalCode", business.postalCode(),
                        "licenceNumber", Licence.numberOf(business.legalId()),
                        "unknown",
                                Map.of(
                                        "nationalId", "0013542419",
                                        "legalId", "10380284790",
                                        "postalCode", "9999999999",
                                        "licenceNumber", "1"))));
        List<String> words = new ArrayList<>(List.of("check", "--sample", sample.toString()));
        words.addAll(arguments);
        var out = new ByteArrayOutputStream();
        int code = AdapterCheck.run(words, new PrintStream(out, true, UTF_8));
        return new Outcome(code, out.toString(UTF_8));
    }

    private record Answering(HttpServer server) implements AutoCloseable {

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static Answering answering(int status, String type, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        return new Answering(server);
    }
}
