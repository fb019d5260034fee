package org.touchstone.sandbox;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the program was started with.
 *
 * @param data the folder in which everything is kept; without it, memory
 * @param parent the process without which the sandbox is not needed any more
 */
record Options(Ports ports, Optional<Path> data, Optional<Long> parent) {

    /** Where it listens; 0 is any free port. */
    record Ports(int http, int smtp, int imap, int web, int webTls, int dns) {

        static final Ports ANY = new Ports(0, 0, 0, 0, 0, 0);

        private Ports with(String name, int port) {
            return switch (name) {
                case "--port" -> new Ports(port, smtp, imap, web, webTls, dns);
                case "--smtp-port" -> new Ports(http, port, imap, web, webTls, dns);
                case "--imap-port" -> new Ports(http, smtp, port, web, webTls, dns);
                case "--web-port" -> new Ports(http, smtp, imap, port, webTls, dns);
                case "--web-tls-port" -> new Ports(http, smtp, imap, web, port, dns);
                case "--dns-port" -> new Ports(http, smtp, imap, web, webTls, port);
                default -> throw new IllegalArgumentException(USAGE);
            };
        }
    }

    static final String USAGE = "usage: touchstone-sandbox [--port 8081] [--smtp-port 8082] [--imap-port 8083]"
            + " [--web-port 8084] [--web-tls-port 8085] [--dns-port 8086] [--data DIR] [--parent PID]";

    static Options of(String... arguments) {
        var options = new Options(new Ports(8081, 8082, 8083, 8084, 8085, 8086), Optional.empty(), Optional.empty());
        Iterator<String> left = List.of(arguments).iterator();
        while (left.hasNext()) {
            String name = left.next();
            if (!left.hasNext()) {
                throw new IllegalArgumentException(USAGE);
            }
            options = options.with(name, left.next());
        }
        return options;
    }

    private Options with(String name, String value) {
        try {
            return switch (name) {
                case "--data" -> new Options(ports, Optional.of(Path.of(value)), parent);
                case "--parent" -> new Options(ports, data, Optional.of(Long.parseLong(value)));
                default -> new Options(ports.with(name, port(value)), data, parent);
            };
        } catch (NumberFormatException | InvalidPathException e) {
            throw new IllegalArgumentException(USAGE, e);
        }
    }

    private static int port(String value) {
        int port = Integer.parseInt(value);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(USAGE);
        }
        return port;
    }
}
