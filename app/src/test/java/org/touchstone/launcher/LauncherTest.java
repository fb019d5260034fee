package org.touchstone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.Touchstone;
import org.touchstone.foundation.Settings;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/** What an operator reads when something stands in the way: one plain sentence that names the remedy. */
class LauncherTest {

    @TempDir
    Path folder;

    private record Told(int code, String sentence) {}

    private static Told run(String... arguments) {
        var error = System.err;
        var written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            int code = Launcher.run(Touchstone.class, arguments);
            return new Told(code, written.toString(StandardCharsets.UTF_8).strip());
        } finally {
            System.setErr(error);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start --nonsense|There is no option --nonsense",
                "start --port many|The port many is not a number",
                "start --port 70000|is not a number from 0 to 65535",
                "start --data|The option --data needs a value",
                "dance|There is no command dance",
                "keys rotate --purpose marks --database-url jdbc:postgresql://127.0.0.1:1/none|cannot be reached",
                "keys list --shape round|There is no option --shape",
                "start --database-url mysql://x|must look like jdbc:postgresql",
                "start --database-url jdbc:postgresql://127.0.0.1:1/none|cannot be reached"
            })
    void a_wrong_word_is_answered_by_one_sentence(String command, String sentence) {
        var told = run(command.split(" "));
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.sentence())
                .contains(sentence)
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(told.sentence().lines()).hasSize(1);
    }

    @Test
    void an_unknown_key_in_the_file_is_named() throws IOException {
        Files.writeString(folder.resolve("touchstone.properties"), "prot=8080\n");
        var told = run("start", "--data", folder.toString());
        assertThat(told.sentence()).contains("unknown key prot");
        assertThat(told.code()).isEqualTo(2);
    }

    @Test
    void a_data_folder_that_cannot_be_written_is_named() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(run("start", "--data", file + "/data").sentence())
                .contains("cannot be written")
                .contains("--data");
    }

    @Test
    void the_keys_are_listed_without_starting_anything() {
        var keys = Keys.in(folder.resolve("keys"), () -> Instant.parse("2026-11-25T10:00:00Z"));
        keys.current(Purpose.MARK);
        keys.rotate(Purpose.MARK);
        keys.revoke("mark-2026-1", "It was copied.");
        var out = System.out;
        var written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("keys", "list", "--data", folder.toString()).code()).isZero();
        } finally {
            System.setOut(out);
        }
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "mark-2026-1      ES256    since 2026-11-25T10:00:00Z  revoked 2026-11-25T10:00:00Z: It was copied.  (file)",
                        "mark-2026-2      ES256    since 2026-11-25T10:00:00Z  signs  (file)");
    }

    @Test
    void a_busy_port_is_named_before_anything_is_started() throws IOException {
        try (var socket = new ServerSocket(0)) {
            var told = run("start", "--port", String.valueOf(socket.getLocalPort()), "--data", folder.toString());
            assertThat(told.code()).isEqualTo(2);
            assertThat(told.sentence())
                    .isEqualTo("The port " + socket.getLocalPort() + " is in use; choose another with --port N.");
        }
    }

    @Test
    void two_platforms_never_run_on_one_data_folder() {
        try (var lock = DataLock.take(folder)) {
            assertThat(lock.lock().isValid()).isTrue();
            assertThat(run("start", "--port", "0", "--data", folder.toString()).sentence())
                    .contains("runs on the data folder");
        }
    }

    @Test
    void the_doctor_finds_a_busy_port() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var out = System.out;
            var written = new ByteArrayOutputStream();
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            try {
                int code = new Doctor(Options.parse(
                                List.of("--port", String.valueOf(socket.getLocalPort()), "--data", folder.toString()),
                                Set.of()))
                        .examine();
                assertThat(code).isEqualTo(1);
            } finally {
                System.setOut(out);
            }
            assertThat(written.toString(StandardCharsets.UTF_8))
                    .contains("MEND  port", "is in use", "ok    database", "1 to mend");
        }
    }

    /** An option that is taken and handed to nobody would be worse than none. */
    @Test
    void every_setting_of_the_platform_can_be_given() {
        var settings = Arrays.stream(Settings.class.getRecordComponents())
                .map(c -> c.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .filter(name ->
                        !Set.of("data", "base-url", "sandbox", "sandbox-url").contains(name))
                .toList();
        assertThat(Options.forThePlatform()).containsExactlyInAnyOrderElementsOf(settings);
    }
}
