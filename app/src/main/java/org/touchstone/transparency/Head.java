package org.touchstone.transparency;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The head of a log: so many leaves have this root (C2SP tlog-checkpoint).
 *
 * @param origin the name of the log
 */
record Head(String origin, long size, byte[] root) {

    /** The text that is signed. */
    String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** The text of a note, without its signatures. Refused when it is no note. */
    static String textOf(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("no signed note");
        }
        return note.substring(0, end + 1);
    }

    /** The lines of a note with signatures. */
    static List<String> signaturesOf(String note) {
        return note.substring(note.lastIndexOf("\n\n") + 2).lines().toList();
    }

    /** Reads the head of a signed note, its signatures unseen. Refused when it is none. */
    static Head of(String note) {
        var lines = textOf(note).lines().toList();
        if (lines.size() < 3 || !lines.get(1).matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("no head of a log");
        }
        return new Head(
                lines.getFirst(),
                Long.parseLong(lines.get(1)),
                Base64.getDecoder().decode(lines.get(2)));
    }

    /** Whether both say the same of the same size. */
    boolean same(Head other) {
        return size == other.size && Arrays.equals(root, other.root);
    }
}
