package org.touchstone.verifier;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recomputes the published figures of an installation from its open data alone and says where the two differ; of a running
 * installation it checks the transparency log too.
 *
 * <p>The exit code is 0 when every figure, hash and row count agrees, 1 when something does not, 2 when the input cannot be read.
 * What it does is specified in docs/open-data.md and docs/transparency.md.
 */
public final class Verifier {
    static final int AGREES = 0;
    static final int DIFFERS = 1;
    static final int UNREADABLE = 2;

    private static final Set<String> FILES_OF_FIGURES =
            Set.of(Complaint.FILE, Snapshot.MARKS, Snapshot.ORDERS, PublishedFigures.FILE);
    private static final String USAGE = """
            Usage: touchstone verify DIR_OR_URL
                   [--remember FILE] [--log-key KEY] [--witnesses FILE]

            Recomputes every published figure from the open data and prints where the two differ. Of a running installation it
            checks the transparency log too.

            DIR  a directory with index.json, complaints.csv, marks.csv, orders.csv and figures.csv
            URL  the address of a running installation, such as http://localhost:8080

            --remember FILE   keeps the head of the log; the next run checks that the log only continued
            --log-key KEY     the key you trust the log to be signed with (name+id+key); otherwise the site's own word is taken
            --witnesses FILE  the witnesses you trust, a key to a line; otherwise those the site names

            Exit code: 0 everything agrees; 1 something differs; 2 the input cannot be read.""";

    private final PrintStream out;
    private final PrintStream err;

    Verifier(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Verifies the one directory or address named, and ends the process with the exit code.
     *
     * @param args one directory or http address, or {@code --help}
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Verifier(out, err).run(List.of(args)));
    }

    int run(List<String> args) {
        if (args.contains("--help")) {
            out.println(USAGE);
            return AGREES;
        }
        try {
            return verify(Options.parse(args)) ? AGREES : DIFFERS;
        } catch (UnreadableInput e) {
            err.println(e.sentence());
            return UNREADABLE;
        }
    }

    private boolean verify(Options options) throws UnreadableInput {
        if (!Download.isAddress(options.source())) {
            return verify(directory(options.source()), (_, _, _) -> {});
        }
        try (TemporaryDirectory temporary = TemporaryDirectory.create();
                Site site = new Site(Download.indexAddress(options.source()))) {
            Download.into(temporary.path(), options.source());
            return verify(
                    temporary.path(),
                    (index, marks, report) -> new LogCheck(site, options, report).run(index, List.copyOf(marks)));
        }
    }

    /** What a running installation shows beside its open data. */
    private interface Further {
        void check(Index index, Set<String> marks, Report report) throws UnreadableInput;
    }

    private boolean verify(Path directory, Further further) throws UnreadableInput {
        Index index = Index.read(directory);
        Window window = Window.endingAt(index.asOf(), index.window());
        Report report = new Report();
        report.note("snapshot of %s, window %s since %s".formatted(index.asOf(), index.window(), window.from()));

        Map<String, MarkRecord> marks = Snapshot.read(directory, index, window, report);
        PublishedFigures.compare(directory, index, Figures.of(marks, index, window), report);
        checkFurtherFiles(directory, index, report);
        further.check(index, marks.keySet(), report);
        report.print(out);
        return report.isClean();
    }

    /** What the index lists beyond the files the figures need is held against its hash and row count all the same. */
    private static void checkFurtherFiles(Path directory, Index index, Report report) throws UnreadableInput {
        for (IndexedFile file : index.files()) {
            if (!FILES_OF_FIGURES.contains(file.name())) {
                report.file(CsvTable.read(directory, file, List.of(), _ -> {}));
            }
        }
    }

    private static Path directory(String name) throws UnreadableInput {
        try {
            Path directory = Path.of(name);
            if (Files.isDirectory(directory)) {
                return directory;
            }
            throw new UnreadableInput("There is no directory %s.".formatted(Printed.plain(name)));
        } catch (InvalidPathException e) {
            throw new UnreadableInput("%s cannot be the name of a directory.".formatted(Printed.quoted(name)), e);
        }
    }
}
