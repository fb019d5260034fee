package org.touchstone.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.sandbox.Options.Ports;

/** The program as a process, as the launcher starts it. */
class ProgramTest {

    @Test
    void it_says_where_it_listens_and_ends_with_its_parent() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        Process program = start(anyPorts("--parent", String.valueOf(parent.pid())));
        try (var out = program.inputReader(UTF_8)) {
            Matcher ready = Pattern.compile(
                            "sandbox ready (http://127\\.0\\.0\\.1:\\d+) smtp \\d+ imap \\d+ http \\d+ https \\d+ dns \\d+ ca /.*")
                    .matcher(Optional.ofNullable(out.readLine()).orElse(""));
            assertThat(ready.matches()).isTrue();
            URI health = URI.create(ready.group(1) + "/health");
            assertThat(RunningSandbox.send(HttpRequest.newBuilder(health)).text())
                    .isEqualTo("{\"status\":\"UP\"}");

            parent.destroyForcibly();

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            parent.destroyForcibly();
            program.destroyForcibly();
        }
    }

    @Test
    void a_port_in_use_is_told_in_one_line() throws Exception {
        try (var running = RunningSandbox.inMemory()) {
            Process program =
                    start(anyPorts("--port", String.valueOf(running.address().getPort())));
            try (var errors = program.errorReader(UTF_8)) {
                assertThat(errors.readAllAsString())
                        .startsWith("sandbox could not start: ")
                        .hasLineCount(1);
                assertThat(program.waitFor()).isEqualTo(1);
            } finally {
                program.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--port 65536", "--colour red", "--parent me"})
    void options_it_does_not_know_are_refused_with_the_usage(String line) {
        assertThatThrownBy(() -> Options.of(line.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(Options.USAGE);
    }

    @Test
    void options_have_defaults() {
        assertThat(Options.of())
                .isEqualTo(
                        new Options(new Ports(8081, 8082, 8083, 8084, 8085, 8086), Optional.empty(), Optional.empty()));
        assertThat(Options.of(
                        "--data",
                        "d",
                        "--parent",
                        "7",
                        "--smtp-port",
                        "0",
                        "--port",
                        "1",
                        "--web-port",
                        "2",
                        "--web-tls-port",
                        "3",
                        "--dns-port",
                        "4"))
                .isEqualTo(new Options(new Ports(1, 0, 8083, 2, 3, 4), Optional.of(Path.of("d")), Optional.of(7L)));
    }

    private static String[] anyPorts(String... more) {
        List<String> arguments = new ArrayList<>();
        for (String name : List.of("", "smtp-", "imap-", "web-", "web-tls-", "dns-")) {
            arguments.addAll(List.of("--" + name + "port", "0"));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Sandbox.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
