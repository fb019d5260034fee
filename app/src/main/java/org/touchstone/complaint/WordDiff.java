package org.touchstone.complaint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where one text differs from another, word by word; a Han character is a word. */
public final class WordDiff {

    private static final Pattern WORD =
            Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}\u200c]+|\\s+|.", Pattern.DOTALL);

    /** Longer texts are compared so far; the rest counts as different. */
    private static final int MOST_WORDS = 1500;

    private WordDiff() {}

    /**
     * A stretch of a text.
     *
     * @param different whether the other text lacks it there
     */
    public record Part(String text, boolean different) {

        @Override
        public String toString() {
            return different ? "different" : "same";
        }
    }

    /** A text in stretches, each the same as in the other text or not. */
    public static List<Part> of(String text, String other) {
        var words = words(text);
        var others = words(other);
        int n = Math.min(words.size(), MOST_WORDS);
        int m = Math.min(others.size(), MOST_WORDS);
        var common = new short[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                common[i][j] = words.get(i).equals(others.get(j))
                        ? (short) (common[i + 1][j + 1] + 1)
                        : (short) Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var parts = new ArrayList<Part>();
        int j = 0;
        for (int i = 0; i < words.size(); i++) {
            while (i < n && j < m && !words.get(i).equals(others.get(j)) && common[i][j + 1] >= common[i + 1][j]) {
                j++;
            }
            boolean same = i < n && j < m && words.get(i).equals(others.get(j));
            if (same) {
                j++;
            }
            add(parts, words.get(i), !same);
        }
        return List.copyOf(parts);
    }

    private static void add(List<Part> parts, String word, boolean different) {
        if (!parts.isEmpty() && parts.getLast().different() == different) {
            parts.add(new Part(parts.removeLast().text() + word, different));
        } else {
            parts.add(new Part(word, different));
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
