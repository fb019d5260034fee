package org.touchstone.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The sandbox asked directly, without the platform: what a plain client of Java needs for the same question. */
final class OutsideWorld {

    private static final Pattern READY = Pattern.compile("sandbox ready (\\S+) .* https (\\d+) dns \\d+ ca (.+)");

    private final URI registries;
    private final int tlsPort;
    private final SSLContext tls;
    private final HttpClient client = HttpClient.newHttpClient();

    private OutsideWorld(URI registries, int tlsPort, SSLContext tls) {
        this.registries = registries;
        this.tlsPort = tlsPort;
        this.tls = tls;
    }

    /** As the log of the sandbox says. */
    static OutsideWorld of(Path log) throws IOException, GeneralSecurityException {
        var ready = Files.readAllLines(log).stream()
                .map(READY::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow();
        var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        try (var file = Files.newInputStream(Path.of(ready.group(3)))) {
            anchors.setCertificateEntry(
                    "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new OutsideWorld(URI.create(ready.group(1)), Integer.parseInt(ready.group(2)), tls);
    }

    /** Asks the register of companies; milliseconds until the answer. */
    double register(String legalId) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var answer = client.send(
                HttpRequest.newBuilder(registries.resolve("/business/lookup"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"legalId\":\"" + legalId + "\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    /** Fetches the home page of a website over a connection of its own, certificate checked; milliseconds until it is there. */
    double page(String host) throws IOException {
        long begun = System.nanoTime();
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), tlsPort);
                var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, tlsPort, true)) {
            plain.setTcpNoDelay(true);
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException(answer);
            }
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    /** How many pages a second come when so many are fetched at a time. */
    double pagesPerSecond(List<String> hosts, int pages, int atOnce) throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        try (var threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            var all = IntStream.range(0, pages)
                    .<Future<Double>>mapToObj(i -> threads.submit(() -> page(hosts.get(i % hosts.size()))))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
        return pages / ((System.nanoTime() - begun) / 1e9);
    }
}
