package org.touchstone.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.ImportedCase;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.importing.ComplaintFormat.ForeignCase;
import org.touchstone.importing.ComplaintFormat.UnreadableRow;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.policy.Policy;

/**
 * Imports a file of another regulator's complaints: each firm becomes a business with a mark on a name that can never be a real
 * address, each row a case with its history. Repeating an import adds nothing twice; one that was stopped goes on where it was.
 */
@Component
public class ComplaintImport {

    private static final int AT_ONCE = 500;

    private final Map<String, ComplaintFormat> formats;
    private final Policies policies;
    private final Registry registry;
    private final Complaints complaints;
    private final Firms firms;
    private final JdbcClient jdbc;

    ComplaintImport(
            List<ComplaintFormat> formats,
            Policies policies,
            Registry registry,
            Complaints complaints,
            Firms firms,
            JdbcClient jdbc) {
        this.formats = formats.stream().collect(Collectors.toMap(ComplaintFormat::name, f -> f));
        this.policies = policies;
        this.registry = registry;
        this.complaints = complaints;
        this.firms = firms;
        this.jdbc = jdbc;
    }

    /** Told now and then how many rows of how many are done. */
    public interface Progress {

        /** So far. */
        void at(long done, long all);
    }

    /**
     * What an import did.
     *
     * @param complaints rows now in the record, whether new or known
     * @param fresh of these, new
     * @param businesses firms of this format
     * @param rejected rows that could not be read
     * @param proposals firms proposed for merging, new ones
     */
    public record Result(long complaints, long fresh, int businesses, long rejected, int proposals) {

        /** The closing line of the command. */
        public String sentence(Path file) {
            return "new: %d complaints; proposed for merging: %d pairs of names (officers decide at /officer/merges)%n"
                            .formatted(fresh, proposals)
                    + "imported: %d complaints, %d businesses, %d rejected (see %s.rejected.csv)"
                            .formatted(complaints, businesses, rejected, file);
        }
    }

    /** Imports a file. Refuses a format nobody knows and a file without its columns, before anything is changed. */
    public Result run(Path file, String formatName, Progress progress) {
        var format = formats.get(formatName);
        if (format == null) {
            throw new PlainSentence("There is no format \"" + formatName + "\"; give --format "
                    + String.join(
                            " or --format ", formats.keySet().stream().sorted().toList()) + ".");
        }
        var run = new Run(format, policies.named(format.policyVersion()));
        long rejected;
        try (var rows = new Rows(file, format)) {
            run.take(rows, progress);
            rejected = rows.rejected();
        }
        int proposals = registry.proposeMerges("system:" + run.source);
        awaitRecord();
        return new Result(run.read, run.fresh, registry.countFrom(run.source), rejected, proposals);
    }

    /** One run over a file. */
    private final class Run {
        private final ComplaintFormat format;
        private final Policy policy;
        private final String source;
        private final Map<String, Mark> marks = new HashMap<>();
        private final Map<String, Integer> seen = new HashMap<>();
        private final List<ImportedCase> batch = new ArrayList<>();
        private long read;
        private long fresh;

        Run(ComplaintFormat format, Policy policy) {
            this.format = format;
            this.policy = policy;
            this.source = "import:" + format.name();
        }

        void take(Rows rows, Progress progress) {
            long done = 0;
            for (var row = rows.next(); row != null; row = rows.next()) {
                try {
                    add(row, format.read(row, policy));
                } catch (UnreadableRow e) {
                    rows.reject(row, String.valueOf(e.getMessage()));
                }
                progress.at(++done, Math.max(rows.total(), done));
            }
            flush();
            progress.at(done, done);
        }

        private void add(CSVRecord row, ForeignCase foreign) {
            var key = key(row, foreign);
            var mark = marks.computeIfAbsent(
                    foreign.company(), company -> firms.mark(company, foreign.trade(), format.name(), source));
            batch.add(new ImportedCase(mark, source, key, foreign.history().of(mark.code())));
            read++;
            if (batch.size() == AT_ONCE) {
                flush();
            }
        }

        /** A row without an identifier is known by its content, and by how often the same content came before. */
        private String key(CSVRecord row, ForeignCase foreign) {
            if (foreign.key() != null) {
                if (seen.merge("id:" + foreign.key(), 1, Integer::sum) > 1) {
                    throw new UnreadableRow("the identifier " + foreign.key() + " stands twice in this file");
                }
                return "id:" + foreign.key();
            }
            var content = String.join("\u001f", row.toList());
            var hash = HexFormat.of().formatHex(Tokens.hash(content), 0, 16);
            return "row:" + hash + ":" + seen.merge(hash, 1, Integer::sum);
        }

        private void flush() {
            fresh += complaints.importCases(batch);
            batch.clear();
        }
    }

    /** Waits until the record has taken up everything. */
    private void awaitRecord() {
        for (int i = 0; i < 3000; i++) {
            if (jdbc.sql("SELECT count(*) FROM event_publication WHERE completion_date IS NULL")
                            .query(Long.class)
                            .single()
                    == 0) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
