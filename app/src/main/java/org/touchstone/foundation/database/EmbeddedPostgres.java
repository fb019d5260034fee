package org.touchstone.foundation.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.touchstone.foundation.PlainSentence;

/**
 * A real PostgreSQL of our own in one folder: durable (fsync on), reachable on loopback only, behind a password that only the
 * folder's owner can read. Works as root and as an ordinary user. A server left behind by a killed program is taken over; a
 * server that is killed while we run is started again.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "touchstone";

    private final Path home;
    private final PostgresBinaries binaries;
    private final boolean startedHere;
    private ProcessHandle server;
    private int port;
    private volatile boolean closing;

    private EmbeddedPostgres(Path home, PostgresBinaries binaries) {
        this.home = home;
        this.binaries = binaries;
        makeCluster();
        var running = running();
        if (running.isPresent()) {
            startedHere = false;
            server = running.get();
            port = portOfRunning();
        } else {
            startedHere = true;
            server = launch();
        }
    }

    /** Starts the server of the folder, or takes over the one that runs there. The folder is made when missing. */
    public static EmbeddedPostgres start(Path home) {
        var absolute = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw new PlainSentence(
                    "The data folder " + absolute + " cannot be written; choose another with --data DIR.", e);
        }
        var postgres = new EmbeddedPostgres(absolute, PostgresBinaries.unpackedIn(absolute.resolve("postgresql-18")));
        try {
            postgres.awaitReady();
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
        postgres.keepAlive();
        return postgres;
    }

    /** Whether this program started the server, rather than finding it running. */
    public boolean startedHere() {
        return startedHere;
    }

    /** Address of a database of this server. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The only user. */
    public String user() {
        return USER;
    }

    /** The user's password, made at first start. */
    public String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new PlainSentence("The file " + passwordFile() + " cannot be read; run as the user who owns it.", e);
        }
    }

    /** Process number of the server. */
    public long pid() {
        return server.pid();
    }

    /** Stops the server quickly and in good order. Does nothing to a server that another program started. */
    @Override
    public void close() {
        closing = true;
        if (startedHere) {
            stop();
        }
    }

    /** Stops the server whoever started it. */
    public void stop() {
        closing = true;
        run(List.of(binaries.program("pg_ctl"), "stop", "-D", cluster().toString(), "-m", "fast", "-w", "-t", "60"));
    }

    private Path cluster() {
        return home.resolve("cluster");
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private void makeCluster() {
        if (Files.exists(cluster().resolve("PG_VERSION"))) {
            return;
        }
        var making = home.resolve("cluster.new");
        try {
            Folders.delete(making);
            Folders.writePrivately(passwordFile(), randomPassword());
            run(List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + making,
                    "--username=" + USER,
                    "--pwfile=" + passwordFile(),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions"));
            Files.move(making, cluster());
        } catch (IOException e) {
            throw new PlainSentence("The data folder " + home + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static String randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private ProcessHandle launch() {
        port = port == 0 ? freePort() : port;
        var command = new ArrayList<>(binaries.detached());
        command.addAll(List.of(
                binaries.program("postgres"),
                "-D",
                cluster().toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=120",
                "-c",
                "shared_buffers=256MB",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC"));
        var logFile = home.resolve("postgresql.log").toFile();
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile))
                    .start()
                    .toHandle();
        } catch (IOException e) {
            throw new PlainSentence("PostgreSQL did not start: " + e.getMessage() + ".", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PlainSentence("No free port was found for PostgreSQL: " + e.getMessage() + ".", e);
        }
    }

    private Optional<ProcessHandle> running() {
        return pidFile()
                .flatMap(lines ->
                        ProcessHandle.of(Long.parseLong(lines.getFirst().strip())))
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info().command().map(c -> c.endsWith("postgres")).orElse(true));
    }

    private int portOfRunning() {
        return pidFile()
                .filter(lines -> lines.size() > 3)
                .map(lines -> Integer.parseInt(lines.get(3).strip()))
                .orElseThrow(() -> new PlainSentence("PostgreSQL is just starting in " + home + "; try again."));
    }

    private Optional<List<String>> pidFile() {
        var file = cluster().resolve("postmaster.pid");
        try {
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
        } catch (IOException e) {
            throw new PlainSentence("The file " + file + " cannot be read; run as the user who owns it.", e);
        }
    }

    private void awaitReady() {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        @Nullable SQLException last = null;
        while (System.nanoTime() < end && server.isAlive()) {
            try (var connection = DriverManager.getConnection(url("postgres"), USER, password())) {
                connection.isValid(5);
                return;
            } catch (SQLException e) {
                last = e;
                pause();
            }
        }
        var sentence = "PostgreSQL did not become ready; see the end of " + home.resolve("postgresql.log") + ".";
        throw last == null ? new PlainSentence(sentence) : new PlainSentence(sentence, last);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keepAlive() {
        var _ = server.onExit().thenRun(() -> {
            if (!closing) {
                log.warn("PostgreSQL ended unexpectedly; starting it again");
                restartOnSamePort();
            }
        });
    }

    /** The platform's connections know this port; the children of a killed server may need a moment to end. */
    private void restartOnSamePort() {
        for (int attempt = 0; attempt < 20 && !closing; attempt++) {
            server = launch();
            try {
                awaitReady();
                keepAlive();
                return;
            } catch (PlainSentence e) {
                log.warn("PostgreSQL is not back yet: {}", e.getMessage());
                pause();
            }
        }
    }

    private void run(List<String> command) {
        var asUser = new ArrayList<>(binaries.prefix());
        asUser.addAll(command);
        try {
            var process = new ProcessBuilder(asUser).redirectErrorStream(true).start();
            var output = read(process.getInputStream());
            if (process.waitFor() != 0) {
                throw new PlainSentence(
                        "PostgreSQL's " + Path.of(command.getFirst()).getFileName() + " failed: "
                                + output.strip().lines().reduce((a, b) -> b).orElse("no output") + ".");
            }
        } catch (IOException e) {
            throw new PlainSentence("PostgreSQL's programs cannot be run: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(@Nullable InputStream stream) throws IOException {
        return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
