package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.verifier.SampleSnapshot.ALL_AGREE;
import static org.touchstone.verifier.SampleSnapshot.aSnapshot;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of an installation over HTTP: sound, and spoilt in one place each. */
class LogCheckTest {
    private static final String FOLDER = "/open-data/20261121T100000Z/";
    private static final Pattern LISTED =
            Pattern.compile("\"name\":\"([^\"]+)\",\"url\":\"[^\"]+\",\"sha256\":\"([^\"]+)\"");

    private final Map<String, byte[]> pages = new LinkedHashMap<>();
    private HttpServer server;
    private SampleLog log = new SampleLog();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String asked = exchange.getRequestURI().toString();
            byte[] body = asked.contains("/entries?mark=")
                    ? "{\"items\":[]}".getBytes(StandardCharsets.UTF_8)
                    : pages.get(asked);
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            exchange.getResponseBody().write(body == null ? new byte[0] : body);
            exchange.close();
        });
        server.start();
        SampleSnapshot snapshot = aSnapshot();
        pages.put("/open-data/index.json", snapshot.index().getBytes(StandardCharsets.UTF_8));
        for (String file : new String[] {"complaints.csv", "marks.csv", "orders.csv", "figures.csv"}) {
            pages.put(FOLDER + file, snapshot.content(file).getBytes(StandardCharsets.UTF_8));
        }
        LISTED.matcher(snapshot.index()).results().forEach(file -> log.withOpenData(file.group(1), file.group(2)));
        log.withMark("A1").withMark("B2").withMark("C3").withMarks(290);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private VerifierRun run(Object... more) {
        Object[] all = new Object[more.length + 2];
        all[0] = "http://localhost:" + server.getAddress().getPort();
        all[1] = "--log";
        System.arraycopy(more, 0, all, 2, more.length);
        return VerifierRun.of(all);
    }

    private void serve() {
        pages.putAll(log.pages());
    }

    private void spoil(String path, String sound, String other) {
        String text = new String(Objects.requireNonNull(pages.get(path), path), StandardCharsets.ISO_8859_1);
        int at = text.indexOf(sound);
        assertThat(at).isNotNegative();
        String spoilt = text.substring(0, at) + other + text.substring(at + sound.length());
        pages.put(path, spoilt.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void assertFound(VerifierRun run, String problem) {
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("log: " + problem))
                .last()
                .isEqualTo(ALL_AGREE);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_sound_log_is_said_to_be_sound_in_one_line() {
        serve();
        VerifierRun run = run();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("log: 297 entries, root matches, 1 cosignature, 297 opened,"
                        + " 293 lines of the histories of 293 marks in it")
                .last()
                .isEqualTo(ALL_AGREE);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_log_that_only_continued_is_told_from_one_that_was_changed() throws IOException {
        Path file = folder.resolve("head");
        serve();
        assertThat(run("--remember", file).exitCode()).isZero();
        assertThat(Files.readString(file)).isEqualTo(log.head());
        log.withMarks(3);
        pages.clear();
        stopAndStartWithSnapshot();
        VerifierRun run = run("--remember", file, "--log-key", log.vkey());
        assertThat(run.out())
                .anyMatch(line ->
                        line.contains("300 entries, root matches") && line.contains("consistent with size 297"));
        assertThat(run.exitCode()).isZero();
        String seen = log.head();
        assertThat(Files.readString(file)).isEqualTo(seen);

        // Another past under the same key and name: the first mark is gone from it.
        SampleLog rewritten = log;
        Files.writeString(file, seen.replaceFirst("\n300\n", "\n299\n"));
        pages.putAll(rewritten.pages());
        VerifierRun forked = run("--remember", file);
        assertFound(forked, "the tree of 299 entries has another root than it had; the past was changed");
        assertThat(forked.out()).anyMatch(line -> line.contains("INCONSISTENT with size 299"));
        assertThat(Files.readString(file)).isEqualTo(seen.replaceFirst("\n300\n", "\n299\n"));
    }

    private void stopAndStartWithSnapshot() throws IOException {
        SampleLog same = log;
        server.stop(0);
        log = new SampleLog();
        start();
        log = same;
        serve();
    }

    @Test
    void a_log_that_became_shorter_is_found() throws IOException {
        Path file = folder.resolve("head");
        Files.writeString(file, log.head().replaceFirst("\n297\n", "\n1297\n"));
        serve();
        assertFound(run("--remember", file), "it had 1,297 entries before; 1,000 are gone");
    }

    @Test
    void a_log_that_is_gone_is_a_difference_only_where_one_was_expected() throws IOException {
        assertThat(run().exitCode()).isZero();
        assertThat(run().out()).contains("log: none is published here");
        Path file = folder.resolve("head");
        Files.writeString(file, log.head());
        assertFound(run("--remember", file), "none is published here, and one was expected");
    }

    @Test
    void a_head_signed_by_another_is_found() {
        serve();
        assertFound(run("--log-key", new SampleLog().vkey()), "the head is not signed by the key mark.example/log");
    }

    @Test
    void only_witnesses_that_are_trusted_are_counted() throws IOException {
        serve();
        Path file = folder.resolve("witnesses");
        Files.writeString(file, "# mine\n" + new SampleLog().witnessKey() + " http://w.example/\n");
        assertThat(run("--witnesses", file).out()).anyMatch(line -> line.contains(", 0 cosignatures, "));
        Files.writeString(file, log.witnessKey() + "\n");
        assertThat(run("--witnesses", file).out()).anyMatch(line -> line.contains(", 1 cosignature, "));
    }

    @Test
    void an_entry_altered_in_its_bundle_is_found() {
        serve();
        spoil("/log/tile/entries/000", "\"v\":\"1\"", "\"v\":\"2\"");
        assertFound(run(), "the tree over the entries has another root than the one that was signed");
    }

    @Test
    void an_altered_tile_is_found() {
        serve();
        Objects.requireNonNull(pages.get("/log/tile/1/000.p/1"))[3] ^= 1;
        assertFound(run(), "/log/tile/1/000.p/1 is not what the entries make");
    }

    @Test
    void an_altered_proof_is_found() {
        serve();
        spoil("/log/proof/inclusion?index=0&size=297", "\"hashes\":[\"", "\"hashes\":[\"AAAA\",\"");
        assertFound(run(), "the proof of entry 0 does not lead to the root");
    }

    @Test
    void a_content_other_than_the_one_logged_is_found() {
        serve();
        spoil("/api/v1/log/entries?from=0&limit=1000", "\\\"code\\\":\\\"B2\\\"", "\\\"code\\\":\\\"B3\\\"");
        VerifierRun run = run();
        assertFound(run, "the content shown for entry 5 is not the one that was logged");
        assertThat(run.out()).contains("log: line 1 of the history of mark B2 is not in the log");
    }

    @Test
    void an_entry_shown_otherwise_than_in_the_tree_is_found() {
        serve();
        spoil("/api/v1/log/entries?from=0&limit=1000", "2026-11-25T10:00:00Z", "2026-11-25T10:00:01Z");
        assertFound(run(), "entry 0 is shown as another than it is in the tree");
    }

    @Test
    void a_history_shown_otherwise_than_it_was_logged_is_found() {
        serve();
        spoil("/api/v1/marks/A1/history", "ALL_CHECKS_PASSED", "GOOD_FRIEND");
        assertFound(run(), "line 1 of the history of mark A1 is shown otherwise than it was logged");
    }

    private static final String DECISION =
            "{\"id\":\"d-1\",\"mark\":\"A1\",\"step\":\"SUSPEND\",\"state\":\"EFFECTIVE\",\"before\":\"ISSUED\",\"after\":\"SUSPENDED\","
                    + "\"reason\":\"Nothing came.\",\"by\":[\"OFFICER\"],\"proposedAt\":\"2026-11-20T10:00:00Z\","
                    + "\"decidedAt\":\"2026-11-20T11:00:00.5Z\",\"effectiveAt\":\"2026-11-20T11:00:00.5Z\",\"appealOf\":null}";
    private static final String GRADE =
            "{\"seq\":3,\"at\":\"2026-11-20T10:00:00Z\",\"policyVersion\":\"1405-1\",\"grade\":\"B\",\"total\":71.50,"
                    + "\"indices\":{\"HISTORY\":80.00,\"CAPABILITY\":null,\"SECURITY\":61.25,\"SERVICE\":70,\"SATISFACTION\":66.1}}";
    private static final String CORRECTION =
            "{\"id\":\"c-1\",\"at\":\"2026-11-20T10:00:00Z\",\"mark\":\"A1\",\"caseId\":\"K-7\",\"what\":\"NOT_COUNTED\","
                    + "\"reason\":\"It was a test.\",\"policyVersion\":\"1405-1\",\"before\":{\"matured\":3,\"answerRate\":0.333},"
                    + "\"after\":{\"matured\":2,\"answerRate\":null}}";

    private void show(String path, String member, String items) {
        pages.put(path, "{\"%s\":[%s],\"next\":null}".formatted(member, items).getBytes(StandardCharsets.UTF_8));
    }

    private void showAll(String decision, String grade, String correction) {
        show("/api/v1/marks/A1/decisions", "items", decision);
        show("/api/v1/marks/A1/grade", "history", grade);
        show("/api/v1/corrections?limit=200", "items", correction);
    }

    /** A decision, an entry of a grade and a correction, as the log has them and as the site shows them. */
    private void decideGradeAndCorrect() {
        log.with(
                        "mark_decision",
                        "{\"appeal_of\":null,\"appeal_until\":null,\"code\":\"A1\",\"decided_at\":\"2026-11-20T11:00:00.5+00:00\","
                                + "\"effective_at\":\"2026-11-20T11:00:00.500+00:00\",\"id\":\"d-1\","
                                + "\"proposed_at\":\"2026-11-20T10:00:00+00:00\",\"reason\":\"Nothing came.\",\"stage\":\"EFFECTIVE\","
                                + "\"state_after\":\"SUSPENDED\",\"state_before\":\"ISSUED\",\"step\":\"SUSPEND\"}")
                .with(
                        "grade_event",
                        "{\"at\":\"2026-11-20T10:00:00+00:00\",\"capability\":null,\"grade\":\"B\",\"history\":80,\"lack\":null,"
                                + "\"mark\":\"A1\",\"policy_version\":\"1405-1\",\"satisfaction\":\"66.10\",\"security\":61.25,"
                                + "\"seq\":3,\"service\":70,\"total\":71.5}")
                .with(
                        "correction",
                        "{\"at\":\"2026-11-20T10:00:00+00:00\",\"case_public_id\":\"K-7\",\"correction\":\"NOT_COUNTED\","
                                + "\"figures_after\":{\"answerRate\":null,\"matured\":2},"
                                + "\"figures_before\":{\"answerRate\":\"0.333\",\"matured\":3},\"id\":\"c-1\",\"mark\":\"A1\","
                                + "\"policy_version\":\"1405-1\",\"reason\":\"It was a test.\"}");
        serve();
        showAll(DECISION, GRADE, CORRECTION);
    }

    @Test
    void decisions_grades_and_corrections_are_held_against_the_log() {
        decideGradeAndCorrect();
        VerifierRun sound = run();
        assertThat(sound.out())
                .anyMatch(line -> line.contains("1 decisions, 1 entries of grades and 1 corrections agree with it"));
        assertThat(sound.exitCode()).isZero();
        showAll(
                DECISION.replace("Nothing came.", "A friend asked."),
                GRADE.replace("71.50", "91.50"),
                CORRECTION.replace("\"matured\":2", "\"matured\":1"));
        VerifierRun otherwise = run();
        assertThat(otherwise.out())
                .contains(
                        "log: decision d-1 of mark A1 is shown otherwise than it was logged",
                        "log: entry of the grade 3 of mark A1 is shown otherwise than it was logged",
                        "log: correction c-1 of mark A1 is shown otherwise than it was logged");
        assertThat(otherwise.exitCode()).isEqualTo(1);
    }

    @Test
    void decisions_grades_and_corrections_left_out_or_invented_are_found() {
        decideGradeAndCorrect();
        showAll("", "", "");
        assertThat(run().out())
                .contains(
                        "log: decision d-1 of mark A1 is in the log and not shown",
                        "log: entry of the grade 3 of mark A1 is in the log and not shown",
                        "log: correction c-1 of mark A1 is in the log and not shown");
        showAll(
                DECISION + "," + DECISION.replace("d-1", "d-2"),
                GRADE + "," + GRADE.replace("\"seq\":3", "\"seq\":4"),
                CORRECTION + "," + CORRECTION.replace("c-1", "c-2"));
        assertThat(run().out())
                .contains(
                        "log: decision d-2 of mark A1 is not in the log",
                        "log: entry of the grade 4 of mark A1 is not in the log",
                        "log: correction c-2 of mark A1 is not in the log");
        // Figures that are measured in confidence again are shown to nobody, and with them neither grade nor
        // corrections.
        showAll(DECISION, GRADE, "");
        pages.remove("/api/v1/marks/A1/grade");
        assertThat(run().exitCode()).isZero();
    }

    @Test
    void a_line_of_a_history_that_is_not_shown_is_found() {
        serve();
        pages.put("/api/v1/marks/A1/history", "{\"mark\":\"A1\",\"items\":[]}".getBytes(StandardCharsets.UTF_8));
        assertFound(run(), "line 1 of the history of mark A1 is in the log and not shown");
    }

    @Test
    void open_data_that_was_never_logged_is_found() {
        log = new SampleLog().withMark("A1").withMark("B2").withMark("C3");
        serve();
        assertFound(run(), "the open data file complaints.csv of this snapshot is not in the log");
    }

    @Test
    void options_are_read_with_their_values() {
        assertThat(VerifierRun.of("--remember").exitCode()).isEqualTo(2);
        assertThat(VerifierRun.of("x", "y").err()).startsWith("Name one directory or address");
        assertThat(VerifierRun.of("x", "--no-such").err()).startsWith("Name one directory or address");
        assertThat(List.of(VerifierRun.of("--help").exitCode())).containsExactly(0);
    }
}
