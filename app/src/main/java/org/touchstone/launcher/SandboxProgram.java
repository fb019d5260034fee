package org.touchstone.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.touchstone.foundation.PlainSentence;

/**
 * The sandbox beside the platform: a program of its own that stands in for the world outside. Ends with us, also when we are
 * killed.
 *
 * @param url where it answers
 * @param smtpPort where it takes mail
 * @param imapPort where mail to us is read
 * @param webPort where shops' websites are served in the clear
 * @param webTlsPort where they are served over TLS
 * @param dnsPort where their names are asked for, over UDP and TCP
 * @param ca the certificate, as PEM, that those of the websites are signed with
 */
record SandboxProgram(
        Process process, URI url, int smtpPort, int imapPort, int webPort, int webTlsPort, int dnsPort, Path ca)
        implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile("sandbox ready (\\S+) smtp (\\d+) imap (\\d+) http (\\d+) https (\\d+) dns (\\d+) ca (.+)");

    static SandboxProgram start(Path data) {
        var jar = jar();
        try {
            Files.createDirectories(data);
            var log = data.resolve("sandbox.log").toFile();
            var process = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            jar.toString(),
                            "--port",
                            "0",
                            "--smtp-port",
                            "0",
                            "--imap-port",
                            "0",
                            "--web-port",
                            "0",
                            "--web-tls-port",
                            "0",
                            "--dns-port",
                            "0",
                            "--data",
                            data.toString(),
                            "--parent",
                            String.valueOf(ProcessHandle.current().pid())))
                    .redirectError(log)
                    .start();
            return ready(process, log.toPath());
        } catch (IOException e) {
            throw new PlainSentence("The sandbox did not start: " + e.getMessage() + ".", e);
        }
    }

    private static SandboxProgram ready(Process process, Path log) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            var ready = READY.matcher(line);
            if (ready.matches()) {
                drain(reader);
                return new SandboxProgram(
                        process,
                        URI.create(ready.group(1)),
                        Integer.parseInt(ready.group(2)),
                        Integer.parseInt(ready.group(3)),
                        Integer.parseInt(ready.group(4)),
                        Integer.parseInt(ready.group(5)),
                        Integer.parseInt(ready.group(6)),
                        Path.of(ready.group(7)));
            }
        }
        throw new PlainSentence("The sandbox did not start; see " + log + ".");
    }

    private static void drain(BufferedReader reader) {
        Thread.ofVirtual().start(() -> reader.lines().forEach(line -> {}));
    }

    private static Path jar() {
        var named = System.getProperty("touchstone.sandbox.jar");
        if (named == null || !Files.exists(Path.of(named))) {
            throw new PlainSentence("The sandbox program is missing; start with ./touchstone, which builds it.");
        }
        return Path.of(named);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
