package org.touchstone.rules.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text and what in it could name or reach a person. Finds rather too much than too little: whoever wrote the text sees every
 * find and may take one back. Amounts of money and dates are not personal and stay. Immutable.
 *
 * <p>Understands Persian, Chinese and English, and digits of any script. What it finds, and how well, is measured in
 * {@code docs/redaction.md}.
 */
public final class Redaction {

    /** What a find is. */
    public enum Kind {
        /** A person's name. */
        NAME,
        /** A telephone or mobile number, with its extension. */
        PHONE,
        /** A bank card. */
        CARD,
        /** A bank account, an IBAN, a Sheba number. */
        ACCOUNT,
        /** A national identity number, a passport. */
        IDENTITY,
        /** An e-mail address. */
        EMAIL,
        /** A postal address or a part of one. */
        ADDRESS,
        /** A postal code. */
        POSTCODE,
        /** An address on the web. */
        LINK,
        /** Any other number of five digits or more: an order, a parcel, an invoice. */
        NUMBER,
        /** A number plate. */
        PLATE,
        /** A name on a messenger or a social network. */
        HANDLE,
        /** Words the writer wants hidden. */
        WORDS
    }

    /**
     * One find.
     *
     * @param start index of its first character in the text
     * @param end index behind its last character
     */
    public record Find(Kind kind, int start, int end) {}

    /**
     * A stretch of the text.
     *
     * @param text as it was written
     * @param find the number of the find it is, counted from 0; absent where nothing was found
     * @param kind what it is; absent where nothing was found
     */
    public record Piece(
            String text, @Nullable Integer find, @Nullable Kind kind) {

        @Override
        public String toString() {
            return kind == null ? "text" : kind.name();
        }
    }

    private final String original;
    private final List<Find> finds;

    private Redaction(String original, List<Find> finds) {
        this.original = original;
        this.finds = List.copyOf(finds);
    }

    /**
     * Looks through a text.
     *
     * @param knownNames people known to have to do with it; their names are found whole and in their parts
     */
    public static Redaction of(String text, Collection<String> knownNames) {
        var spans = new Spans(Folded.of(text));
        NumberFinds.in(spans);
        NetworkFinds.in(spans);
        AddressFinds.in(spans);
        NameFinds.in(spans);
        for (var name : knownNames) {
            knownName(spans, text, name.strip());
        }
        return new Redaction(text, spans.finds(text));
    }

    private static void knownName(Spans spans, String text, String name) {
        if (name.isEmpty()) {
            return;
        }
        words(name, false).matcher(text).results().forEach(m -> spans.inOriginal(Kind.NAME, m.start(), m.end(), 100));
        for (var part : name.split("[\\s·]+")) {
            if (part.codePointCount(0, part.length()) >= 3) {
                words(part, true)
                        .matcher(text)
                        .results()
                        .forEach(m -> spans.inOriginal(Kind.NAME, m.start(), m.end(), 101));
            }
        }
    }

