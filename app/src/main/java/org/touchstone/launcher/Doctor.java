package org.touchstone.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.touchstone.foundation.PlainSentence;

/** Looks for what would keep the platform from running, and names the remedy of each. */
final class Doctor {

    private final Options options;
    private int troubles;

    Doctor(Options options) {
        this.options = options;
    }

    private interface Look {
        String at() throws IOException;
    }

    /** Returns 0 when all is well, 1 otherwise. */
    int examine() {
        look("Java", () -> "version " + Runtime.version());
        look("memory", Doctor::memory);
        look("data folder", this::dataFolder);
        look("disk", this::disk);
        look("port", this::port);
        look("database", this::database);
        System.out.println(troubles == 0 ? "Nothing stands in the way." : troubles + " to mend.");
        return troubles == 0 ? 0 : 1;
    }

    private void look(String what, Look look) {
        try {
            System.out.printf("  ok    %-12s %s%n", what, look.at());
        } catch (PlainSentence | IOException e) {
            troubles++;
            System.out.printf("  MEND  %-12s %s%n", what, e.getMessage());
        }
    }

    private static String memory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        if (megabytes < 400) {
            throw new PlainSentence("only " + megabytes + " MB for the platform; give the machine 2 GB.");
        }
        return megabytes + " MB for the platform";
    }

    private String dataFolder() throws IOException {
        var data = options.data();
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "doctor", ".tmp"));
        } catch (IOException e) {
            throw new PlainSentence(data + " cannot be written; choose another with --data DIR.", e);
        }
        return data.toString();
    }

    private String disk() throws IOException {
        Path place = options.data();
        long free =
                Files.getFileStore(Files.exists(place) ? place : Path.of(".")).getUsableSpace() >> 20;
        if (free < 1000) {
            throw new PlainSentence(
                    "only " + free + " MB are free; make room or choose another folder with --data DIR.");
        }
        return free + " MB free";
    }

    private String port() {
        try (var socket = new ServerSocket(options.port(), 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() + " is free";
        } catch (IOException e) {
            throw new PlainSentence(
                    options.port() + " is in use (by a running platform?); choose another with --port N.", e);
        }
    }

    private String database() {
        try (var database = Database.open(options)) {
            return "answers at " + database.url().replaceAll("[?].*", "");
        }
    }
}
