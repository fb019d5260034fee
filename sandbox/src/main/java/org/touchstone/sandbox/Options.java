package org.touchstone.sandbox;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the program was started with.
 *
 * @param port of HTTP; 0 is any free one
 * @param smtpPort of SMTP; 0 is any free one
 * @param imapPort of IMAP; 0 is any free one
 * @param data the folder in which everything is kept; without it, memory
 * @param parent the process without which the sandbox is not needed any more
 */
record Options(int port, int smtpPort, int imapPort, Optional<Path> data, Optional<Long> parent) {

    static final String USAGE =
            "usage: touchstone-sandbox [--port 8081] [--smtp-port 8082] [--imap-port 8083] [--data DIR] [--parent PID]";

    static Options of(String... arguments) {
        var options = new Options(8081, 8082, 8083, Optional.empty(), Optional.empty());
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
                case "--port" -> new Options(port(value), smtpPort, imapPort, data, parent);
                case "--smtp-port" -> new Options(port, port(value), imapPort, data, parent);
                case "--imap-port" -> new Options(port, smtpPort, port(value), data, parent);
                case "--data" -> new Options(port, smtpPort, imapPort, Optional.of(Path.of(value)), parent);
                case "--parent" -> new Options(port, smtpPort, imapPort, data, Optional.of(Long.parseLong(value)));
                default -> throw new IllegalArgumentException(USAGE);
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
