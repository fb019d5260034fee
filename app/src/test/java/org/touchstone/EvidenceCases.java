package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.touchstone.Http.Shop;
import org.touchstone.complaint.ComplaintEvidence;
import org.touchstone.evidence.format.SampleFiles;
import org.touchstone.foundation.Sweeper;
import tools.jackson.databind.JsonNode;

/** Evidence of complaints, on whichever store it is kept. */
abstract class EvidenceCases {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String BOUNDARY = "----parts";

    private final Installation installation = installation();
    private final Http http = installation.http();
    private final Shop shop = http.shop();
    private final String consumer = http.consumer();
    private final String complaint = http.file(consumer, shop, "A-1");

    abstract Installation installation();

    /** The folder in which sealed contents lie. */
    abstract Path contents();

    private String address() {
        return "/api/v1/complaints/" + complaint + "/evidence";
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.header("Accept-Language", "en").build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(http.base() + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> get(String path, String token) {
        return send(request(path, token).GET());
    }

    private static byte[] parts(String name, String type, byte[] file) {
        return SampleFiles.concat(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n"
                                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "\r\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                file,
                SampleFiles.ascii("\r\n--" + BOUNDARY + "--\r\n"));
    }

    private HttpResponse<byte[]> post(String token, BodyPublisher body) {
        return send(request(address(), token)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body));
    }

    private HttpResponse<byte[]> upload(String token, String name, String type, byte[] file) {
        return post(token, BodyPublishers.ofByteArray(parts(name, type, file)));
    }

    private JsonNode taken(String token, String name, byte[] file) {
        var answer = upload(token, name, "", file);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
        return json(answer);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return Http.JSON.readTree(answer.body());
    }

    private static String code(HttpResponse<byte[]> answer) {
        return json(answer).path("code").asString();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    static Stream<Arguments> soundFiles() {
        return Stream.of(
                Arguments.of("فاکتور.pdf", "application/pdf", SampleFiles.pdf()),
                Arguments.of("photo.JPG", "image/jpeg", SampleFiles.jpeg()),
                Arguments.of("截图.png", "image/png", SampleFiles.png()),
                Arguments.of("photo.webp", "image/webp", SampleFiles.webp()));
    }

    @ParameterizedTest
    @MethodSource("soundFiles")
    void a_file_comes_back_byte_for_byte_with_its_fingerprint(String name, String type, byte[] file) throws Exception {
        var answer = upload(consumer, name, type, file);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
        var one = json(answer);
        assertThat(one.path("name").asString()).isEqualTo(name);
        assertThat(one.path("mediaType").asString()).isEqualTo(type);
        assertThat(one.path("size").asInt()).isEqualTo(file.length);
        assertThat(one.path("sha256").asString()).isEqualTo(sha256(file));
        assertThat(one.path("by").asString()).isEqualTo("CONSUMER");
        assertThat(json(get(address(), consumer)).path("items").path(0)).isEqualTo(one);

        var back = get(address() + "/" + one.path("id").asString(), consumer);
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).isEqualTo(file);
        var headers = back.headers();
        assertThat(headers.firstValue("ETag")).contains("\"" + sha256(file) + "\"");
        assertThat(headers.firstValue("Content-Type")).contains(type);
        assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("Content-Security-Policy")).containsExactly("sandbox; default-src 'none'");
        var again = send(request(address() + "/" + one.path("id").asString(), consumer)
                .header("If-None-Match", "\"" + sha256(file) + "\"")
                .GET());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    static Stream<Arguments> unfitFiles() {
        var jpeg = SampleFiles.jpeg();
        return Stream.of(
                Arguments.of("evidence-empty", "a.pdf", "application/pdf", new byte[0]),
                Arguments.of("evidence-type-unknown", "a.gif", "image/gif", SampleFiles.ascii("GIF89a")),
                Arguments.of("evidence-type-unknown", "a.html", "text/html", SampleFiles.ascii("<script>")),
                Arguments.of("evidence-mislabelled", "a.pdf", "application/pdf", jpeg),
                Arguments.of("evidence-mislabelled", "a.jpg", "image/jpeg", SampleFiles.pdf()),
                Arguments.of("evidence-damaged", "a.jpg", "", java.util.Arrays.copyOf(jpeg, jpeg.length / 2)),
                Arguments.of("evidence-damaged", "a.png", "", java.util.Arrays.copyOf(SampleFiles.png(), 60)),
                Arguments.of("evidence-locked", "a.pdf", "", SampleFiles.lockedPdf("secret")),
                Arguments.of("evidence-active-content", "a.pdf", "", SampleFiles.pdfWithScript()),
                Arguments.of(
                        "evidence-picture-too-many-pixels",
                        "a.png",
                        "",
                        SampleFiles.png(60_000, 60_000, new byte[10])));
    }

    @ParameterizedTest
    @MethodSource("unfitFiles")
    void a_file_that_is_not_fit_is_refused_by_name(String code, String name, String type, byte[] file) {
        var answer = upload(consumer, name, type, file);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(json(answer).path("detail").asString()).isNotBlank();
        assertThat(json(get(address(), consumer)).path("items")).isEmpty();
    }

    @Test
    void ten_megabytes_are_taken_and_one_byte_more_is_not() {
        int most = 10 << 20;
        var begun = System.nanoTime();
        assertThat(upload(consumer, "a.png", "", SampleFiles.png(most)).statusCode())
                .isEqualTo(201);
        System.out.printf(
                Locale.ROOT,
                "%s: 10 MB taken in %d ms%n",
                getClass().getSimpleName(),
                (System.nanoTime() - begun) / 1_000_000);
        for (int more : new int[] {1, 100_000, 8 << 20}) {
            var answer = upload(consumer, "a.png", "", SampleFiles.png(most + more));
            assertThat(answer.statusCode()).as("%d more", more).isEqualTo(413);
            assertThat(code(answer)).isEqualTo("evidence-too-large");
        }
    }

    @Test
    void a_body_of_untold_length_is_taken_as_any_other_and_refused_as_any_other() {
        var sound = parts("a.png", "", SampleFiles.png(9 << 20));
        assertThat(post(consumer, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(sound)))
                        .statusCode())
                .isEqualTo(201);
        for (int more : new int[] {1, 20 << 20}) {
            var large = parts("a.png", "", SampleFiles.png((10 << 20) + more));
            var answer = post(consumer, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(code(answer)).isEqualTo("evidence-too-large");
        }
    }

    @Test
    void a_torn_or_fileless_form_is_refused() {
        var whole = parts("a.png", "", SampleFiles.png());
        var torn = java.util.Arrays.copyOf(whole, whole.length - 60);
        var answer = post(consumer, BodyPublishers.ofByteArray(torn));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("evidence-torn");
        var none = post(consumer, BodyPublishers.ofString("--" + BOUNDARY + "--\r\n"));
        assertThat(none.statusCode()).isBetween(400, 422);
        var nothingChosen = upload(consumer, "", "application/octet-stream", new byte[0]);
        assertThat(code(nothingChosen)).isEqualTo("evidence-missing");
        assertThat(http.as(consumer).post(address(), Map.of("file", "x")).status())
                .isEqualTo(415);
    }

    @Test
    void other_addresses_take_no_files() {
        var answer = send(request("/api/v1/complaints", consumer)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(parts("a.png", "", SampleFiles.png(4 << 20)))));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(code(answer)).isEqualTo("too-large");
    }

