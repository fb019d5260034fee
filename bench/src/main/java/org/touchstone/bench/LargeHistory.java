package org.touchstone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Answered;
import org.touchstone.rules.complaint.ComplaintEvent.ClosedUnrated;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.ComplaintEvent.LeftUnanswered;
import org.touchstone.rules.complaint.ComplaintEvent.RoundMissed;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;

/**
 * A year of another regulator: many firms with a few complaints and a few with thousands. The same every time, as a file for the
 * importer and as histories in memory.
 */
final class LargeHistory {

    /** How many complaints there are. */
    static final int COMPLAINTS = 120_000;

    private static final int FIRMS = 3000;
    private static final int DAYS = 280;
    private static final Policy POLICY =
            Bench.policy("cfpb-15-60", List.of(Duration.ofDays(15), Duration.ofDays(45)), true);

    private LargeHistory() {}

    private record Row(String firm, LocalDate day, boolean timely, boolean answered) {}

    /** The rules of that regulator. */
    static Policy policy() {
        return POLICY;
    }

    private static List<Row> rows() {
        var random = new Random(20_261_125);
        // All over by now: sixty days until the last deadline.
        var last = LocalDate.now(ZoneOffset.UTC).minusDays(70);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < COMPLAINTS; i++) {
            // The n-th firm has about one n-th of the complaints of the first.
            int firm = (int) Math.pow(FIRMS, random.nextDouble());
            var day = last.minusDays(random.nextInt(DAYS));
            int luck = random.nextInt(100);
            rows.add(new Row("Lender " + firm * 7919L % 99_991 + " of the bench", day, luck >= 5, luck >= 2));
        }
        return rows;
    }

    /** Writes it as a file of the US Consumer Complaint Database. */
    static void write(Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write("complaint_id,date_received,date_sent,company,product,company_response,timely,disputed\n");
            int n = 0;
            for (var row : rows()) {
                out.write("bench-%d,%s,%s,%s,Mortgage,%s,%s,No%n"
                        .formatted(
                                n++,
                                row.day(),
                                row.day(),
                                row.firm(),
                                row.answered() ? "Closed with explanation" : "Untimely response",
                                row.timely() ? "Yes" : "No"));
            }
        }
    }

    /** The histories of each firm, as the importer makes them. */
    static Map<String, List<List<ComplaintEvent>>> histories() {
        var all = new TreeMap<String, List<List<ComplaintEvent>>>();
        for (var row : rows()) {
            all.computeIfAbsent(row.firm(), _ -> new ArrayList<>()).add(history(row));
        }
        return all;
    }

    private static List<ComplaintEvent> history(Row row) {
        var filed = row.day().atStartOfDay().toInstant(ZoneOffset.UTC);
        var due = POLICY.deadlines(filed);
        var history = new ArrayList<ComplaintEvent>();
        history.add(new Filed(filed, row.firm(), "MORTGAGE", Remedy.OTHER, null, POLICY.version(), due));
        if (!row.timely()) {
            history.add(new RoundMissed(due.getFirst(), 1));
        }
        if (!row.answered()) {
            history.add(new LeftUnanswered(due.getLast()));
            return history;
        }
        Instant answered = due.get(row.timely() ? 0 : 1).minusMillis(1);
        history.add(
                new Answered(answered, false, row.timely() ? 1 : 2, new Offer(Remedy.EXPLANATION, null, null), null));
        history.add(new ClosedUnrated(answered.plus(POLICY.ratingPeriod())));
        return history;
    }
}
