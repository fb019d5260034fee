package org.touchstone.verifier;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The record of every mark in one snapshot, read from a directory with complaints.csv, marks.csv and orders.csv. */
final class Snapshot {
    static final String MARKS = "marks.csv";
    static final String ORDERS = "orders.csv";

    private final Path directory;
    private final Index index;
    private final Window window;
    private final Report report;
    private final Map<String, MarkRecord> marks = new LinkedHashMap<>();

    private Snapshot(Path directory, Index index, Window window, Report report) {
        this.directory = directory;
        this.index = index;
        this.window = window;
        this.report = report;
    }

    /** Marks in the order of marks.csv. Rows for a mark that marks.csv does not have are reported and left out. */
    static Map<String, MarkRecord> read(Path directory, Index index, Window window, Report report)
            throws UnreadableInput {
        Snapshot snapshot = new Snapshot(directory, index, window, report);
        snapshot.readMarks();
        snapshot.readComplaints();
        snapshot.readOrders();
        return snapshot.marks;
    }

    private void readMarks() throws UnreadableInput {
        report.file(CsvTable.read(directory, index.file(MARKS), List.of("mark", "trade"), row -> {
            String mark = row.presentText("mark");
            if (marks.putIfAbsent(mark, new MarkRecord(row.text("trade"), isPublished(mark, row))) != null) {
                report.problem("%s has a second row in %s (line %d)".formatted(Printed.plain(mark), MARKS, row.line()));
            }
        }));
    }

    /** What the row says of itself: in the stages before the voluntary one no figures are published, in the last one all are. */
    private boolean isPublished(String mark, Row row) {
        String said = row.textIfThere("published");
        boolean published = !"false".equals(said);
        String stage = row.textIfThere("stage");
        boolean may = !"PRIVATE".equals(stage) && !"DESK".equals(stage);
        if ((published && !may) || (!published && "PUBLIC".equals(stage))) {
            report.problem("%s has published %s in stage %s in %s (line %d)"
                    .formatted(Printed.plain(mark), Printed.orEmpty(said), Printed.plain(stage), MARKS, row.line()));
        }
        return published;
    }

    private void readComplaints() throws UnreadableInput {
        Map<String, Long> strangers = new TreeMap<>();
        Map<String, Long> secrets = new TreeMap<>();
        report.file(CsvTable.read(directory, index.file(Complaint.FILE), Complaint.COLUMNS, row -> {
            Complaint complaint = Complaint.of(row);
            String mark = row.presentText("mark");
            MarkRecord known = marks.get(mark);
            if (known == null) {
                strangers.merge(mark, 1L, Long::sum);
            } else if (!known.isPublished()) {
                secrets.merge(mark, 1L, Long::sum);
            } else if (window.holds(complaint.submitted())) {
                known.add(complaint);
            }
        }));
        reportStrangers(Complaint.FILE, strangers);
        reportSecrets(Complaint.FILE, secrets);
    }

    private void readOrders() throws UnreadableInput {
        Map<String, Long> strangers = new TreeMap<>();
        Map<String, Long> secrets = new TreeMap<>();
        report.file(CsvTable.read(directory, index.file(ORDERS), List.of("mark", "month", "orders"), row -> {
            Instant firstDay =
                    row.month("month").atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            long orders = row.count("orders");
            String mark = row.presentText("mark");
            MarkRecord known = marks.get(mark);
            if (known == null) {
                strangers.merge(mark, 1L, Long::sum);
            } else if (!known.isPublished()) {
                secrets.merge(mark, 1L, Long::sum);
            } else if (window.holds(firstDay)) {
                known.addOrders(orders);
            }
        }));
        reportStrangers(ORDERS, strangers);
        reportSecrets(ORDERS, secrets);
    }

    private void reportSecrets(String file, Map<String, Long> secrets) {
        secrets.forEach((mark, rows) -> report.problem(
                "%s is not published, but %s has rows for it: %d".formatted(Printed.plain(mark), file, rows)));
    }

    private void reportStrangers(String file, Map<String, Long> strangers) {
        strangers.forEach((mark, rows) -> report.problem(
                "%s is not in %s, but %s has rows for it: %d".formatted(Printed.plain(mark), MARKS, file, rows)));
    }
}
