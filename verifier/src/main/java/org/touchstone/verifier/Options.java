package org.touchstone.verifier;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param source a directory or an address
 * @param logKey the key the log must be signed with; the one the site names where absent
 * @param remember a file with the head of the log as it was last seen, and will be seen next
 * @param witnesses a file with keys of witnesses, one to a line; those the site names where absent
 */
record Options(String source, Optional<String> logKey, Optional<Path> remember, Optional<Path> witnesses) {

    static Options parse(List<String> arguments) throws UnreadableInput {
        @Nullable String source = null;
        @Nullable String logKey = null;
        @Nullable String remember = null;
        @Nullable String witnesses = null;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--log-key" -> logKey = value(argument, rest);
                case "--remember" -> remember = value(argument, rest);
                case "--witnesses" -> witnesses = value(argument, rest);
                default -> {
                    if (source != null || argument.startsWith("--")) {
                        throw usage();
                    }
                    source = argument;
                }
            }
        }
        if (source == null) {
            throw usage();
        }
        return new Options(
                source,
                Optional.ofNullable(logKey),
                Optional.ofNullable(remember).map(Path::of),
                Optional.ofNullable(witnesses).map(Path::of));
    }

    private static String value(String option, Iterator<String> rest) throws UnreadableInput {
        if (rest.hasNext()) {
            return rest.next();
        }
        throw new UnreadableInput("The option %s needs a value.".formatted(option));
    }

    private static UnreadableInput usage() {
        return new UnreadableInput(
                "Name one directory or address, for example: touchstone verify http://localhost:8080");
    }
}
