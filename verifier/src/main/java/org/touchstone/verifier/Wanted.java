package org.touchstone.verifier;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked to do.
 *
 * @param source a directory, an address, or a file of recorded answers
 * @param onlyFigures whether nothing but the figures is checked
 * @param onlyLog whether, beside the figures, nothing but the log is checked
 * @param sample how many marks to look at; 0 for all
 * @param logKey the key the log must be signed with; the one the site names where absent
 * @param remember a file with the head of the log as it was last seen, and will be seen next
 * @param witnesses a file with keys of witnesses, one to a line; those the site names where absent
 */
record Wanted(
        String source,
        boolean isToJudge,
        boolean onlyFigures,
        boolean onlyLog,
        int sample,
        Optional<String> logKey,
        Optional<Path> remember,
        Optional<Path> witnesses) {

    /** Refused: no source or several, an option that does not exist or has no value, a sample that is no number. */
    static Wanted of(List<String> args) throws UnreadableInput {
        String source = "";
        boolean judge = false;
        boolean onlyFigures = false;
        boolean onlyLog = false;
        int sample = 0;
        @Nullable String logKey = null;
        @Nullable String remember = null;
        @Nullable String witnesses = null;
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--judge" -> judge = true;
                case "--figures" -> onlyFigures = true;
                case "--log" -> onlyLog = true;
                case "--sample" -> sample = number(rest.hasNext() ? rest.next() : "");
                case "--log-key" -> logKey = value(argument, rest);
                case "--remember" -> remember = value(argument, rest);
                case "--witnesses" -> witnesses = value(argument, rest);
                default -> {
                    if (!source.isEmpty() || argument.isEmpty() || argument.startsWith("--")) {
                        throw refused();
                    }
                    source = argument;
                }
            }
        }
        if (source.isEmpty()) {
            throw refused();
        }
        return new Wanted(
                source,
                judge,
                onlyFigures,
                onlyLog,
                sample,
                Optional.ofNullable(logKey),
                Optional.ofNullable(remember).map(Path::of),
                Optional.ofNullable(witnesses).map(Path::of));
    }

    private static int number(String text) throws UnreadableInput {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new UnreadableInput("--sample is a number from 1 on.");
        }
        return Integer.parseInt(text);
    }

    private static String value(String option, Iterator<String> rest) throws UnreadableInput {
        if (rest.hasNext()) {
            return rest.next();
        }
        throw new UnreadableInput("The option %s needs a value.".formatted(option));
    }

    private static UnreadableInput refused() {
        return new UnreadableInput(
                "Name one directory or address, for example: touchstone verify http://localhost:8080");
    }
}
