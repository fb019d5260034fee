package org.touchstone.verifier;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recomputes the published figures of an installation from its open data alone and says where the two differ; of a running
 * installation it checks what is signed, and the transparency log, too.
 *
 * <p>The exit code is 0 when every figure, hash and row count agrees, 1 when something does not, 2 when the input cannot be read.
 * What it does is specified in docs/open-data.md and docs/transparency.md.
 */
public final class Verifier {
    static final int AGREES = 0;
    static final int DIFFERS = 1;
    static final int UNREADABLE = 2;

    private static final Set<String> FILES_OF_FIGURES = Set.of(
            Complaint.FILE, Snapshot.MARKS, Snapshot.ORDERS, PublishedFigures.FILE, GradeCheck.FILE, GradeRules.FILE);
    private static final String USAGE = """
            Usage: touchstone verify [OPTION …] DIR_OR_URL
                   touchstone verify --judge FILE

            Recomputes every published figure from the open data and prints where the two differ. Of a running installation
            it also checks what is signed: entity configuration, statements, credentials, status lists, dump of the register,
            and the transparency log.

            DIR              a directory with index.json, complaints.csv, marks.csv, orders.csv and figures.csv, and of newer
                             snapshots grades.csv and grading.csv
            URL              the address of a running installation, such as http://localhost:8080
            --figures        only the figures
            --log            only the figures and the log
            --sample N       ask for the statements and credentials of N marks chosen at random instead of all
            --remember FILE  keeps the head of the log; the next run checks that the log only continued
            --log-key KEY    the key you trust the log to be signed with (name+id+key); otherwise the site's own word is taken
            --witnesses FILE the witnesses you trust, a key to a line; otherwise those the site names
            --judge FILE     judge recorded answers, one a line (docs/status.md)

            Exit code: 0 everything agrees; 1 something differs or is wrong; 2 the input cannot be read.""";
    /** How long a change may take to be seen everywhere, and a second. */
    private static final Duration SETTLING = Duration.ofSeconds(6);

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
            Wanted wanted = Wanted.of(args);
            if (wanted.isToJudge()) {
                Judgement.print(Path.of(wanted.source()), out);
                return AGREES;
            }
            return verify(wanted) ? AGREES : DIFFERS;
        } catch (UnreadableInput e) {
            err.println(e.sentence());
            return UNREADABLE;
        }
    }

    private boolean verify(Wanted wanted) throws UnreadableInput {
        String source = wanted.source();
        Report report = new Report();
        if (!Download.isAddress(source)) {
            figures(directory(source), report);
        } else {
            try (TemporaryDirectory temporary = TemporaryDirectory.create();
                    Site site = new Site(source)) {
                Download.into(temporary.path(), source);
                Recomputed recomputed = figures(temporary.path(), report);
                if (!wanted.onlyFigures() && !wanted.onlyLog()) {
                    new SiteCheck(site, wanted.sample(), report, SETTLING).run(temporary.path(), recomputed.index());
                }
                if (!wanted.onlyFigures()) {
                    new LogCheck(site, wanted, report, SETTLING).run(recomputed.index(), recomputed.marks());
                }
            }
        }
        report.print(out);
        return report.isClean();
    }

    /** What was recomputed: the snapshot, and the marks in it. */
    private record Recomputed(Index index, List<String> marks) {}

    private static Recomputed figures(Path directory, Report report) throws UnreadableInput {
        Index index = Index.read(directory);
        Window window = Window.endingAt(index.asOf(), index.window());
        report.note("snapshot of %s, window %s since %s".formatted(index.asOf(), index.window(), window.from()));

        Map<String, MarkRecord> marks = Snapshot.read(directory, index, window, report);
        Map<String, MarkRecord> published = new LinkedHashMap<>(marks);
        published.values().removeIf(mark -> !mark.isPublished());
        if (published.size() < marks.size()) {
            report.note("%d of %d marks have no published figures"
                    .formatted(marks.size() - published.size(), marks.size()));
        }
        PublishedFigures.compare(directory, index, Figures.of(published, index, window), marks.keySet(), report);
        GradeCheck.compare(directory, index, report);
        checkFurtherFiles(directory, index, report);
        return new Recomputed(index, List.copyOf(marks.keySet()));
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