    @Test
    void parties_and_the_centre_bring_and_see_evidence_and_strangers_learn_nothing() {
        var officer = http.person("OFFICER");
        var auditor = http.person("AUDITOR");
        var stranger = http.consumer();
        var competitor = http.shop().owner();
        var id = taken(consumer, "a.png", SampleFiles.png()).path("id").asString();
        assertThat(taken(shop.owner(), "b.pdf", SampleFiles.pdf()).path("by").asString())
                .isEqualTo("BUSINESS");
        assertThat(taken(officer, "c.jpg", SampleFiles.jpeg()).path("by").asString())
                .isEqualTo("CENTRE");
        for (var reader : List.of(consumer, shop.owner(), officer, auditor)) {
            assertThat(get(address() + "/" + id, reader).statusCode()).isEqualTo(200);
            assertThat(json(get(address(), reader)).path("items").size()).isEqualTo(3);
        }
        assertThat(upload(auditor, "d.png", "", SampleFiles.png()).statusCode()).isEqualTo(403);
        for (var nobody : List.of(stranger, competitor)) {
            assertThat(get(address() + "/" + id, nobody).statusCode()).isEqualTo(404);
            assertThat(get(address() + "/" + id + "/picture", nobody).statusCode())
                    .isEqualTo(404);
            assertThat(get(address(), nobody).statusCode()).isEqualTo(404);
            assertThat(upload(nobody, "d.png", "", SampleFiles.png()).statusCode())
                    .isEqualTo(404);
        }
        var elsewhere = "/api/v1/complaints/" + http.file(stranger, shop, "A-9") + "/evidence/" + id;
        assertThat(get(elsewhere, stranger).statusCode()).isEqualTo(404);
        assertThat(http.get(address()).status()).isEqualTo(401);
    }

