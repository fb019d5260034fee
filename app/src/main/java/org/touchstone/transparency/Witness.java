package org.touchstone.transparency;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.touchstone.foundation.PlainSentence;

/**
 * A witness: somebody else, who cosigns heads of this log after seeing that each continues the last.
 *
 * @param url where it is asked, without {@code /add-checkpoint}
 */
record Witness(NoteKey key, URI url) {

    /** Reads a file with one witness to a line: its key, a space, its address. Refused with a sentence. */
    static List<Witness> read(Path file) {
        var witnesses = new ArrayList<Witness>();
        try {
            for (var line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    witnesses.add(parse(line.strip()));
                }
            }
        } catch (IOException e) {
            throw new PlainSentence("The file of witnesses " + file + " cannot be read.", e);
        } catch (IllegalArgumentException e) {
            throw new PlainSentence(
                    "The file of witnesses " + file + " has a line that is not KEY ADDRESS: " + e.getMessage() + ".",
                    e);
        }
        return witnesses;
    }

    private static Witness parse(String line) {
        var parts = line.split("\\s+");
        if (parts.length != 2 || !parts[1].matches("https?://.+")) {
            throw new IllegalArgumentException(line);
        }
        var key = NoteKey.parse(parts[0]);
        if (key.kind() != NoteKey.COSIGNATURE) {
            throw new IllegalArgumentException(parts[0] + " is no key of a cosigner");
        }
        return new Witness(key, URI.create(parts[1].replaceAll("/+$", "")));
    }

    String name() {
        return key.name();
    }
}
