package org.touchstone.verifier;

import java.nio.file.Path;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Holds figures.csv against the recomputed figures, cell by cell. */
final class PublishedFigures {
    static final String FILE = "figures.csv";
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of("mark", "asOf", "window"), Column.ALL.stream().map(Column::name))
            .toList();
    private static final List<String> NEEDED =
            COLUMNS.stream().filter(column -> !Column.LATER.contains(column)).toList();
    private static final Set<String> TAKEN_AS_PRINTED = Set.of("mark", "asOf", "window", "policyVersion");

    private final Index index;
    private final Map<String, Figures> recomputed;
    private final Set<String> marks;
    private final Report report;
    private final Set<String> seen = new HashSet<>();

    private PublishedFigures(Index index, Map<String, Figures> recomputed, Set<String> marks, Report report) {
        this.marks = marks;
        this.index = index;
        this.recomputed = recomputed;
        this.report = report;
    }

    /**
     * Every published mark must have exactly one row, and every row its mark; what is not so is reported as a problem.
     *
     * @param marks all marks, also those whose figures are not published
     */
    static void compare(Path directory, Index index, Map<String, Figures> recomputed, Set<String> marks, Report report)
            throws UnreadableInput {
        PublishedFigures figures = new PublishedFigures(index, recomputed, marks, report);
        CheckedFile file = CsvTable.read(directory, index.file(FILE), NEEDED, figures::compare);
        report.file(file);
        figures.reportMissing();
        figures.reportUnknownColumns(file.header());
    }

    private void compare(Row row) throws UnreadableInput {
        String mark = row.presentText("mark");
        Figures expected = recomputed.get(mark);
        if (expected == null && marks.contains(mark)) {
            report.problem("%s is not published, but %s has a row for it (line %d)"
                    .formatted(Printed.plain(mark), FILE, row.line()));
        } else if (expected == null) {
            report.problem("%s is not in marks.csv, but %s has a row for it (line %d)"
                    .formatted(Printed.plain(mark), FILE, row.line()));
        } else if (!seen.add(mark)) {
            report.problem("%s has a second row in %s (line %d)".formatted(Printed.plain(mark), FILE, row.line()));
        } else {
            compareFrame(mark, row);
            for (Column column : Column.ALL) {
                if (row.has(column.name())) {
                    report.checked(
                            mark,
                            column,
                            row.text(column.name()),
                            column.expected().apply(expected));
                }
            }
        }
    }

    /** A row of another instant or another window would not be comparable. */
    private void compareFrame(String mark, Row row) {
        String asOf = row.text("asOf");
        if (!new Expected.Moment(index.asOf()).isMetBy(asOf)) {
            report.problem("%s asOf: published %s, index.json says %s"
                    .formatted(Printed.plain(mark), Printed.orEmpty(asOf), index.asOf()));
        }
        String window = row.text("window");
        if (!isWindowOfIndex(window)) {
            report.problem("%s window: published %s, index.json says %s"
                    .formatted(Printed.plain(mark), Printed.orEmpty(window), index.window()));
        }
    }

    private boolean isWindowOfIndex(String window) {
        try {
            return Period.parse(window).equals(index.window());
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void reportMissing() {
        recomputed.keySet().stream()
                .filter(mark -> !seen.contains(mark))
                .sorted()
                .forEach(mark -> report.problem("%s has no row in %s".formatted(Printed.plain(mark), FILE)));
    }

    private void reportUnknownColumns(List<String> header) {
        List<String> unknown = header.stream()
                .filter(column -> !COLUMNS.contains(column) && !TAKEN_AS_PRINTED.contains(column))
                .map(Printed::plain)
                .toList();
        if (!unknown.isEmpty()) {
            report.note("%s has columns this program does not know and has not checked: %s"
                    .formatted(FILE, String.join(", ", unknown)));
        }
    }
}
