package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.touchstone.verifier.SampleSnapshot.ALL_AGREE;
import static org.touchstone.verifier.SampleSnapshot.aSnapshot;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierOverHttpTest {
    private static final String FOLDER = "/open-data/20261121T100000Z/";

    private final Map<String, String> pages = new LinkedHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] body = page == null ? new byte[0] : page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/open-data", "/open-data/", "/open-data/index.json"})
    void an_installation_is_verified_by_its_address(String path) {
        serve(aSnapshot());

        VerifierRun run = VerifierRun.of("--figures", address() + path);

        assertThat(run.out())
                .contains("complaints.csv: 7 rows, sha256 ok")
                .last()
                .isEqualTo(ALL_AGREE);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_file_that_was_changed_on_the_way_is_found() {
        serve(aSnapshot());
        pages.computeIfPresent(FOLDER + "marks.csv", (_, text) -> text.replace("Books B", "Books 8"));

        VerifierRun run = VerifierRun.of("--figures", address());

        assertThat(run.out())
                .anyMatch(line -> line.startsWith("marks.csv: 3 rows, sha256 WRONG"))
                .last()
                .isEqualTo(ALL_AGREE);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_file_cut_on_the_way_is_found() {
        serve(aSnapshot());
        pages.computeIfPresent(FOLDER + "orders.csv", (_, text) -> text.replace("A1,2026-12,7777\n", ""));

        VerifierRun run = VerifierRun.of("--figures", address());

        assertThat(run.out())
                .anyMatch(line -> line.startsWith("orders.csv: 3 rows (WRONG: index.json says 4), sha256 WRONG"));
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_not_served_is_named() {
        serve(aSnapshot());
        pages.remove(FOLDER + "orders.csv");

        VerifierRun run = VerifierRun.of("--figures", address());

        assertThat(run.err()).isEqualTo(address() + FOLDER + "orders.csv answered with status 404.");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void a_refused_connection_is_said_in_one_sentence() {
        String gone = address();
        server.stop(0);

        VerifierRun run = VerifierRun.of("--figures", gone);

        assertThat(run.err())
                .isEqualTo("No connection to " + gone
                        + "/open-data/index.json: nothing listens there, or there is no such host.");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void an_index_may_not_lead_to_anything_but_http() {
        pages.put("/open-data/index.json", aSnapshot().index().replace(FOLDER + "marks.csv", "file:///etc/hostname"));

        VerifierRun run = VerifierRun.of("--figures", address());

        assertThat(run.err()).contains("\"file:///etc/hostname\" is not an http address.");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "https://mark.example, https://mark.example/open-data/index.json",
        "HTTP://mark.example:81/trust//, HTTP://mark.example:81/trust/open-data/index.json",
        "https://mark.example/open-data/?x=1, https://mark.example/open-data/index.json",
    })
    void the_index_stands_below_open_data(String given, String index) throws UnreadableInput {
        assertThat(Download.indexAddress(given)).hasToString(index);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://a b", "http:///open-data", "https:mark.example"})
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> Download.indexAddress(text))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("is not an http address");
    }

    private void serve(SampleSnapshot snapshot) {
        pages.put("/open-data/index.json", snapshot.index());
        for (String file : new String[] {"complaints.csv", "marks.csv", "orders.csv", "figures.csv"}) {
            pages.put(FOLDER + file, snapshot.content(file));
        }
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }
}
