package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.touchstone.Http.Shop;
import org.touchstone.complaint.CasePaper;
import org.touchstone.complaint.Complaints;
import org.touchstone.foundation.document.Documents;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Role;
import org.touchstone.policy.Policies;

/** What a party takes to court: the whole case, whose hashes anybody can check. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseBundleTest {

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();
    private final Shop shop = http.shop();
    private final String consumer = http.consumer();
    private final String id = lived();

    @AfterAll
    void close() {
        installation.close();
    }

    /** A case that was answered late and rated. */
    private String lived() {
        var filing = Http.filing(shop, "فاکتور-A/17");
        filing.put("narrative", "گوشی پیچیده در گونی پاره رسید؛ ژست فروشنده چنین بود: «پچپچ».\nOrder 1234 (中文).\u0001");
        var made = http.as(consumer)
                .post("/api/v1/complaints", filing)
                .json()
                .path("id")
                .asString();
        http.advance("P5D");
        http.answer(shop, made);
        return made;
    }

    private HttpResponse<byte[]> take(String token, String path, String language) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(http.base() + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept-Language", language)
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var stream = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                files.put(entry.getName(), stream.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void the_paper_tells_the_whole_case_in_the_language_of_its_reader() throws IOException {
        for (var language : new String[] {"fa", "zh", "en"}) {
            var answer = take(consumer, "/api/v1/complaints/" + id + "/bundle.pdf", language);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            var text = text(answer.body());
            assertThat(text)
                    .contains(shop.host(), shop.code(), "1404-4-days", "We sent it again.", "complaint.LeftUnanswered");
        }
        var english = text(
                take(consumer, "/api/v1/complaints/" + id + "/bundle.pdf", "en").body());
        assertThat(english)
                .contains("The consumer filed the complaint", "The complaint was left unanswered")
                .contains("The shop answered after the last round; the point stays")
                .contains("Missed: left unanswered, one negative point", "1,200,000", "The clock")
                .contains("sha256sum -c manifest-sha256.txt", "Page 1 of")
                .doesNotContain("#0");
    }

    @Test
    void the_hashes_of_the_box_are_right_for_anybody_who_checks(@TempDir Path folder) throws Exception {
        var zip = take(http.person("OFFICER"), "/api/v1/complaints/" + id + "/bundle.zip", "en");
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        var files = files(zip.body());
        assertThat(files.keySet())
                .containsExactly(
                        "case-fa.pdf",
                        "case-zh.pdf",
                        "case-en.pdf",
                        "case.json",
                        "history.json",
                        "journal.csv",
                        "manifest-sha256.txt");
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        var check = new ProcessBuilder("sha256sum", "-c", "manifest-sha256.txt")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).as(said).isZero();
        assertThat(said.lines()).hasSize(6).allMatch(line -> line.endsWith(": OK"));
        var history = Http.JSON.readTree(file(files, "history.json"));
        assertThat(history.valueStream()
                        .map(e -> e.path("by").asString() + " "
                                + e.path("event").path("type").asString()))
                .containsExactly("CONSUMER Filed", "TIME LeftUnanswered", "BUSINESS AnsweredAfterExpiry");
        var json = Http.JSON.readTree(file(files, "case.json"));
        assertThat(json.path("narrative").asString()).contains("«پچپچ»");
        assertThat(json.path("consumer").asString()).isNotBlank();
        assertThat(new String(file(files, "journal.csv"), StandardCharsets.UTF_8))
                .startsWith("at,action,by,actor")
                .contains("complaint.Filed,CONSUMER,person:");
        assertThat(written(sha256(file(files, "manifest-sha256.txt")))).isEqualTo(1);
    }

    private long written(String hash) {
        return installation
                .jdbc()
                .sql("SELECT count(*) FROM journal_entry WHERE action = 'complaint.BundleMade' AND subject = :subject"
                        + " AND :hash IN (details ->> 'manifestSha256', details ->> 'sha256')")
                .param("subject", "complaint:" + id)
                .param("hash", hash)
                .query(Long.class)
                .single();
    }

    @Test
    void a_paper_taken_by_itself_is_in_the_journal_too() throws Exception {
        var pdf =
                take(consumer, "/api/v1/complaints/" + id + "/bundle.pdf", "zh").body();
        assertThat(written(sha256(pdf))).isEqualTo(1);
    }

    @Test
    void both_parties_and_officers_may_take_it_and_nobody_else() throws IOException {
        var path = "/api/v1/complaints/" + id + "/bundle.";
        for (var token : new String[] {consumer, shop.owner(), http.person("OFFICER"), http.person("AUDITOR")}) {
            assertThat(take(token, path + "pdf", "en").statusCode()).isEqualTo(200);
        }
        assertThat(take(http.consumer(), path + "pdf", "en").statusCode()).isEqualTo(404);
        assertThat(take(http.shop().owner(), path + "zip", "en").statusCode()).isEqualTo(404);
        assertThat(http.get(path + "zip").status()).isEqualTo(401);
        var page = http.get("/complaints/" + id + "/bundle.pdf");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location")).contains("/sign-in?back=");
    }

    /** The evidence itself comes from another part; here its list, over more than one page. */
    @Test
    void evidence_is_listed_with_the_hashes_of_its_receipt() throws IOException {
        var officer = new Caller(UUID.randomUUID(), "", Set.of(Role.OFFICER), false);
        var file = installation
                .part(Complaints.class)
                .view(officer, UUID.fromString(id))
                .orElseThrow();
        var policy = installation.part(Policies.class).named(file.policyVersion());
        var proofs = IntStream.rangeClosed(1, 40)
                .mapToObj(n -> new CasePaper.Proof(
                        n, "عکس گوشی " + n + ".jpg", 1000L * n, "%064x".formatted(n), file.filedAt()))
                .toList();
        var paper = new CasePaper(file, policy, null, List.of(), List.of(), proofs, List.of());
        var pdf = installation.part(Documents.class).pdf("document/case", paper, Language.FA, file.filedAt());
        Files.write(Files.createDirectories(Path.of("target", "documents")).resolve("evidence-fa.pdf"), pdf);
        assertThat(text(pdf))
                .contains("عکس گوشی")
                .contains(proofs.stream().map(CasePaper.Proof::sha256).toList());
    }

    /** A business knows its customer by the invoice; the bundle does not tell it more. */
    @Test
    void a_business_is_not_told_who_the_consumer_is() throws IOException {
        var zip = files(take(shop.owner(), "/api/v1/complaints/" + id + "/bundle.zip", "en")
                .body());
        assertThat(Http.JSON.readTree(file(zip, "case.json")).path("consumer").isNull())
                .isTrue();
        assertThat(text(file(zip, "case-en.pdf"))).contains("Known to the centre");
        var own =
                take(consumer, "/api/v1/complaints/" + id + "/bundle.pdf", "en").body();
        assertThat(text(own)).doesNotContain("Known to the centre");
    }
}
