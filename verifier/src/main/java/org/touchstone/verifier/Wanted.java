package org.touchstone.verifier;

import java.util.List;

/**
 * What a run was asked to do.
 *
 * @param source a directory, an address, or a file of recorded answers
 * @param sample how many marks to look at; 0 for all
 */
record Wanted(String source, boolean isToJudge, boolean onlyFigures, int sample) {
    /** Refused: no source or several, an option that does not exist, a sample that is no number. */
    static Wanted of(List<String> args) throws UnreadableInput {
        String source = "";
        boolean judge = false;
        boolean onlyFigures = false;
        int sample = 0;
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--judge" -> judge = true;
                case "--figures" -> onlyFigures = true;
                case "--sample" -> sample = number(++i < args.size() ? args.get(i) : "");
                default -> {
                    if (!source.isEmpty()
                            || args.get(i).isEmpty()
                            || args.get(i).startsWith("--")) {
                        throw refused();
                    }
                    source = args.get(i);
                }
            }
        }
        if (source.isEmpty()) {
            throw refused();
        }
        return new Wanted(source, judge, onlyFigures, sample);
    }

    private static int number(String text) throws UnreadableInput {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new UnreadableInput("--sample is a number from 1 on.");
        }
        return Integer.parseInt(text);
    }

    private static UnreadableInput refused() {
        return new UnreadableInput(
                "Name one directory or address, for example: touchstone verify http://localhost:8080");
    }
}