    /** Words however their letters are typed: forms of one letter, joiners, vowel signs and case make no difference. */
    private static Pattern words(String words, boolean whole) {
        var pattern = new StringBuilder();
        words.codePoints().forEach(c -> {
            int letter = PlainText.folded(c);
            if (letter == ' ') {
                pattern.append("[\\s\\p{Z}\\p{Cf}]*");
            } else if (letter != 0) {
                pattern.append(forms(letter)).append("[\\u064B-\\u065F\\u0670\\u0640]*");
            }
        });
        var bounded = whole ? "(?<![\\p{L}\\p{M}])" + pattern + "(?![\\p{L}\\p{M}])" : pattern.toString();
        return Pattern.compile(bounded, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String forms(int letter) {
        if (Character.isDigit(letter)) {
            return "[" + (char) letter + (char) ('۰' + Character.digit(letter, 10))
                    + (char) ('٠' + Character.digit(letter, 10)) + "]";
        }
        return switch (letter) {
            case 'ی' -> "[یيىئ]";
            case 'ک' -> "[کك]";
            case 'ه' -> "[هةۀ]";
            case 'ا' -> "[اأإٱآ]";
            case 'و' -> "[وؤ]";
            default -> Pattern.quote(Character.toString(letter));
        };
    }

    /** The text as it was. */
    public String original() {
        return original;
    }

    /** What was found, in the order of the text. Finds do not overlap. */
    public List<Find> finds() {
        return finds;
    }

    /** The text with every find replaced by the mark of its kind: {@code ⟦PHONE⟧}. */
    public String text() {
        return text(kind -> "⟦" + kind + "⟧");
    }

    /** The text with every find replaced by what stands for its kind. */
    public String text(Function<Kind, String> mark) {
        var text = new StringBuilder();
        for (var piece : pieces()) {
            text.append(piece.kind() == null ? piece.text() : mark.apply(piece.kind()));
        }
        return text.toString();
    }

    /** The whole text in stretches: what stays, and what was found. */
    public List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        for (int i = 0; i < finds.size(); i++) {
            var find = finds.get(i);
            if (find.start() > at) {
                pieces.add(new Piece(original.substring(at, find.start()), null, null));
            }
            pieces.add(new Piece(original.substring(find.start(), find.end()), i, find.kind()));
            at = find.end();
        }
        if (at < original.length()) {
            pieces.add(new Piece(original.substring(at), null, null));
        }
        return List.copyOf(pieces);
    }

    /** The same without some finds, named by their numbers; numbers that are none are passed over. */
    public Redaction keeping(Set<Integer> which) {
        var rest = new ArrayList<Find>();
        for (int i = 0; i < finds.size(); i++) {
            if (!which.contains(i)) {
                rest.add(finds.get(i));
            }
        }
        return new Redaction(original, rest);
    }

    /** The same with further words hidden wherever they stand. */
    public Redaction hiding(Collection<String> words) {
        var all = new ArrayList<>(finds);
        for (var word : words) {
            if (!word.isBlank()) {
                var hidden = words(word.strip(), false).matcher(original);
                while (hidden.find()) {
                    int start = hidden.start();
                    int end = hidden.end();
                    if (end > start && all.stream().noneMatch(f -> f.start() < end && start < f.end())) {
                        all.add(new Find(Kind.WORDS, start, end));
                    }
                }
            }
        }
        all.sort(Comparator.comparingInt(Find::start));
        return new Redaction(original, all);
    }

    @Override
    public String toString() {
        return finds.size() + " finds";
    }

    /** Stretches of a text claimed for a kind, the stronger claim winning where two meet. */
    static final class Spans {

        private record Claim(Kind kind, int start, int end, int strength) {}

        private final Folded folded;
        private final List<Claim> claims = new ArrayList<>();

        private Spans(Folded folded) {
            this.folded = folded;
        }

        String text() {
            return folded.text();
        }

        /** Claims a stretch of the folded text. */
        void claim(Kind kind, int start, int end, int strength) {
            if (end > start) {
                claims.add(new Claim(kind, folded.original(start), folded.original(end), strength));
            }
        }

        /** Claims what a group of a pattern matches, or all of it. */
        void claim(Kind kind, Pattern pattern, int group, int strength) {
            var found = pattern.matcher(text());
            while (found.find()) {
                if (found.group(group) != null) {
                    claim(kind, found.start(group), found.end(group), strength);
                }
            }
        }

        private void inOriginal(Kind kind, int start, int end, int strength) {
            if (end > start) {
                claims.add(new Claim(kind, start, end, strength));
            }
        }

        private List<Find> finds(String text) {
            var owner = new int[text.length()];
            Arrays.fill(owner, -1);
            // Of equal claims the longer one wins.
            claims.sort(Comparator.comparingInt(Claim::strength).thenComparingInt(c -> c.end() - c.start()));
            for (int i = 0; i < claims.size(); i++) {
                Arrays.fill(owner, claims.get(i).start(), claims.get(i).end(), i);
            }
            var finds = new ArrayList<Find>();
            for (int start = 0; start < owner.length; ) {
                int end = start + 1;
                while (end < owner.length && owner[end] == owner[start]) {
                    end++;
                }
                if (owner[start] >= 0) {
                    add(finds, text, claims.get(owner[start]), start, end);
                }
                start = end;
            }
            return finds;
        }

        /** Adds a find without the blanks and signs at its ends; a claim cut to nothing but those is none. */
        private static void add(List<Find> finds, String text, Claim claim, int start, int end) {
            int from = start;
            int to = end;
            while (from < to && !isSubstance(text.codePointAt(from))) {
                from += Character.charCount(text.codePointAt(from));
            }
            while (to > from && !isSubstance(text.codePointBefore(to))) {
                to -= Character.charCount(text.codePointBefore(to));
            }
            if (from >= to) {
                return;
            }
            boolean whole = claim.start() == start && claim.end() == end;
            finds.add(whole ? new Find(claim.kind(), start, end) : new Find(claim.kind(), from, to));
        }

        private static boolean isSubstance(int c) {
            return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
        }
    }
}
