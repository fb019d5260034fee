package org.touchstone.evidence;

import org.jspecify.annotations.Nullable;
import org.touchstone.evidence.format.FileKind;
import org.touchstone.rules.text.PlainText;

/** Names of files as people may read them and systems may store them. */
final class FileName {

    private static final int LONGEST = 100;

    private FileName() {}

    /** The last part of a path, on one line, without what has a meaning to file systems, and not too long. */
    static String clean(@Nullable String name) {
        var text = PlainText.clean(name == null ? "" : name).replaceAll("\\s+", " ");
        var last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        var safe = last.replaceAll("[<>:\"|?*;]", "_").replaceAll("^[. ]+|[. ]+$", "");
        int length = safe.codePointCount(0, safe.length());
        return length <= LONGEST ? safe : safe.substring(safe.offsetByCodePoints(0, length - LONGEST));
    }

    /** The name with the ending of its kind. */
    static String of(String clean, FileKind kind) {
        if (clean.isEmpty()) {
            return "file." + kind.ending();
        }
        return kind.endsName(clean) ? clean : clean + "." + kind.ending();
    }
}
