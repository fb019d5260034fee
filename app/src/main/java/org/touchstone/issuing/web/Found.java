package org.touchstone.issuing.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.util.UriUtils;
import org.touchstone.foundation.text.Texts;
import org.touchstone.issuing.FindingWords;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;

/**
 * A finding as people read it.
 *
 * @param sentence in pieces, so that what comes from outside is kept apart from the language around it
 * @param remedy what the applicant is to do; empty where there is nothing
 * @param link where it was seen, as near as an address can lead; empty where there is no such place
 * @param where that address as it is read
 * @param place the heading there
 * @param excerpt the words there
 */
public record Found(
        Verdict verdict,
        List<Piece> sentence,
        List<Piece> remedy,
        String link,
        String where,
        String place,
        String excerpt) {

    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';
    private static final int LONGEST_WHERE = 60;

    /** A part of a sentence: of the language, or from outside. */
    public record Piece(String text, boolean foreign) {}

    /** A finding in the words of a language. */
    public static Found of(Texts t, Finding finding) {
        var where = finding.fact("where");
        boolean seen = finding.code().startsWith("content-") && where.matches("https?://.*");
        var place = seen ? finding.fact("place") : "";
        return new Found(
                finding.verdict(),
                pieces(FindingWords.of(t, finding)),
                pieces(FindingWords.remedy(t, finding)),
                seen ? link(where, place) : "",
                seen ? readable(where) : "",
                place.startsWith("#") ? "" : place,
                seen ? finding.fact("excerpt") : "");
    }

    /** Browsers lead to an anchor, or to a heading by its words. */
    private static String link(String where, String place) {
        if (place.isEmpty() || where.contains("#")) {
            return where;
        }
        return where
                + (place.startsWith("#")
                        ? place
                        : "#:~:text=" + UriUtils.encode(place, StandardCharsets.UTF_8).replace("-", "%2D"));
    }

    private static String readable(String where) {
        var plain = where.replaceFirst("^https?://", "").replaceFirst("/$", "");
        return plain.length() <= LONGEST_WHERE ? plain : plain.substring(0, LONGEST_WHERE) + "…";
    }

    /** Cuts a sentence where facts were filled in. */
    static List<Piece> pieces(String sentence) {
        var pieces = new ArrayList<Piece>();
        int depth = 0;
        var piece = new StringBuilder();
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            boolean opens = c == ISOLATE && depth++ == 0;
            boolean closes = c == END && --depth == 0;
            if (opens || closes) {
                add(pieces, piece, closes);
            } else if (c != ISOLATE && c != END) {
                piece.append(c);
            }
        }
        add(pieces, piece, false);
        return List.copyOf(pieces);
    }

    private static void add(List<Piece> pieces, StringBuilder piece, boolean foreign) {
        if (!piece.isEmpty()) {
            pieces.add(new Piece(piece.toString(), foreign));
            piece.setLength(0);
        }
    }
}
