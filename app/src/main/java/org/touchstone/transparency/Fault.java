package org.touchstone.transparency;

/**
 * Something that does not agree with the log.
 *
 * @param table the table, or {@code tile}, {@code checkpoint}
 * @param key which row of it
 */
public record Fault(String table, String key, What what) {

    /** What is wrong. */
    public enum What {
        /** The row is not what was logged. */
        ALTERED,
        /** The row was logged and is gone. */
        REMOVED,
        /** The row is there and was never logged: it came in behind the log's back. */
        ADDED,
        /** The leaf does not have its hash, or does not fit its row's commitment form. */
        LEAF_ALTERED,
        /** A hash of the tree is not that of the leaves. */
        HASH_ALTERED,
        /** A published file is not what the leaves make. */
        FILE_ALTERED,
        /** A head that was signed is no beginning of the log. */
        INCONSISTENT,
        /** A head is not signed by a key of the log. */
        NOT_SIGNED
    }

    /** For a terminal. */
    public String sentence() {
        return table + " " + key + ": "
                + switch (what) {
                    case ALTERED -> "altered, it is not what was logged";
                    case REMOVED -> "removed, it was logged and is gone";
                    case ADDED -> "added behind the log's back, it was never logged";
                    case LEAF_ALTERED -> "altered, the leaf does not have its hash";
                    case HASH_ALTERED -> "altered, the hash is not that of the leaves";
                    case FILE_ALTERED -> "altered, the published file is not what the leaves make";
                    case INCONSISTENT -> "the head that was signed is no beginning of this log";
                    case NOT_SIGNED -> "the head is not signed by a key of the log";
                };
    }
}
