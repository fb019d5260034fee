package org.touchstone.verifier;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What was checked and what was found; prints at most 50 problems and 50 differences, and counts the rest. */
final class Report {
    private final List<String> checked = new ArrayList<>();
    private final FirstLines problems = new FirstLines();
    private final FirstLines differences = new FirstLines();
    private long cells;
    private boolean isEveryFileAsListed = true;

    void note(String line) {
        checked.add(line);
    }

    void file(CheckedFile file) {
        checked.add(file.sentence());
        isEveryFileAsListed &= file.isAsListed();
    }

    /** Something wrong with rows rather than with a figure. */
    void problem(String line) {
        problems.add(line);
    }

    /** One cell of figures.csv. */
    void checked(String mark, Column column, String published, Expected expected) {
        checked(mark, column.name(), published, expected);
    }

    /** One cell of a column. */
    void checked(String mark, String column, String published, Expected expected) {
        cells++;
        if (!expected.isMetBy(published)) {
            differences.add("%s %s: published %s, recomputed %s"
                    .formatted(
                            Printed.plain(mark),
                            column,
                            Printed.orEmpty(published),
                            Printed.orEmpty(expected.shown())));
        }
    }

    boolean isClean() {
        return isEveryFileAsListed && problems.count == 0 && differences.count == 0;
    }

    void print(PrintStream out) {
        checked.forEach(out::println);
        problems.print(out);
        differences.print(out);
        out.println("figures: %d checked, %d differ".formatted(cells, differences.count));
    }

    /** The first lines of many. */
    private static final class FirstLines {
        private static final int SHOWN = 50;

        private final List<String> first = new ArrayList<>();
        private long count;

        void add(String line) {
            count++;
            if (first.size() < SHOWN) {
                first.add(line);
            }
        }

        void print(PrintStream out) {
            first.forEach(out::println);
            if (count > SHOWN) {
                out.println("… and %d more".formatted(count - SHOWN));
            }
        }
    }
}
