package org.touchstone.verifier;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * index.json: what the snapshot is of and which files it has.
 *
 * @param window length of the window of submission, a calendar period
 * @param kappa strength of the shrinkage towards the trade's mean, in complaints
 * @param minimumMatured below this many matured complaints there are too few to judge
 * @param minimumRanked from this many matured complaints a mark has a place in the ranking
 */
record Index(
        Instant asOf,
        Period window,
        BigDecimal kappa,
        long minimumMatured,
        long minimumRanked,
        List<IndexedFile> files) {
    static final String FILE = "index.json";

    private static final BigDecimal LARGEST_KAPPA = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DECIMALS_OF_KAPPA = 20;

    static Index read(Path directory) throws UnreadableInput {
        try {
            return parse(Files.readString(directory.resolve(FILE)));
        } catch (NoSuchFileException e) {
            throw new UnreadableInput("%s has no file index.json.".formatted(directory), e);
        } catch (CharacterCodingException e) {
            throw new UnreadableInput("index.json is not valid UTF-8.", e);
        } catch (IOException e) {
            throw new UnreadableInput("index.json cannot be read: %s.".formatted(e.getMessage()), e);
        }
    }

    static Index parse(String json) throws UnreadableInput {
        if (!(JsonReader.read(json) instanceof Json.Members index)) {
            throw new UnreadableInput("index.json is not a JSON object.");
        }
        return new Index(
                asOf(index),
                window(index),
                kappa(index),
                index.count("minimumMatured"),
                index.count("minimumRanked"),
                files(index));
    }

    /** The entry of a file that cannot be done without. */
    IndexedFile file(String name) throws UnreadableInput {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnreadableInput("index.json lists no file %s.".formatted(name)));
    }

    private static Instant asOf(Json.Members index) throws UnreadableInput {
        String text = index.text("asOf");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UnreadableInput("index.json: asOf is not an instant: " + Printed.quoted(text) + ".", e);
        }
    }

    private static Period window(Json.Members index) throws UnreadableInput {
        String text = index.text("window");
        try {
            return Period.parse(text);
        } catch (DateTimeException e) {
            throw new UnreadableInput(
                    "index.json: window is not a period such as P12M: " + Printed.quoted(text) + ".", e);
        }
    }

    private static BigDecimal kappa(Json.Members index) throws UnreadableInput {
        BigDecimal kappa = index.number("kappa");
        if (kappa.signum() < 0 || kappa.compareTo(LARGEST_KAPPA) > 0 || kappa.scale() > MOST_DECIMALS_OF_KAPPA) {
            throw new UnreadableInput("index.json: kappa is not between 0 and %s.".formatted(LARGEST_KAPPA));
        }
        return kappa;
    }

    private static List<IndexedFile> files(Json.Members index) throws UnreadableInput {
        List<Json.Members> entries = index.objects("files");
        IndexedFile[] files = new IndexedFile[entries.size()];
        Set<String> names = new HashSet<>();
        for (int i = 0; i < files.length; i++) {
            files[i] = IndexedFile.of(entries.get(i));
            if (!names.add(files[i].name())) {
                throw new UnreadableInput("index.json lists the file %s twice.".formatted(files[i].name()));
            }
        }
        return List.of(files);
    }
}
