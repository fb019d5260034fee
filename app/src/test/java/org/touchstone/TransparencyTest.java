package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.Folders;
import org.touchstone.foundation.database.Rows;
import org.touchstone.transparency.Appender;
import org.touchstone.transparency.Audit;
import tools.jackson.databind.JsonNode;

/**
 * The transparency log as the public, its witnesses and a crash see it. The installation's own rhythm is off: each test takes the steps
 * itself, and stops between them where it wants to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransparencyTest {

    private final WitnessServer first = new WitnessServer("witness.example/first");
    private final WitnessServer second = new WitnessServer("witness.example/second");
    private Installation installation;
    private Http http;
    private Appender appender;
    private JdbcTemplate jdbc;

    @BeforeAll
    void start() throws IOException {
        var witnesses = Files.createTempFile("witnesses", ".txt");
        Files.writeString(witnesses, "# who watches\n" + first.line() + "\n\n" + second.line() + "\n");
        installation =
                Installation.fresh("--touchstone-internal.sweeping=false", "--touchstone.log-witnesses=" + witnesses);
        http = installation.http();
        appender = installation.part(Appender.class);
        jdbc = installation.part(JdbcTemplate.class);
        first.watch(http.get("/log/vkey").text());
        second.watch(http.get("/log/vkey").text());
    }

    @AfterAll
    void stop() {
        installation.close();
        first.close();
        second.close();
    }

    /** Everything that waits, and what the log notes of itself about it. */
    private void takeAll() {
        while (appender.append() > 0 || appender.publish()) {
            assertThat(size()).isNotNegative();
        }
    }

    private long size() {
        var head = http.get("/log/checkpoint");
        return head.status() == 200
                ? Long.parseLong(head.text().lines().toList().get(1))
                : 0;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode entries(Http.Shop shop) {
        return http.get("/api/v1/log/entries?mark=" + shop.code()).json().path("items");
    }

    @Test
    void what_happens_to_a_mark_stands_in_the_log_and_opens_its_commitment() {
        var shop = http.shop();
        assertThat(entries(shop)).isEmpty();
        takeAll();
        assertThat(http.as(http.person("OFFICER"))
                        .post(
                                "/api/v1/marks/" + shop.code() + "/suspension",
                                Map.of("reason", "Nine complaints unanswered."))
                        .status())
                .isEqualTo(202);
        takeAll();
        // A proposal is nobody's to read: there is a leaf for it, and it names neither mark nor kind.
        assertThat(entries(shop))
                .noneMatch(e -> e.path("says").path("type").asString().equals("SUSPEND"));
        http.as(http.person("SENIOR_OFFICER")).post("/api/v1/marks/" + shop.code() + "/approval", Map.of());
        takeAll();
        var said = entries(shop)
                .valueStream()
                .map(e -> e.path("says").path("table").asString() + " "
                        + e.path("says").path("type").asString())
                .toList();
        assertThat(said)
                .contains(
                        "mark_event ISSUE",
                        "mark ISSUED",
                        "mark_decision SUSPEND",
                        "mark_event SUSPEND",
                        "mark SUSPENDED");
        for (var entry : entries(shop)) {
            var commitment = sha256(
                    Base64.getDecoder().decode(entry.path("salt").asString()),
                    entry.path("content").asString().getBytes(StandardCharsets.UTF_8));
            assertThat(Base64.getEncoder().encodeToString(commitment))
                    .isEqualTo(entry.path("says").path("commitment").asString());
            assertThat(entry.path("content").asString()).doesNotContain("person:");
        }
    }

    /** Identifiers of people, names, sealed texts: nothing of the kind is in a leaf or in what opens it. */
    @Test
    void no_leaf_and_no_opening_names_a_person() {
        http.file(http.consumer(), http.shop(), "A-1");
        takeAll();
        var people = jdbc.queryForList("SELECT id::text FROM person", String.class);
        assertThat(people).isNotEmpty();
        var all = String.join(
                "\n",
                jdbc.queryForList(
                        "SELECT convert_from(leaf, 'UTF8') || coalesce(content, '') FROM log_entry JOIN log_opening USING (idx)",
                        String.class));
        assertThat(people).noneMatch(all::contains);
    }

    @Test
    void tiles_are_served_as_files_and_made_again_where_they_are_lost() throws IOException {
        for (int i = 0; i < 90; i++) {
            http.shop();
        }
        takeAll();
        long size = size();
        assertThat(size).isGreaterThan(256);
        var rest = size % 256;
        var paths = List.of(
                "/log/tile/0/000",
                "/log/tile/entries/000",
                "/log/tile/0/001.p/" + rest,
                "/log/tile/1/000.p/" + size / 256);
        var before = paths.stream().map(path -> http.get(path)).toList();
        assertThat(before).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).contains("immutable", "max-age=31536000");
            assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        });
        assertThat(installation.data().resolve("log/tile/0/000")).hasSize(256 * 32);
        Folders.delete(installation.data().resolve("log/tile"));
        assertThat(paths.stream().map(path -> http.get(path).text()).toList())
                .isEqualTo(before.stream().map(Http.Answer::text).toList());
        // A tree signed earlier keeps its narrower tiles, and what is not signed yet is not served.
        assertThat(http.get("/log/tile/0/000.p/17").status()).isEqualTo(200);
        for (var none : List.of(
                "/log/tile/0/001.p/" + (rest + 1),
                "/log/tile/0/001",
                "/log/tile/0/0",
                "/log/tile/00/000",
                "/log/tile/0/000.p/0",
                "/log/tile/0/000.p/256",
                "/log/tile/64/000",
                "/log/tile/3/000.p/1",
                "/log/tile/entries/x999/x999/x999/x999/x999/999",
                "/log/tile/0/../000")) {
            assertThat(http.get(none).status()).as(none).isIn(404, 400);
        }
        assertThat(installation.part(Audit.class).run().faults()).isEmpty();
    }

    @Test
    void proofs_that_do_not_exist_are_refused() {
        takeAll();
        long size = size();
        assertThat(http.get("/log/proof/inclusion?index=0&size=" + size).status())
                .isEqualTo(200);
        for (var none : List.of(
                "inclusion?index=" + size,
                "inclusion?index=-1",
                "inclusion?index=0&size=" + (size + 1),
                "inclusion?mark=NOSUCH00&seq=1",
                "inclusion",
                "consistency?from=" + (size + 1),
                "consistency?from=5&to=4",
                "consistency?from=0&to=" + (size + 1))) {
            var answer = http.get("/log/proof/" + none);
            assertThat(answer.status()).as(none).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
        assertThat(http.get("/log/proof/inclusion?index=x").status()).isEqualTo(400);
    }

    // Crashes.

    /** Committed leaves of a platform that was killed before it signed: the next one signs the same tree. */
    @Test
    void a_stop_between_appending_and_signing_leads_to_the_same_tree() {
        takeAll();
        long before = size();
        var head = http.get("/log/checkpoint").text();
        http.shop();
        assertThat(appender.append()).isPositive();
        assertThat(http.get("/log/checkpoint").text()).isEqualTo(head);
        assertThat(http.get("/api/v1/log/entries/" + before).status()).isEqualTo(404);
        // The killed one is gone; another node, with a folder of its own state, goes on.
        var other = installation.secondNode();
        assertThat(appender.publish()).isTrue();
        assertThat(size()).isGreaterThan(before);
        assertThat(other.get("/log/checkpoint").text())
                .isEqualTo(http.get("/log/checkpoint").text());
        assertConsistent(head);
    }

    /** Tiles were written and the signature was made, but nothing of it was kept. */
    @Test
    void a_stop_between_signing_and_keeping_the_head_leads_to_the_same_head() {
        takeAll();
        var head = http.get("/log/checkpoint").text();
        http.shop();
        appender.append();
        installation.part(TransactionTemplate.class).executeWithoutResult(status -> {
            assertThat(appender.publish()).isTrue();
            status.setRollbackOnly();
        });
        assertThat(http.get("/log/checkpoint").text()).isEqualTo(head);
        var handedOut = read("checkpoint");
        assertThat(appender.publish()).isTrue();
        assertThat(http.get("/log/checkpoint").text()).startsWith(handedOut);
        assertConsistent(head);
        assertThat(installation.part(Audit.class).run().faults()).isEmpty();
    }

    private String read(String name) {
        try {
            return Files.readString(installation.data().resolve("log").resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertConsistent(String earlier) {
        long from = Long.parseLong(earlier.lines().toList().get(1));
        var proof = http.get("/log/proof/consistency?from=" + from).json();
        assertThat(proof.path("fromRoot").asString())
                .isEqualTo(earlier.lines().toList().get(2));
        assertThat(proof.path("toRoot").asString())
                .isEqualTo(http.get("/log/checkpoint").text().lines().toList().get(2));
    }

    /** A backup older than what was handed out would fork the log; it stands still instead. */
    @Test
    void an_old_backup_never_forks_the_log() throws IOException {
        takeAll();
        Path file = installation.data().resolve("log/checkpoint");
        var handedOut = Files.readString(file);
        long size = size();
        Files.writeString(file, handedOut.replaceFirst("\n" + size + "\n", "\n" + (size + 1000) + "\n"));
        http.shop();
        appender.append();
        assertThat(appender.publish()).isFalse();
        assertThat(size()).isEqualTo(size);
        assertThat(http.get("/log?lang=en").text()).contains("stands still");
        Files.writeString(file, handedOut);
        assertThat(appender.publish()).isTrue();
        assertThat(http.get("/log?lang=en").text()).doesNotContain("stands still");
    }

    /** A transaction that commits late comes in late; its row is not passed over. */
    @Test
    void a_row_that_commits_late_is_logged() {
        takeAll();
        var late = new Thread[1];
        var begun = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        late[0] = Thread.ofVirtual()
                .start(() -> installation.part(TransactionTemplate.class).executeWithoutResult(status -> {
                    jdbc.update("INSERT INTO log_note (at, kind, facts) VALUES (now(), 'late', '{}')");
                    begun.countDown();
                    await(mayCommit);
                }));
        await(begun);
        jdbc.update("INSERT INTO log_note (at, kind, facts) VALUES (now(), 'early', '{}')");
        takeAll();
        assertThat(kinds()).contains("early").doesNotContain("late");
        mayCommit.countDown();
        try {
            late[0].join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        takeAll();
        assertThat(kinds()).contains("early", "late");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> kinds() {
        return jdbc.query(
                "SELECT content::jsonb ->> 'kind' FROM log_entry JOIN log_opening USING (idx) WHERE source = 'log_note'",
                Rows::onlyText);
    }

    // Witnesses.

    private void askWitnesses() {
        // What stands between two askings is the clock's.
        http.advance("PT2H");
        takeAll();
        assertThat(http.get("/log").status()).isEqualTo(200);
        installation.part("witnesses", Sweep.class).work();
    }

    private void untilCosigned(WitnessServer witness) {
        for (int i = 0; i < 50 && witness.size() < size(); i++) {
            askWitnesses();
        }
        assertThat(witness.size()).isEqualTo(size());
    }

    private boolean isCosignedBy(String witness) {
        return http.get("/log/checkpoint").text().contains("\n— " + witness + " ");
    }

    @Test
    void witnesses_cosign_each_head_that_continues_the_last() {
        http.shop();
        takeAll();
        untilCosigned(first);
        untilCosigned(second);
        assertThat(isCosignedBy("witness.example/first")).isTrue();
        assertThat(isCosignedBy("witness.example/second")).isTrue();
        assertThat(http.get("/log/cosigned").text())
                .isEqualTo(http.get("/log/checkpoint").text());
        long cosigned = first.cosigned();
        http.shop();
        takeAll();
        assertThat(isCosignedBy("witness.example/first")).isFalse();
        assertThat(http.get("/log/cosigned").text()).contains("witness.example/first");
        untilCosigned(first);
        assertThat(first.cosigned()).isGreaterThan(cosigned);
        assertThat(http.get("/log?lang=en").text()).contains("witness.example/first", "has cosigned up to");
        assertThat(http.get("/log/witnesses").text()).isEqualTo(first.vkey() + "\n" + second.vkey() + "\n");
    }

    /** It lost its memory, or ours: its 409 says from where it wants the proof. */
    @Test
    void a_witness_that_remembers_another_size_gets_the_proof_from_there() {
        http.shop();
        takeAll();
        untilCosigned(first);
        first.forget();
        http.shop();
        takeAll();
        untilCosigned(first);
        assertThat(first.answers()).contains(409);
        assertThat(first.answers().getLast()).isEqualTo(200);
        assertThat(isCosignedBy("witness.example/first")).isTrue();
    }

    @Test
    void a_witness_that_is_away_holds_up_nothing_and_is_asked_again() {
        takeAll();
        untilCosigned(second);
        second.goAway(true);
        http.shop();
        takeAll();
        untilCosigned(first);
        assertThat(isCosignedBy("witness.example/first")).isTrue();
        assertThat(isCosignedBy("witness.example/second")).isFalse();
        for (int i = 0; i < 50 && second.answers().getLast() != 503; i++) {
            askWitnesses();
        }
        assertThat(http.get("/log?lang=en").text()).contains("does not answer at present");
        second.goAway(false);
        untilCosigned(second);
        assertThat(isCosignedBy("witness.example/second")).isTrue();
    }

    @Test
    void a_cosignature_that_does_not_fit_is_not_kept() {
        http.shop();
        takeAll();
        second.forge(true);
        for (int i = 0; i < 50 && second.size() < size(); i++) {
            askWitnesses();
        }
        assertThat(isCosignedBy("witness.example/second")).isFalse();
        second.forge(false);
        http.shop();
        takeAll();
        untilCosigned(second);
        assertThat(isCosignedBy("witness.example/second")).isTrue();
    }

    @Test
    void each_line_of_a_profile_opens_to_its_entry() {
        var shop = http.shop();
        takeAll();
        for (var language : List.of("fa", "zh", "en")) {
            var profile = http.get("/m/" + shop.code() + "?lang=" + language).text();
            assertThat(profile).contains("/log/mark/" + shop.code() + "/1");
        }
        var redirect = http.get("/log/mark/" + shop.code() + "/1");
        assertThat(redirect.status()).isEqualTo(302);
        var page = http.get(redirect.header("Location").replaceFirst("^https?://[^/]+", "") + "?lang=en");
        assertThat(page.text()).contains("History of a mark: Issue", shop.code(), "Salt:");
    }
}
