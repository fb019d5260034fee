package org.touchstone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real S3 server, a program of its own, with one bucket in a folder. */
final class S3Server implements AutoCloseable {

    private static final Path JAR = Path.of("target/s3-server/s3-server.jar");

    private final Process process;
    private final int port;
    private final Path bucket;

    private S3Server(Process process, int port, Path bucket) {
        this.process = process;
        this.port = port;
        this.bucket = bucket;
    }

    static S3Server start() {
        try {
            var home = Files.createTempDirectory("s3-server");
            var bucket = Files.createDirectories(home.resolve("buckets/touchstone"));
            int port = freePort();
            var settings =
                    Files.writeString(home.resolve("server.properties"), """
                            s3proxy.endpoint=http://127.0.0.1:%d
                            s3proxy.authorization=aws-v2-or-v4
                            s3proxy.identity=test-key
                            s3proxy.credential=test-secret
                            jclouds.provider=filesystem-nio2
                            jclouds.identity=none
                            jclouds.credential=none
                            jclouds.filesystem.basedir=%s
                            """.formatted(port, bucket.getParent()));
            var process = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            JAR.toString(),
                            "--properties",
                            settings.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("server.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var server = new S3Server(process, port, bucket);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end && process.isAlive()) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("the S3 server did not start");
    }

    /** Where the contents of the bucket lie. */
    Path bucket() {
        return bucket;
    }

    /** Settings of an installation that keeps its evidence there. */
    String[] settings() {
        return new String[] {
            "--touchstone.evidence-s3-endpoint=http://127.0.0.1:" + port,
            "--touchstone.evidence-s3-bucket=touchstone",
            "--touchstone.evidence-s3-access-key=test-key",
            "--touchstone.evidence-s3-secret-key=test-secret"
        };
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
