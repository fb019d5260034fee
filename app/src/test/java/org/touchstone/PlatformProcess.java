package org.touchstone;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The platform as a process of its own, as the launcher starts it, always at one address: to be killed and started again. */
final class PlatformProcess implements AutoCloseable {

    private final String database;
    private final Path data;
    private final List<String> options;
    private final int port;
    private @Nullable Process process;

    PlatformProcess(String database, Path data, List<String> options) {
        this.database = database;
        this.data = data;
        this.options = options;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String database() {
        return database;
    }

    Path data() {
        return data;
    }

    Http http() {
        return new Http("http://127.0.0.1:" + port);
    }

    /** Starts it and waits until it is ready. */
    void start() {
        try {
            var started = launch();
            var output = new BufferedReader(started.inputReader(StandardCharsets.UTF_8));
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("is ready at")) {
                    Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                    return;
                }
            }
            throw new IllegalStateException(Files.readString(errors()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it and kills it after a while, ready or not. */
    void startAndKill(Duration after) {
        try {
            launch().waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
            kill();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx320m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dspring.datasource.hikari.maximum-pool-size=20",
                "-cp",
                System.getProperty("java.class.path"),
                Touchstone.class.getName(),
                "start",
                "--empty",
                "--port",
                String.valueOf(port),
                "--data",
                data.toString()));
        command.addAll(options);
        var started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()))
                .start();
        process = started;
        return started;
    }

    private Path errors() {
        return data.resolve("process.err");
    }

    /** As {@code kill -9} does: nothing is closed, nothing is finished. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
        Installation.waitForDisk(false);
    }
}
