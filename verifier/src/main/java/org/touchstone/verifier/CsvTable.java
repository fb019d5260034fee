package org.touchstone.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads a CSV file with a header line row by row, in one pass that also counts its rows and hashes its bytes. */
final class CsvTable {
    /** What is done with each row. */
    @FunctionalInterface
    interface RowReader {
        void accept(Row row) throws UnreadableInput;
    }

    private CsvTable() {}

    /**
     * Reads the file to its end. Refused: a file that is not there or not UTF-8, a needed column that is missing, a column named
     * twice, a row with more or fewer fields than the header.
     */
    static CheckedFile read(Path directory, IndexedFile listed, Collection<String> needed, RowReader rows)
            throws UnreadableInput {
        String name = listed.name();
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(directory.resolve(name)), digest);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder())) {
            CsvReader records = new CsvReader(name, text);
            List<String> header = header(name, records);
            long count = readRows(name, records, places(name, header, needed), rows);
            return new CheckedFile(listed, count, HexFormat.of().formatHex(digest.digest()), header);
        } catch (NoSuchFileException e) {
            throw new UnreadableInput("%s has no file %s.".formatted(directory, name), e);
        } catch (CharacterCodingException e) {
            throw new UnreadableInput("%s is not valid UTF-8.".formatted(name), e);
        } catch (IOException e) {
            throw new UnreadableInput("%s cannot be read: %s.".formatted(name, e.getMessage()), e);
        }
    }

    private static List<String> header(String name, CsvReader records) throws IOException, UnreadableInput {
        List<String> header = records.next();
        if (header == null) {
            throw new UnreadableInput("%s is empty, not even its header line is there.".formatted(name));
        }
        return header;
    }

    private static Map<String, Integer> places(String name, List<String> header, Collection<String> needed)
            throws UnreadableInput {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (places.put(header.get(i), i) != null) {
                throw new UnreadableInput("%s has the column %s twice.".formatted(name, Printed.plain(header.get(i))));
            }
        }
        for (String column : needed) {
            if (!places.containsKey(column)) {
                throw new UnreadableInput("%s has no column %s.".formatted(name, column));
            }
        }
        return Map.copyOf(places);
    }

    private static long readRows(String name, CsvReader records, Map<String, Integer> places, RowReader rows)
            throws IOException, UnreadableInput {
        long count = 0;
        List<String> fields = records.next();
        while (fields != null) {
            if (fields.size() != places.size()) {
                throw new UnreadableInput("%s line %d: the row has %d fields, the header has %d."
                        .formatted(name, records.recordLine(), fields.size(), places.size()));
            }
            rows.accept(new Row(name, records.recordLine(), places, fields));
            count++;
            fields = records.next();
        }
        return count;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