    @Test
    void the_same_file_sent_again_is_the_same_evidence() {
        var first = taken(consumer, "a.png", SampleFiles.png());
        assertThat(taken(consumer, "other name.png", SampleFiles.png())).isEqualTo(first);
        assertThat(taken(shop.owner(), "a.png", SampleFiles.png()).path("id")).isNotEqualTo(first.path("id"));
        assertThat(json(get(address(), consumer)).path("items").size()).isEqualTo(2);
    }

    @Test
    void twenty_files_and_fifty_megabytes_are_the_most() {
        for (int i = 0; i < 20; i++) {
            taken(consumer, "a.pdf", SampleFiles.pdf(3000 + i));
        }
        var answer = upload(consumer, "a.pdf", "", SampleFiles.pdf(4000));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(code(answer)).isEqualTo("evidence-too-many");
    }

    @Test
    void a_case_at_its_end_takes_no_more() {
        taken(consumer, "a.png", SampleFiles.png());
        http.as(consumer).post("/api/v1/complaints/" + complaint + "/withdrawal", Map.of());
        var answer = upload(consumer, "b.pdf", "", SampleFiles.pdf());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(code(answer)).isEqualTo("wrong-state");
        assertThat(json(get(address(), consumer)).path("items").size()).isEqualTo(1);
    }

    @Test
    void the_journal_knows_the_fingerprint_and_not_the_name() throws Exception {
        taken(consumer, "very-private-name.png", SampleFiles.png());
        var entry = installation
                .jdbc()
                .sql(
                        "SELECT details::text FROM journal_entry WHERE subject = :subject AND action = 'complaint.EvidenceReceived'")
                .param("subject", "complaint:" + complaint)
                .query(String.class)
                .single();
        assertThat(entry).contains(sha256(SampleFiles.png())).doesNotContain("private");
        var rows = installation
                .jdbc()
                .sql(
                        "SELECT string_agg(e::text || convert_from(decode(replace(encode(convert_to(e::text, 'UTF8'), 'hex'), '00', ''), 'hex'), 'UTF8'), '') FROM evidence e")
                .query(String.class)
                .single();
        assertThat(rows).doesNotContain("very-private-name");
    }

    @Test
    void a_file_name_is_no_path_and_no_trick() {
        assertThat(taken(consumer, "../../etc/passwd", SampleFiles.pdf())
                        .path("name")
                        .asString())
                .isEqualTo("passwd.pdf");
        assertThat(taken(consumer, "C:\\\\photos\\\\me.png", SampleFiles.png())
                        .path("name")
                        .asString())
                .isEqualTo("me.png");
        assertThat(taken(consumer, "gpj.\u202efdp.jpg", SampleFiles.jpeg())
                        .path("name")
                        .asString())
                .isEqualTo("gpj.fdp.jpg");
        var longest = taken(consumer, "x".repeat(500) + ".webp", SampleFiles.webp());
        assertThat(longest.path("name").asString())
                .hasSizeLessThanOrEqualTo(100)
                .endsWith(".webp");
    }

