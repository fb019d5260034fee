package org.touchstone.directory.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.touchstone.directory.index.Spelling.Word;

/** Which parts of a text answer what was asked, for showing them. */
public final class Marking {

    private static final Pattern RUN = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern PIECE = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+");

    private final Set<String> words = new HashSet<>();
    private final List<String> beginnings = new ArrayList<>();
    private final Set<String> characters = new HashSet<>();

    Marking(List<Word> asked, Set<String> resembling) {
        for (int i = 0; i < asked.size(); i++) {
            var word = asked.get(i);
            if (word.chinese()) {
                characters.addAll(word.characters());
            } else {
                beginnings.add(word.text());
                if (i + 1 < asked.size() && !asked.get(i + 1).chinese()) {
                    words.add(word.text() + asked.get(i + 1).text());
                }
            }
        }
        words.addAll(resembling);
    }

    /**
     * A piece of a text.
     *
     * @param marked whether it answers
     */
    public record Piece(String text, boolean marked) {}

    /** A text in pieces; put together they are the text. */
    public List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        int done = 0;
        var runs = RUN.matcher(text);
        while (runs.find()) {
            var inner = PIECE.matcher(text).region(runs.start(), runs.end());
            while (inner.find()) {
                if (answers(inner.group())) {
                    add(pieces, text.substring(done, inner.start()), false);
                    add(pieces, inner.group(), true);
                    done = inner.end();
                }
            }
        }
        add(pieces, text.substring(done), false);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean marked) {
        if (text.isEmpty()) {
            return;
        }
        if (!pieces.isEmpty() && pieces.getLast().marked() == marked) {
            var last = pieces.removeLast();
            pieces.add(new Piece(last.text() + text, marked));
        } else {
            pieces.add(new Piece(text, marked));
        }
    }

    private boolean answers(String piece) {
        var folded = Spelling.folded(piece);
        if (characters.contains(folded)) {
            return true;
        }
        var plain = Spelling.words(folded).stream().map(Word::text).findFirst().orElse(folded);
        return words.contains(plain) || beginnings.stream().anyMatch(plain::startsWith);
    }
}
