package org.touchstone.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What every visitor of every shop loads, beside nginx serving the very same bytes with the same headers on the same machine in
 * the same run. Loaded by wrk, in turns, so that what else goes on meets both.
 */
final class BadgeBench {

    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path WRK = Path.of("/usr/bin/wrk");
    private static final int ROUNDS = 7;
    private static final Duration WARMING = Duration.ofSeconds(8);
    private static final Duration ROUND = Duration.ofSeconds(4);

    /** Made by the server for each answer, or meant for one connection only. */
    private static final List<String> OF_THE_SERVER = List.of(
            "date", "server", "connection", "keep-alive", "content-length", "content-type", "transfer-encoding");

    private final String base;
    private final Bench bench;
    private final HttpClient client = HttpClient.newHttpClient();

    BadgeBench(String base, Bench bench) {
        this.base = base;
        this.bench = bench;
    }

    void run() throws Exception {
        for (var needed : List.of(NGINX, WRK)) {
            if (!Files.isExecutable(needed)) {
                System.out.println("badge beside nginx: skipped: " + needed.getFileName() + " missing");
                return;
            }
        }
        var code = Bench.found("\"mark\":\\{\"code\":\"([^\"]+)\"", bench.get("/api/v1/websites/nilgoonafzar.example"));
        tellLoad("at the beginning");
        System.out.println(
                "beside nginx, same bytes and headers        per second     p99 ms   nginx a second   ratio");
        beside("badge, packed", "/m/" + code + "/badge.svg?l=fa", true);
        beside("badge, plain", "/m/" + code + "/badge.svg?l=fa", false);
        beside("statement", "/m/" + code + "/statement", false);
        tellLoad("at the end");
    }

    private void beside(String name, String path, boolean packed) throws Exception {
        var answer = fetch(path, packed);
        if (answer.statusCode() != 200) {
            System.out.println(name + ": skipped: " + path + " answers " + answer.statusCode());
            return;
        }
        var folder = Files.createTempDirectory("touchstone-bench");
        try (var nginx = Nginx.serving(folder, path, answer)) {
            load(base + path, packed, WARMING);
            load(nginx.address() + path, packed, Duration.ofSeconds(2));
            var ours = new ArrayList<Load>();
            var theirs = new ArrayList<Load>();
            for (int i = 0; i < ROUNDS; i++) {
                theirs.add(load(nginx.address() + path, packed, ROUND));
                ours.add(load(base + path, packed, ROUND));
            }
            System.out.printf(
                    "%-44s %10.0f %10.2f %16.0f   %.2f%n",
                    name + " (" + answer.body().length + " bytes)",
                    median(ours.stream().mapToDouble(Load::perSecond)),
                    ours.stream().mapToDouble(Load::p99).max().orElse(0),
                    median(theirs.stream().mapToDouble(Load::perSecond)),
                    // Of neighbours in time: what else the machine does meets both.
                    median(IntStream.range(0, ROUNDS)
                            .mapToDouble(
                                    i -> ours.get(i).perSecond() / theirs.get(i).perSecond())));
        } finally {
            delete(folder);
        }
    }

    private HttpResponse<byte[]> fetch(String path, boolean packed) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Referer", "https://nilgoonafzar.example/");
        if (packed) {
            request.header("Accept-Encoding", "gzip");
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private record Load(double perSecond, double p99) {}

    private static double median(DoubleStream figures) {
        var sorted = figures.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void tellLoad(String when) {
        System.out.printf(
                "load %s: %.1f%n",
                when, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static Load load(String address, boolean packed, Duration length) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                WRK.toString(),
                "-t",
                "1",
                "-c",
                "32",
                "-d",
                length.toSeconds() + "s",
                "--latency",
                "-H",
                "Referer: https://nilgoonafzar.example/"));
        if (packed) {
            command.addAll(List.of("-H", "Accept-Encoding: gzip"));
        }
        command.add(address);
        var wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (var out = wrk.inputReader()) {
            said = out.lines().collect(Collectors.joining("\n"));
        }
        wrk.waitFor();
        if (said.contains("Non-2xx")) {
            throw new IllegalStateException(said);
        }
        var p99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)\\b").matcher(said);
        if (!p99.find()) {
            throw new IllegalStateException(said);
        }
        double factor = switch (p99.group(2)) {
            case "us" -> 0.001;
            case "ms" -> 1;
            default -> 1000;
        };
        return new Load(
                Double.parseDouble(Bench.found("Requests/sec:\\s+([\\d.]+)", said)),
                Double.parseDouble(p99.group(1)) * factor);
    }

    /** An nginx of its own that serves one file. */
    private record Nginx(Process process, String address) implements AutoCloseable {

        static Nginx serving(Path folder, String path, HttpResponse<byte[]> answer) throws Exception {
            Files.write(folder.resolve("file"), answer.body());
            int port = freePort();
            var headers = answer.headers().map().entrySet().stream()
                    .filter(h -> !OF_THE_SERVER.contains(h.getKey()))
                    .flatMap(h -> h.getValue().stream()
                            .map(v -> "add_header %s '%s' always;".formatted(h.getKey(), v.replace("'", "\\'"))))
                    .collect(Collectors.joining("\n      "));
            var type = answer.headers().firstValue("content-type").orElse("application/octet-stream");
            var user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
            Files.writeString(folder.resolve("nginx.conf"), """
                    %s
                    daemon off;
                    worker_processes auto;
                    pid %2$s/pid;
                    error_log %2$s/error.log;
                    events { worker_connections 1024; }
                    http {
                      access_log off;
                      sendfile on;
                      tcp_nopush on;
                      keepalive_requests 1000000;
                      open_file_cache max=10;
                      client_body_temp_path %2$s; proxy_temp_path %2$s; fastcgi_temp_path %2$s; uwsgi_temp_path %2$s; scgi_temp_path %2$s;
                      server {
                        listen 127.0.0.1:%3$d;
                        etag off;
                        location = %4$s {
                          alias %2$s/file;
                          default_type '%5$s';
                          %6$s
                        }
                      }
                    }
                    """.formatted(
                            user, folder, port, path.replaceFirst("\\?.*", ""), type, headers));
            var process = new ProcessBuilder(
                            NGINX.toString(), "-e", folder + "/error.log", "-c", folder + "/nginx.conf")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile())
                    .start();
            var nginx = new Nginx(process, "http://127.0.0.1:" + port);
            nginx.awaitSame(path, answer.body(), folder);
            return nginx;
        }

        private void awaitSame(String path, byte[] expected, Path folder) throws Exception {
            try (var client = HttpClient.newHttpClient()) {
                for (int i = 0; i < 100 && process.isAlive(); i++) {
                    try {
                        var got = client.send(
                                HttpRequest.newBuilder(URI.create(address + path))
                                        .build(),
                                BodyHandlers.ofByteArray());
                        if (!Arrays.equals(got.body(), expected)) {
                            throw new IllegalStateException("nginx serves something else: " + got.statusCode());
                        }
                        return;
                    } catch (IOException e) {
                        Thread.sleep(50);
                    }
                }
            }
            close();
            throw new IllegalStateException("nginx did not start: " + Files.readString(folder.resolve("out")));
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (process.waitFor(5, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
