package org.touchstone.verifier;

import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A head of a log as it is signed (c2sp.org/tlog-checkpoint).
 *
 * @param text what is signed
 * @param signatures lines of signatures
 * @param size how many entries the log has
 * @param root root of the tree over them
 */
record SignedNote(String text, List<String> signatures, String origin, long size, byte[] root) {
    private static final Pattern HEAD =
            Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*");

    static SignedNote parse(String note) throws UnreadableInput {
        int end = note.lastIndexOf("\n\n");
        if (end >= 0) {
            String text = note.substring(0, end + 1);
            Matcher head = HEAD.matcher(text);
            if (head.matches()) {
                return new SignedNote(
                        text,
                        note.substring(end + 2).lines().toList(),
                        head.group(1),
                        Long.parseLong(head.group(2)),
                        Base64.getDecoder().decode(head.group(3)));
            }
        }
        throw new UnreadableInput("The head of the log is no signed note of a log.");
    }
}
