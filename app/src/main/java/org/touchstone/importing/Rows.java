package org.touchstone.importing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.PlainSentence;

/**
 * The rows of a file, plain or gzipped. A row that is broken (cut, wrong number of columns, not UTF-8) is written to the file of
 * rejected rows with its line and reason; the others are read all the same.
 */
final class Rows implements AutoCloseable {

    private static final char NOT_UTF8 = '\uFFFD';

    private final Path file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final CSVPrinter rejects;
    private final long total;
    private long rejected;
    private boolean ended;

    Rows(Path file, ComplaintFormat format) {
        this.file = file;
        try {
            this.total = countLines(file) - 1;
            this.parser = format.csv()
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(reader(file));
            var missing = format.requiredColumns().stream()
                    .filter(c -> !parser.getHeaderMap().containsKey(c))
                    .toList();
            if (!missing.isEmpty()) {
                throw new PlainSentence(
                        "The file " + file + " is not of the format " + format.name() + ": it lacks the column"
                                + (missing.size() > 1 ? "s " : " ") + String.join(", ", missing) + ".");
            }
            this.rows = parser.iterator();
            this.rejects = new CSVPrinter(
                    Files.newBufferedWriter(Path.of(file + ".rejected.csv")),
                    CSVFormat.RFC4180
                            .builder()
                            .setRecordSeparator('\n')
                            .setHeader("line", "reason", "row")
                            .get());
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new PlainSentence("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static BufferedReader reader(Path file) throws IOException {
        var stream = new BufferedInputStream(Files.newInputStream(file));
        stream.mark(4);
        boolean gzipped = stream.read() == 0x1f && stream.read() == 0x8b;
        stream.reset();
        InputStream plain = gzipped ? new GZIPInputStream(stream) : stream;
        var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    /** Lines, an estimate of rows: a row may hold line breaks. A file cut in the middle counts as far as it goes. */
    private static long countLines(Path file) throws IOException {
        try (var reader = reader(file)) {
            return reader.lines().count();
        } catch (UncheckedIOException e) {
            return 1;
        }
    }

    /** How many rows there are, about. */
    long total() {
        return total;
    }

    /** The next sound row; null after the last. */
    @Nullable CSVRecord next() {
        while (!ended) {
            try {
                if (!rows.hasNext()) {
                    ended = true;
                    return null;
                }
                var row = rows.next();
                if (!row.isConsistent()) {
                    reject(
                            row,
                            "has " + row.size() + " columns, the header has "
                                    + parser.getHeaderNames().size());
                } else if (row.stream().anyMatch(v -> v.indexOf(NOT_UTF8) >= 0)) {
                    reject(row, "is not UTF-8");
                } else {
                    return row;
                }
            } catch (UncheckedIOException | IllegalStateException e) {
                // The parser cannot go on behind a broken quote or a broken gzip stream.
                ended = true;
                write(parser.getCurrentLineNumber(), "the file is cut or broken here: " + e.getMessage(), List.of());
            }
        }
        return null;
    }

    /** Writes a row down as rejected. */
    void reject(CSVRecord row, String reason) {
        write(parser.getCurrentLineNumber(), reason, row.toList());
    }

    private void write(long line, String reason, List<String> row) {
        try {
            rejects.printRecord(line, reason, String.join(",", row));
            rejected++;
        } catch (IOException e) {
            throw new PlainSentence("The file " + file + ".rejected.csv cannot be written: " + e.getMessage() + ".", e);
        }
    }

    long rejected() {
        return rejected;
    }

    @Override
    public void close() {
        try {
            parser.close();
            rejects.close(true);
        } catch (IOException e) {
            throw new PlainSentence("The file " + file + ".rejected.csv cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
