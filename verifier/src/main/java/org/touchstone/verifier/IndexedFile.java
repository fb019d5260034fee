package org.touchstone.verifier;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One file as index.json lists it.
 *
 * @param url where it can be fetched, relative to the index
 * @param sha256 of its bytes, 64 hexadecimal digits
 * @param rows data rows, the header not counted
 */
record IndexedFile(String name, String url, String sha256, long rows) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Refused: a name that could lead out of its directory or over the index, a hash of another form. */
    static IndexedFile of(Json.Members entry) throws UnreadableInput {
        String name = entry.text("name");
        if (!PLAIN_NAME.matcher(name).matches() || name.equalsIgnoreCase(Index.FILE)) {
            throw new UnreadableInput("index.json lists a file with the impossible name " + Printed.quoted(name) + ".");
        }
        String sha256 = entry.text("sha256").toLowerCase(Locale.ROOT);
        if (!HASH.matcher(sha256).matches()) {
            throw new UnreadableInput("index.json: the sha256 of %s is not 64 hexadecimal digits.".formatted(name));
        }
        return new IndexedFile(name, entry.text("url"), sha256, entry.count("rows"));
    }
}
