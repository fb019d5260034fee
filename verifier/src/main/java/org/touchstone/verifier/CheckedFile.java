package org.touchstone.verifier;

import java.util.List;

/**
 * A file read to its end beside what the index says of it.
 *
 * @param rows data rows found, the header not counted
 * @param sha256 of the bytes found, lower-case hexadecimal
 */
record CheckedFile(IndexedFile listed, long rows, String sha256, List<String> header) {
    boolean isAsListed() {
        return hasListedRows() && hasListedHash();
    }

    String sentence() {
        String ofRows = hasListedRows() ? "" : " (WRONG: index.json says %d)".formatted(listed.rows());
        String ofHash = hasListedHash()
                ? "sha256 ok"
                : "sha256 WRONG: index.json says %s, the file has %s".formatted(listed.sha256(), sha256);
        return "%s: %d rows%s, %s".formatted(listed.name(), rows, ofRows, ofHash);
    }

    private boolean hasListedRows() {
        return rows == listed.rows();
    }

    private boolean hasListedHash() {
        return sha256.equals(listed.sha256());
    }
}
