package org.touchstone.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    private Keys keys() {
        return Keys.in(folder, () -> now);
    }

    private Path file(String kid) {
        return folder.resolve("signing").resolve(kid + ".json");
    }

    @Test
    void the_first_use_makes_a_key_that_only_its_owner_can_read() throws IOException {
        var key = keys().current(Purpose.MARK);
        assertThat(key.kid()).isEqualTo("mark-2026-1");
        assertThat(key.created()).isEqualTo(now);
        assertThat(key.active()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("mark-2026-1"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing"))))
                .isEqualTo("rwx------");
        assertThat(keys().current(Purpose.MARK)).isEqualTo(key);
    }

    @Test
    void a_signed_token_verifies_with_the_published_key() throws ParseException, JOSEException {
        var keys = keys();
        var token = SignedJWT.parse(keys.jwt(Purpose.MARK, "trust-mark+jwt", Map.of("sub", "https://shop.example")));
        assertThat(token.getHeader().getKeyID()).isEqualTo("mark-2026-1");
        assertThat(token.getHeader().getType().getType()).isEqualTo("trust-mark+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        var published = (ECKey) keys.current(Purpose.MARK).jwk();
        assertThat(token.verify(new ECDSAVerifier(published))).isTrue();
        var other = (ECKey) keys.current(Purpose.OWNER).jwk();
        assertThat(token.verify(new ECDSAVerifier(other))).isFalse();
    }

    @Test
    void the_log_signs_with_ed25519() throws GeneralSecurityException {
        var keys = keys();
        var key = keys.current(Purpose.LOG);
        var signature = keys.sign(key.kid(), MESSAGE);
        assertThat(signature).hasSize(64);
        // The X.509 form of an Ed25519 key: a fixed head (RFC 8410), then the 32 bytes.
        var encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(key.raw()));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void a_rotation_lets_a_new_key_sign_and_keeps_the_old_one_published() {
        var keys = keys();
        var old = keys.current(Purpose.MARK);
        now = Instant.parse("2027-01-02T10:00:00Z");
        var made = keys.rotate(Purpose.MARK);
        assertThat(made.kid()).isEqualTo("mark-2027-2");
        assertThat(keys.current(Purpose.MARK)).isEqualTo(made);
        assertThat(keys.all(Purpose.MARK)).extracting(SigningKey::kid).containsExactly("mark-2026-1", "mark-2027-2");
        var retired = keys.named(old.kid()).orElseThrow();
        assertThat(retired.retired()).isEqualTo(now);
        assertThat(retired.trusted()).isTrue();
        assertThat(retired.jwk()).isEqualTo(old.jwk());
        assertThat(keys.all(Purpose.OWNER)).isEmpty();
    }

    @Test
    void two_rotations_in_one_second_leave_the_later_key_signing() {
        var keys = keys();
        keys.rotate(Purpose.MARK);
        var last = keys.rotate(Purpose.MARK);
        assertThat(keys.current(Purpose.MARK)).isEqualTo(last);
        assertThat(keys.all(Purpose.MARK).stream().filter(SigningKey::active)).containsExactly(last);
    }

    @Test
    void after_a_rotation_that_broke_off_the_newest_key_signs() throws IOException {
        var keys = keys();
        var old = keys.current(Purpose.MARK);
        var before = Files.readString(file(old.kid()));
        now = now.plusSeconds(60);
        var made = keys.rotate(Purpose.MARK);
        Files.writeString(file(old.kid()), before);
        assertThat(keys().current(Purpose.MARK)).isEqualTo(made);
    }

    @Test
    void a_rotation_reaches_another_running_program_within_seconds() {
        var running = keys();
        running.current(Purpose.MARK);
        var made = keys().rotate(Purpose.MARK);
        long until = System.nanoTime() + 3_000_000_000L;
        while (!running.current(Purpose.MARK).equals(made) && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(running.current(Purpose.MARK)).isEqualTo(made);
    }

    @Test
    void a_revoked_key_signs_nothing_its_private_part_is_gone_and_the_next_takes_over() throws IOException {
        var keys = keys();
        var old = keys.current(Purpose.MARK);
        now = now.plusSeconds(3600);
        var revoked = keys.revoke(old.kid(), "The disk was stolen.");
        assertThat(revoked.revoked()).isEqualTo(now);
        assertThat(revoked.reason()).isEqualTo("The disk was stolen.");
        assertThat(keys.named(old.kid()).orElseThrow().trusted()).isFalse();
        assertThat(keys.current(Purpose.MARK).kid()).isEqualTo("mark-2026-2");
        assertThat(Files.readString(file(old.kid())))
                .doesNotContain("\"private\"")
                .contains("\"public\"");
        assertThatThrownBy(() -> keys.sign(old.kid(), MESSAGE)).hasMessageContaining("signs nothing");
        assertThatThrownBy(() -> keys.revoke(old.kid(), "again")).hasMessageContaining("revoked already");
        assertThatThrownBy(() -> keys.revoke("mark-1999-1", "x")).hasMessageContaining("There is no key mark-1999-1");
    }

    @Test
    void a_retired_key_can_be_revoked_and_the_current_one_stays() {
        var keys = keys();
        var old = keys.current(Purpose.MARK);
        var current = keys.rotate(Purpose.MARK);
        keys.revoke(old.kid(), "It was copied.");
        assertThat(keys.current(Purpose.MARK)).isEqualTo(current);
        assertThat(keys.all(Purpose.MARK)).hasSize(2);
    }

    @Test
    void many_threads_on_an_empty_folder_make_one_key() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = keys();
            List<Future<String>> made = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() ->
                            (i % 2 == 0 ? one : keys()).current(Purpose.MARK).kid()))
                    .toList();
            for (var kid : made) {
                assertThat(kid.get()).isEqualTo("mark-2026-1");
            }
        }
        assertThat(keys().all(Purpose.MARK)).hasSize(1);
    }

    @Test
    void signing_and_rotating_at_once_never_fails() throws InterruptedException, ExecutionException {
        var keys = keys();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> signed = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        for (int n = 0; n < 100; n++) {
                            keys.jwt(Purpose.MARK, "trust-mark+jwt", Map.of("n", n));
                        }
                        return i;
                    }))
                    .toList();
            for (int n = 0; n < 10; n++) {
                keys.rotate(Purpose.MARK);
            }
            for (var one : signed) {
                assertThat(one.get()).isNotNegative();
            }
        }
    }

    @Test
    void a_damaged_file_is_named_and_never_quoted() throws IOException {
        var keys = keys();
        keys.current(Purpose.MARK);
        var content = Files.readString(file("mark-2026-1"));
        var secret = content.replaceAll("(?s).*\"private\":\"([^\"]+)\".*", "$1");
        Files.writeString(file("mark-2026-1"), content.replace("\"kid\":\"mark-2026-1\"", "\"kid\":7"));
        assertThatThrownBy(() -> keys().current(Purpose.MARK))
                .isInstanceOf(KeysUnusable.class)
                .hasMessageContaining("mark-2026-1.json is damaged")
                .hasNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(secret);
        Files.writeString(file("mark-2026-1"), content.replace(secret.substring(10, 30), "AAAA"));
        assertThatThrownBy(() -> keys().current(Purpose.MARK)).hasMessageContaining("is damaged");
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws IOException {
        var blocked = Files.writeString(folder.resolve("file"), "not a folder");
        var keys = Keys.in(blocked, InstantSource.fixed(now));
        assertThatThrownBy(() -> keys.current(Purpose.MARK)).hasMessageContaining("cannot be written");
    }

    @Test
    void nothing_private_can_be_printed_or_handed_out() throws IOException {
        var keys = keys();
        var key = keys.current(Purpose.MARK);
        var secret = Files.readString(file(key.kid())).replaceAll("(?s).*\"private\":\"([^\"]+)\".*", "$1");
        var read = KeyFile.read(file(key.kid()));
        assertThat(keys + " " + key + " " + read + " " + read.part())
                .doesNotContain(secret.substring(40, 60))
                .doesNotContain("\"d\"");
        assertThat(key.jwk().isPrivate()).isFalse();
        assertThat(keys.named("mark-2026-9")).isEqualTo(Optional.empty());
    }
}
