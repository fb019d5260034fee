package org.touchstone.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The platform as an operator starts it: a process of its own on a free port, with an empty data folder. */
final class Installation implements AutoCloseable {

    private static final int SECONDS_TO_START = 180;
    private static final int SECONDS_TO_STOP = 60;
    private static final Pattern SHOPS = Pattern.compile("sandbox ready .*\\bhttp (\\d+)");

    private final Process process;
    private final URI address;
    private final Path data;
    private final Sandbox sandbox;
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch readyOrGone = new CountDownLatch(1);
    private final Thread atExit = new Thread(this::stop, "stop the installation");

    private Installation(Process process, int port, Path data) {
        this.process = process;
        this.address = URI.create("http://localhost:" + port);
        this.data = data;
        this.sandbox = new Sandbox(address);
    }

    /** Starts it; {@link #awaitReady()} says when it can be used. */
    static Installation launch() {
        try {
            var data = Files.createTempDirectory("touchstone-acceptance");
            int port = freePort();
            var process = new ProcessBuilder(
                            Programs.java().toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-Xmx512m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Dtouchstone.sandbox.jar=" + Programs.SANDBOX,
                            "-jar",
                            Programs.PLATFORM.toString(),
                            "start",
                            "--empty",
                            "--port",
                            String.valueOf(port),
                            "--data",
                            data.toString())
                    .redirectErrorStream(true)
                    .start();
            var installation = new Installation(process, port, data);
            Runtime.getRuntime().addShutdownHook(installation.atExit);
            Thread.ofVirtual().start(installation::listen);
            return installation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void listen() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains("Touchstone is ready at")) {
                    readyOrGone.countDown();
                }
            }
        } catch (IOException e) {
            said.add("(no more is heard: " + e.getMessage() + ")");
        }
        readyOrGone.countDown();
    }

    Installation awaitReady() {
        try {
            boolean heard = readyOrGone.await(SECONDS_TO_START, TimeUnit.SECONDS);
            if (!heard || !process.isAlive()) {
                var log = String.join("\n", List.copyOf(said));
                close();
                throw new IllegalStateException("The platform did not start. It said:\n" + log);
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The port on which the sandbox serves the shops of the world outside in the clear. */
    int shops() {
        try (var files = Files.walk(data)) {
            var log = files.filter(file -> file.endsWith("sandbox.log"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(log).stream()
                    .map(SHOPS::matcher)
                    .filter(Matcher::find)
                    .map(line -> Integer.parseInt(line.group(1)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return address;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** What went wrong inside, as its log says; nothing in a sound installation. */
    List<String> complaintsOfItsLog() {
        return List.copyOf(said).stream()
                .filter(line -> line.contains(" ERROR "))
                .toList();
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** As an operator stops it, and not longer than that may take. Whatever it started ends with it. */
    private void stop() {
        var children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            for (var child : children) {
                if (!ended(child)) {
                    child.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(data);
    }

    private static boolean ended(ProcessHandle process) throws InterruptedException {
        for (int i = 0; i < 50 && process.isAlive(); i++) {
            Thread.sleep(100);
        }
        return !process.isAlive();
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The folder " + folder + " could not be removed: " + e.getMessage());
        }
    }
}