    @Test
    void a_picture_is_published_without_its_metadata() {
        var id = taken(consumer, "a.jpg", SampleFiles.jpeg()).path("id").asString();
        var published = get(address() + "/" + id + "/picture", consumer);
        assertThat(published.statusCode()).isEqualTo(200);
        assertThat(new String(published.body(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Kodak");
        var pdf = taken(consumer, "a.pdf", SampleFiles.pdf()).path("id").asString();
        assertThat(get(address() + "/" + pdf + "/picture", consumer).statusCode())
                .isEqualTo(404);
    }

    @Test
    void no_file_lies_readable_where_it_is_kept() throws IOException {
        var marker = "READABLE-" + UUID.randomUUID();
        var file = SampleFiles.concat(
                java.util.Arrays.copyOf(SampleFiles.png(), 33),
                SampleFiles.chunk("tEXt", SampleFiles.ascii("Comment\0" + marker)),
                java.util.Arrays.copyOfRange(SampleFiles.png(), 33, SampleFiles.png().length));
        var id = taken(consumer, "a.png", file).path("id").asString();
        boolean found = false;
        for (var folder : new Path[] {contents(), installation.data()}) {
            try (var all = Files.walk(folder)) {
                for (var path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                    assertThat(Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain(marker);
                    found |= path.getFileName().toString().startsWith(id);
                }
            }
        }
        assertThat(found).isTrue();
    }

    @Test
    void a_stored_file_that_was_altered_exchanged_or_lost_is_not_handed_out() throws IOException {
        var one = taken(consumer, "a.png", SampleFiles.png()).path("id").asString();
        var two = taken(consumer, "b.pdf", SampleFiles.pdf()).path("id").asString();
        var sealed = stored(one);
        var content = Files.readAllBytes(sealed);
        Files.write(sealed, Files.readAllBytes(stored(two)));
        assertThat(code(get(address() + "/" + one, consumer))).isEqualTo("evidence-lost");
        var altered = content.clone();
        altered[altered.length / 2] ^= 1;
        Files.write(sealed, altered);
        assertThat(get(address() + "/" + one, consumer).statusCode()).isEqualTo(500);
        Files.write(sealed, content);
        assertThat(get(address() + "/" + one, consumer).body()).isEqualTo(SampleFiles.png());
        Files.delete(sealed);
        assertThat(code(get(address() + "/" + one, consumer))).isEqualTo("evidence-lost");
        assertThat(Installation.log()).contains("evidence:" + one);
    }

    private Path stored(String id) throws IOException {
        try (var all = Files.walk(contents())) {
            return all.filter(p -> p.getFileName().toString().startsWith(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void another_node_started_later_gives_the_same_file() {
        var id = taken(consumer, "a.png", SampleFiles.png()).path("id").asString();
        var other = installation.secondNode();
        var back = send(HttpRequest.newBuilder(URI.create(other.base() + address() + "/" + id))
                .header("Authorization", "Bearer " + consumer)
                .GET());
        assertThat(back.body()).isEqualTo(SampleFiles.png());
    }

    @Test
    void what_nobody_keeps_goes_with_its_content() throws IOException {
        var id = UUID.fromString(
                taken(consumer, "a.png", SampleFiles.png()).path("id").asString());
        var kept = taken(consumer, "b.pdf", SampleFiles.pdf()).path("id").asString();
        assertThat(stored(id.toString())).exists();
        installation
                .jdbc()
                .sql(
                        "UPDATE evidence SET subject = NULL, expires_at = touchstone_now() - interval '1 second' WHERE id = :id")
                .param("id", id)
                .update();
        installation.part(Sweeper.class).workAll();
        try (var all = Files.walk(contents())) {
            assertThat(all.map(p -> p.getFileName().toString())).noneMatch(name -> name.startsWith(id.toString()));
        }
        assertThat(stored(kept)).exists();
    }

    @Test
    void other_modules_read_and_prove_evidence_by_its_complaint() {
        var id = UUID.fromString(
                taken(consumer, "a.png", SampleFiles.png()).path("id").asString());
        var evidence = installation.part(ComplaintEvidence.class);
        var of = UUID.fromString(complaint);
        assertThat(evidence.of(of))
                .singleElement()
                .satisfies(file -> assertThat(file.id()).isEqualTo(id));
        assertThat(evidence.read(of, id)).isEqualTo(SampleFiles.png());
        assertThat(evidence.has(of, List.of(id))).isTrue();
        assertThat(evidence.has(of, List.of(id, UUID.randomUUID()))).isFalse();
        assertThat(evidence.has(UUID.randomUUID(), List.of(id))).isFalse();
    }

    @Test
    void spoilt_files_and_forms_are_never_a_failure_of_ours() {
        var random = new Random(5);
        var samples = List.of(SampleFiles.pdf(), SampleFiles.jpeg(), SampleFiles.png(), SampleFiles.webp());
        for (int i = 0; i < 120; i++) {
            var body = parts("a", "", samples.get(i % 4));
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            var answer = post(consumer, BodyPublishers.ofByteArray(body));
            assertThat(answer.statusCode()).as(text(answer)).isBetween(201, 422);
        }
    }
}
