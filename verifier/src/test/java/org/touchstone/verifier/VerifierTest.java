package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.verifier.SampleSnapshot.ALL_AGREE;
import static org.touchstone.verifier.SampleSnapshot.aSnapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {
    @TempDir
    private Path directory;

    @Test
    void figures_made_by_the_rules_agree() throws IOException {
        VerifierRun run = verify(aSnapshot());

        assertThat(run.out())
                .containsExactly(
                        "snapshot of 2026-11-21T10:00:00Z, window P12M since 2025-11-21T10:00:00Z",
                        "marks.csv: 3 rows, sha256 ok",
                        "complaints.csv: 7 rows, sha256 ok",
                        "orders.csv: 4 rows, sha256 ok",
                        "figures.csv: 3 rows, sha256 ok",
                        ALL_AGREE);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.6667,0.2077  | 0.6767,0.2077 | A1 answerRate: published 0.6767, recomputed 0.6667
            96.00,,0       | 96.01,,0      | A1 medianHours: published 96.01, recomputed 96.00
            96.00,,0       | 96.00,99.00,0 | A1 p90Hours: published 99.00, recomputed (empty)
            2,3,1,1,3      | 2,4,1,1,3     | A1 matured: published 4, recomputed 3
            50 USD         | 51 USD        | A1 moneyReturned: published 51 USD, recomputed 50 USD
            false,2,2      | false,1,2     | A1 rank: published 1, recomputed 2
            true,1,2       | false,1,2     | B2 tooFew: published false, recomputed true
            500,80.00      | many,80.00    | A1 orders: published many, recomputed 500
            """)
    void a_changed_figure_is_found(String correct, String changed, String line) throws IOException {
        VerifierRun run = verify(aSnapshot().with("figures.csv", correct, changed));

        assertThat(run.out()).contains(line).last().isEqualTo("figures: 93 checked, 1 differ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void the_start_of_the_window_is_checked_too() throws IOException {
        VerifierRun run = verify(aSnapshot().with("figures.csv", "2025-11-21T10:00:00Z", "2025-11-21T00:00:00Z"));

        assertThat(run.out())
                .contains("A1 from: published 2025-11-21T00:00:00Z, recomputed 2025-11-21T10:00:00Z")
                .last()
                .isEqualTo("figures: 93 checked, 3 differ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_complaint_left_out_is_found() throws IOException {
        SampleSnapshot snapshot = aSnapshot();
        String unanswered =
                snapshot.content("complaints.csv").lines().skip(3).findFirst().orElseThrow();

        VerifierRun run = verify(snapshot.with("complaints.csv", unanswered + "\n", ""));

        assertThat(run.out()).contains("A1 unanswered: published 1, recomputed 0");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void columns_are_found_by_their_names() throws IOException {
        VerifierRun run = verify(aSnapshot()
                .withFile(
                        "orders.csv", "source,orders,month,mark\nx,400,2026-01,A1\ny,100,2026-11,A1\nz,,2026-10,A1\n"));

        assertThat(run.out()).last().isEqualTo(ALL_AGREE);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_column_nobody_here_knows_is_named_as_unchecked() throws IOException {
        VerifierRun run = verify(aSnapshot()
                .with("figures.csv", ",ranked\n", ",ranked,shine\n")
                .with("figures.csv", ",2,2\n", ",2,2,1\n")
                .with("figures.csv", ",1,2\n", ",1,2,1\n")
                .with("figures.csv", ",true,,\n", ",true,,,1\n"));

        assertThat(run.out())
                .contains("figures.csv has columns this program does not know and has not checked: shine")
                .last()
                .isEqualTo(ALL_AGREE);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void every_mark_needs_its_row_of_figures() throws IOException {
        SampleSnapshot snapshot = aSnapshot();
        String rowOfC3 =
                snapshot.content("figures.csv").lines().skip(3).findFirst().orElseThrow();

        VerifierRun run = verify(snapshot.with("figures.csv", rowOfC3 + "\n", ""));

        assertThat(run.out()).contains("C3 has no row in figures.csv", "figures: 62 checked, 0 differ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void every_row_of_figures_needs_its_mark() throws IOException {
        VerifierRun run = verify(aSnapshot().with("figures.csv", "\nC3,", "\nD4,"));

        assertThat(run.out())
                .contains("D4 is not in marks.csv, but figures.csv has a row for it (line 4)")
                .contains("C3 has no row in figures.csv", "figures: 62 checked, 0 differ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_mark_without_published_figures_has_no_rows_but_its_own() throws IOException {
        var hidden = aSnapshot()
                .with("marks.csv", "expiresAt,stage", "expiresAt,stage,published")
                .with("marks.csv", ",PUBLIC\nB2", ",PUBLIC,true\nB2")
                .with("marks.csv", ",PUBLIC\nC3", ",PRIVATE,false\nC3")
                .with("marks.csv", "2027-01-01T00:00:00Z,PUBLIC\n", "2027-01-01T00:00:00Z,VOLUNTARY,true\n");
        VerifierRun rows = verify(hidden);
        assertThat(rows.out())
                .contains(
                        "B2 is not published, but complaints.csv has rows for it: 1",
                        "B2 is not published, but figures.csv has a row for it (line 3)");
        assertThat(rows.exitCode()).isEqualTo(1);

        VerifierRun torn = verify(aSnapshot()
                .with("marks.csv", "expiresAt,stage", "expiresAt,stage,published")
                .with("marks.csv", ",PUBLIC\nB2", ",DESK,true\nB2")
                .with("marks.csv", ",PUBLIC\nC3", ",PUBLIC,true\nC3")
                .with("marks.csv", "2027-01-01T00:00:00Z,PUBLIC\n", "2027-01-01T00:00:00Z,PUBLIC,true\n"));
        assertThat(torn.out()).contains("A1 has published true in stage DESK in marks.csv (line 2)");
        assertThat(torn.exitCode()).isEqualTo(1);
    }

    @Test
    void a_mark_has_one_row_in_each_file() throws IOException {
        VerifierRun run =
                verify(aSnapshot().with("figures.csv", "\nC3,", "\nB2,").with("marks.csv", "\nC3,", "\nB2,"));

        assertThat(run.out())
                .contains("B2 has a second row in marks.csv (line 4)", "B2 has a second row in figures.csv (line 4)");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void rows_for_an_unknown_mark_are_an_error() throws IOException {
        VerifierRun run = verify(
                aSnapshot().with("complaints.csv", "c6,A1", "c6,Z9").with("orders.csv", "A1,2026-12", "Z9,2026-12"));

        assertThat(run.out())
                .contains(
                        "Z9 is not in marks.csv, but complaints.csv has rows for it: 1",
                        "Z9 is not in marks.csv, but orders.csv has rows for it: 1",
                        ALL_AGREE);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void figures_of_another_instant_or_window_are_an_error() throws IOException {
        VerifierRun run = verify(aSnapshot()
                .with("figures.csv", "B2,2026-11-21T10:00:00Z", "B2,2026-11-20T10:00:00Z")
                .with("figures.csv", "P12M,2,3,", "P6M,2,3,"));

        assertThat(run.out())
                .contains(
                        "B2 asOf: published 2026-11-20T10:00:00Z, index.json says 2026-11-21T10:00:00Z",
                        "A1 window: published P6M, index.json says P12M",
                        ALL_AGREE);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void the_first_fifty_differences_are_printed() throws IOException {
        String rows = IntStream.range(0, 60)
                .mapToObj(i ->
                        "M%d,2026-11-21T10:00:00Z,2025-11-21T10:00:00Z,P12M,2,9,0,0,0,0,0,,,,0,,,,,,,,,0,,0,0,,,,,,true,,\n"
                                .formatted(i))
                .collect(Collectors.joining());
        String marks = IntStream.range(0, 60)
                .mapToObj(i -> "M%d,,,,,,,,\n".formatted(i))
                .collect(Collectors.joining());
        SampleSnapshot snapshot = aSnapshot();

        VerifierRun run = verify(snapshot.withFile("figures.csv", snapshot.content("figures.csv") + rows)
                .withFile("marks.csv", snapshot.content("marks.csv") + marks));

        assertThat(run.out()).filteredOn(line -> line.contains("published")).hasSize(50);
        assertThat(run.out()).endsWith("… and 10 more", "figures: 1953 checked, 60 differ");
    }

    @Test
    void a_wrong_hash_is_an_error_even_if_every_figure_agrees() throws IOException {
        String other = "0".repeat(64);

        VerifierRun run = verify(aSnapshot().withListedHash("marks.csv", other));

        assertThat(run.out())
                .anyMatch(line -> line.startsWith("marks.csv: 3 rows, sha256 WRONG: index.json says " + other))
                .last()
                .isEqualTo(ALL_AGREE);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_wrong_row_count_is_an_error() throws IOException {
        aSnapshot().writtenTo(directory);
        Path index = directory.resolve("index.json");
        Files.writeString(index, Files.readString(index).replace("\"rows\":7", "\"rows\":8"));

        VerifierRun run = VerifierRun.of(directory);

        assertThat(run.out()).contains("complaints.csv: 7 rows (WRONG: index.json says 8), sha256 ok");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void what_else_the_index_lists_is_checked_for_its_hash() throws IOException {
        VerifierRun run = verify(
                aSnapshot().withFile("corrections.csv", "id\n1\n").withListedHash("corrections.csv", "f".repeat(64)));

        assertThat(run.out()).anyMatch(line -> line.startsWith("corrections.csv: 1 rows, sha256 WRONG"));
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_strangers_text_cannot_steer_the_terminal() throws IOException {
        VerifierRun run = verify(aSnapshot().with("figures.csv", "500,80.00", "\u001b[2J,80.00"));

        assertThat(run.out()).contains("A1 orders: published ?[2J, recomputed 500");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            complaints.csv | 2026-03-01T00:00:00Z, | 1 March,      | complaints.csv line 4: column submitted is not an instant such as 2026-11-21T10:00:00Z: "1 March".
            complaints.csv | 2026-03-01T00:00:00Z, | ,             | complaints.csv line 4: column submitted is empty.
            complaints.csv | 2026-03-07T00:00:00Z,,| later,,       | complaints.csv line 4: column roundDeadlines is not an instant such as 2026-11-21T10:00:00Z: "later".
            complaints.csv | true,5                | yes,5         | complaints.csv line 2: column solved is neither true nor false nor empty: "yes".
            complaints.csv | 2,2,1,,               | 2,2,one,,     | complaints.csv line 3: column missedRounds is not a whole number from 0: "one".
            complaints.csv | 2,2,1,,               | 2,-2,1,,      | complaints.csv line 3: column answeredRound is not a whole number from 0: "-2".
            complaints.csv | 50.00,USD             | 5e1,USD       | complaints.csv line 2: column moneyReturned is not a decimal number: "5e1".
            complaints.csv | 50.00,USD             | 50.00,        | complaints.csv line 2: column currency is empty.
            complaints.csv | 00000000000000aa      | aa            | complaints.csv line 2: column answerFingerprint is not 16 hexadecimal digits: "aa".
            complaints.csv | ,RESOLVED,            | ,,            | complaints.csv line 2: column state is empty.
            complaints.csv | 50.00,USD             | 50.00         | complaints.csv line 2: the row has 19 fields, the header has 20.
            complaints.csv | "late, again"         | "late, again  | complaints.csv line 7: the file ends inside a quoted field.
            complaints.csv | answeredRound         | round         | complaints.csv has no column answeredRound.
            complaints.csv | category              | mark          | complaints.csv has the column mark twice.
            marks.csv      | A1,a.ex               | ,a.ex         | marks.csv line 2: column mark is empty.
            marks.csv      | trade                 | sector        | marks.csv has no column trade.
            orders.csv     | 2026-01               | 2026-13       | orders.csv line 3: column month is not a month such as 2026-05: "2026-13".
            orders.csv     | 400                   | 4e2           | orders.csv line 3: column orders is not a whole number from 0: "4e2".
            orders.csv     | 400                   | 1234567890123456789 | orders.csv line 3: column orders is not a whole number from 0: "1234567890123456789".
            figures.csv    | ,rank,                | ,place,       | figures.csv has no column rank.
            """)
    void what_cannot_be_read_is_said_in_one_sentence(String file, String correct, String wrong, String sentence)
            throws IOException {
        VerifierRun run = verify(aSnapshot().with(file, correct, wrong));

        assertThat(run.err()).isEqualTo(sentence);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void a_file_that_is_not_listed_or_not_there_is_named() throws IOException {
        assertUnreadable(verify(aSnapshot().without("orders.csv")), "index.json lists no file orders.csv.");

        aSnapshot().writtenTo(directory);
        Files.delete(directory.resolve("orders.csv"));
        assertUnreadable(VerifierRun.of(directory), directory + " has no file orders.csv.");

        Files.delete(directory.resolve("index.json"));
        assertUnreadable(VerifierRun.of(directory), directory + " has no file index.json.");
    }

    @Test
    void an_empty_file_lacks_even_its_header() throws IOException {
        assertUnreadable(
                verify(aSnapshot().withFile("marks.csv", "")),
                "marks.csv is empty, not even its header line is there.");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() throws IOException {
        aSnapshot().writtenTo(directory);
        Files.write(directory.resolve("marks.csv"), "mark,trade\nA1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertUnreadable(VerifierRun.of(directory), "marks.csv is not valid UTF-8.");
    }

    @Test
    void a_directory_that_is_not_there_is_named() {
        Path missing = directory.resolve("missing");

        assertUnreadable(VerifierRun.of(missing), "There is no directory " + missing + ".");
    }

    @Test
    void exactly_one_source_is_wanted() {
        assertThat(VerifierRun.of().exitCode()).isEqualTo(2);
        assertThat(VerifierRun.of("a", "b").exitCode()).isEqualTo(2);
    }

    @Test
    void help_is_given() {
        VerifierRun run = VerifierRun.of("--help");

        assertThat(run.out()).first().isEqualTo("Usage: touchstone verify [OPTION …] DIR_OR_URL");
        assertThat(run.exitCode()).isZero();
    }

    private VerifierRun verify(SampleSnapshot snapshot) throws IOException {
        return VerifierRun.of(snapshot.writtenTo(directory));
    }

    private static void assertUnreadable(VerifierRun run, String sentence) {
        assertThat(run.err()).isEqualTo(sentence);
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
