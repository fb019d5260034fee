package org.touchstone.directory.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.touchstone.directory.Question;
import org.touchstone.directory.index.Spelling.Word;
import org.touchstone.registry.Host;

/**
 * A question as the index is asked it. First every word must be there as written, joined with its neighbour, as the beginning of a
 * word, or in the address; only where that finds nothing, words may also differ by a letter or two, and one of several may be missing.
 * What answers as written stands before what merely resembles.
 */
final class Asked {

    private static final float CODE = 300;
    private static final float ADDRESS = 200;
    private static final float WHOLE = 100;
    private static final float EXACT = 10;
    private static final float JOINED = 9;
    private static final float BEGINS = 5;
    private static final float PART = 2.5f;
    private static final float ABOUT = 2;
    private static final float LIKE = 1.5f;

    private static final int[] LATIN =
            "abcdefghijklmnopqrstuvwxyz0123456789".codePoints().toArray();
    private static final int[] PERSIAN =
            Spelling.words(Spelling.folded("ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی")).stream()
                    .mapToInt(word -> word.text().codePointAt(0))
                    .toArray();

    private static final int EXPANSIONS = 20;
    private static final int MOST_TERMS_SEEN = 4000;
    private static final int MOST_WORDS = 12;

    private final Question question;
    private final Optional<Host> host;
    private final List<Word> words;
    private final String whole;

    Asked(Question question) {
        this.question = question;
        var typed = question.words().strip();
        this.host = typed.indexOf('.') > 0 && typed.indexOf(' ') < 0 ? Host.in(typed) : Optional.empty();
        var telling = host.map(Asked::mainPart).orElseGet(() -> Spelling.telling(typed));
        var all = Spelling.words(telling);
        this.words = all.size() > MOST_WORDS ? all.subList(0, MOST_WORDS) : all;
        this.whole = EntryTerms.whole(telling);
    }

    /** The labels before the top-level domain, as words. */
    private static String mainPart(Host host) {
        var labels = host.readable();
        return Spelling.folded(labels.substring(0, labels.lastIndexOf('.')).replace('.', ' '));
    }

    /** Whether there are words to find, or only filters. */
    boolean hasWords() {
        return !question.words().isBlank();
    }

    /** The words looked for, for marking them in what is found. */
    List<Word> words() {
        return words;
    }

    /** Whether what resembles may be looked for too: there is a word long enough to err in. */
    boolean canRelax() {
        return words.stream().anyMatch(w -> w.chinese() ? w.text().length() > 1 : edits(w.text()) > 0)
                || words.size() > 2;
    }

    /** As written. */
    Query strict() {
        return filtered(text(null));
    }

    /** Also what resembles. */
    Query relaxed(Resembling resembling) {
        return filtered(text(resembling));
    }

    private Query filtered(Query text) {
        var all = new BooleanQuery.Builder();
        filter(all, EntryTerms.TRADE, question.trade());
        var city = question.city();
        filter(all, EntryTerms.CITY, city == null ? null : Spelling.folded(city));
        var state = question.state();
        filter(all, EntryTerms.STATE, state == null ? null : state.name());
        var grade = question.grade();
        filter(all, EntryTerms.GRADE, grade == null ? null : grade.name());
        var filters = all.build();
        if (filters.clauses().isEmpty()) {
            return text;
        }
        return all.add(text, Occur.MUST).build();
    }

    private static void filter(BooleanQuery.Builder all, String field, @Nullable String value) {
        if (value != null) {
            all.add(new TermQuery(new Term(field, value)), Occur.FILTER);
        }
    }

    private Query text(@Nullable Resembling resembling) {
        if (!hasWords()) {
            return MatchAllDocsQuery.INSTANCE;
        }
        var any = new BooleanQuery.Builder();
        var typed = question.words().strip();
        if (typed.matches("[A-Za-z0-9]{8}")) {
            any.add(term(EntryTerms.CODE, typed.toUpperCase(Locale.ROOT), CODE), Occur.SHOULD);
        }
        host.ifPresent(h -> {
            any.add(term(EntryTerms.ADDRESS, h.name(), ADDRESS), Occur.SHOULD);
            // A name with a dot in it reads like an address.
            any.add(term(EntryTerms.NAME, Spelling.folded(typed), 2 * EXACT), Occur.SHOULD);
            any.add(term(EntryTerms.WHOLE, EntryTerms.whole(Spelling.telling(typed)), WHOLE), Occur.SHOULD);
        });
        if (words.size() > 1 && host.isEmpty() && typed.matches("[\\p{L}\\p{N}-]{3,63}")) {
            // Words with hyphens and no blank: perhaps part of an address.
            any.add(part(Spelling.folded(typed)), Occur.SHOULD);
        }
        if (!words.isEmpty()) {
            any.add(term(EntryTerms.WHOLE, whole, WHOLE), Occur.SHOULD);
            any.add(wordsOf(resembling), Occur.SHOULD);
        }
        return any.build();
    }

    private Query wordsOf(@Nullable Resembling resembling) {
        var queries = new ArrayList<Query>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            queries.add(word.chinese() ? chinese(word, resembling != null) : letters(i, resembling));
        }
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        var together = new BooleanQuery.Builder();
        boolean oneMayMiss = resembling != null && queries.size() > 2;
        queries.forEach(q -> together.add(q, oneMayMiss ? Occur.SHOULD : Occur.MUST));
        if (oneMayMiss) {
            together.setMinimumNumberShouldMatch(queries.size() - 1);
        }
        return together.build();
    }

    private static Query chinese(Word word, boolean relaxed) {
        var pairs = word.pairs();
        float each = EXACT / pairs.size();
        var query = new BooleanQuery.Builder();
        if (!relaxed) {
            for (var pair : pairs) {
                query.add(
                        either(
                                term(EntryTerms.NAME, pair, each),
                                term(EntryTerms.HOST, pair, each),
                                term(EntryTerms.ABOUT, pair, ABOUT / pairs.size())),
                        Occur.MUST);
            }
            return query.build();
        }
        // Two thirds of the characters suffice; those that stand together as asked weigh more.
        var characters = word.characters();
        var some = new BooleanQuery.Builder();
        for (var character : characters) {
            some.add(
                    either(
                            term(EntryTerms.NAME, character, LIKE / characters.size()),
                            term(EntryTerms.HOST, character, LIKE / characters.size())),
                    Occur.SHOULD);
        }
        some.setMinimumNumberShouldMatch(Math.max(1, characters.size() - Math.max(1, characters.size() / 3)));
        query.add(some.build(), Occur.MUST);
        if (characters.size() > 1) {
            pairs.forEach(pair -> query.add(term(EntryTerms.NAME, pair, each), Occur.SHOULD));
        }
        return query.build();
    }

    private Query letters(int i, @Nullable Resembling resembling) {
        var word = words.get(i).text();
        var ways = new ArrayList<Query>();
        ways.add(term(EntryTerms.NAME, word, EXACT));
        ways.add(term(EntryTerms.HOST, word, JOINED));
        if (i > 0 && !words.get(i - 1).chinese()) {
            joined(ways, words.get(i - 1).text() + word);
        }
        if (i + 1 < words.size() && !words.get(i + 1).chinese()) {
            joined(ways, word + words.get(i + 1).text());
        }
        if (word.length() <= EntryTerms.LONGEST_START) {
            ways.add(term(EntryTerms.START, word, BEGINS));
        } else {
            ways.add(new BoostQuery(new PrefixQuery(new Term(EntryTerms.NAME, word)), BEGINS));
            ways.add(new BoostQuery(new PrefixQuery(new Term(EntryTerms.HOST, word)), BEGINS));
        }
        ways.add(term(EntryTerms.ABOUT, word, ABOUT));
        if (words.size() == 1 && word.length() >= 3) {
            ways.add(part(word));
        }
        if (resembling != null) {
            resembling
                    .of(EntryTerms.NAME, word)
                    .forEach(like -> ways.add(term(EntryTerms.NAME, like.text(), LIKE * like.closeness())));
            resembling
                    .of(EntryTerms.HOST, word)
                    .forEach(like -> ways.add(term(EntryTerms.HOST, like.text(), LIKE * like.closeness() * 0.9f)));
        }
        return either(ways.toArray(Query[]::new));
    }

    private static void joined(List<Query> ways, String together) {
        ways.add(term(EntryTerms.NAME, together, JOINED));
        ways.add(term(EntryTerms.HOST, together, JOINED));
    }

    /** Addresses with all triples of letters of a word: it stands in them somewhere, but for rare accidents. */
    private static Query part(String word) {
        var all = new BooleanQuery.Builder();
        EntryTerms.triples(word).stream()
                .limit(12)
                .forEach(t -> all.add(new TermQuery(new Term(EntryTerms.PART, t)), Occur.FILTER));
        return new BoostQuery(new ConstantScoreQuery(all.build()), PART);
    }

    private static Query either(Query... ways) {
        return new DisjunctionMaxQuery(List.of(ways), 0);
    }

    private static Query term(String field, String text, float boost) {
        return new BoostQuery(new TermQuery(new Term(field, text)), boost);
    }

    /** By how many letters a word may differ. */
    static int edits(String word) {
        return word.length() < 3 ? 0 : word.length() < 8 ? 1 : 2;
    }

    /** The question with its unknown words replaced by the known ones they resemble most; nothing where all are known. */
    Optional<String> suggestion(Resembling resembling) throws IOException {
        var said = new ArrayList<String>();
        boolean other = false;
        for (var word : words) {
            var likes =
                    word.chinese() || resembling.isKnown(word.text()) ? List.<Like>of() : resembling.best(word.text());
            other |= !likes.isEmpty();
            said.add(likes.isEmpty() ? word.text() : likes.getFirst().text());
        }
        return other ? Optional.of(String.join(" ", said)) : Optional.empty();
    }

    /**
     * A term that resembles a word.
     *
     * @param closeness of 0…1
     * @param entries how many entries have it, about
     */
    record Like(String text, float closeness, int entries) {}

    /**
     * Finds terms that resemble words: a letter off anywhere or, in long words, two off after a right beginning; two letters
     * exchanged count as one.
     */
    static final class Resembling {

        private final IndexReader reader;
        private final Set<String> seen = new LinkedHashSet<>();

        Resembling(IndexReader reader) {
            this.reader = reader;
        }

        /** All terms made use of, for marking them in what is found. */
        Set<String> seen() {
            return seen;
        }

        boolean isKnown(String word) throws IOException {
            return reader.docFreq(new Term(EntryTerms.NAME, word)) > 0
                    || reader.docFreq(new Term(EntryTerms.HOST, word)) > 0
                    || reader.docFreq(new Term(EntryTerms.ABOUT, word)) > 0;
        }

        List<Like> best(String word) {
            var likes = new ArrayList<>(of(EntryTerms.NAME, word));
            likes.addAll(of(EntryTerms.HOST, word));
            likes.sort(ORDER);
            return likes;
        }

        private static final Comparator<Like> ORDER = Comparator.comparingDouble(Like::closeness)
                .thenComparingInt(Like::entries)
                .reversed()
                .thenComparing(Like::text);

        /** The terms of a field that resemble a word most; one letter off before two. */
        List<Like> of(String field, String word) {
            for (int edits = 1; edits <= edits(word); edits++) {
                var found = within(field, word, edits);
                if (edits == 1 && found.isEmpty()) {
                    found = begunOtherwise(field, word);
                }
                if (!found.isEmpty()) {
                    found.forEach(like -> seen.add(like.text()));
                    return found;
                }
            }
            return List.of();
        }

        /** Terms whose first letter is another, missing, too much, or exchanged with the second: looked up one by one. */
        private List<Like> begunOtherwise(String field, String word) {
            var rest = word.substring(Character.charCount(word.codePointAt(0)));
            var maybe = new LinkedHashSet<String>();
            maybe.add(rest);
            int second = rest.codePointAt(0);
            maybe.add(Character.toString(second)
                    + Character.toString(word.codePointAt(0))
                    + rest.substring(Character.charCount(second)));
            var letters = word.codePointAt(0) < 128 ? LATIN : PERSIAN;
            for (int letter : letters) {
                maybe.add(Character.toString(letter) + rest);
                maybe.add(Character.toString(letter) + word);
            }
            maybe.remove(word);
            var found = new ArrayList<Like>();
            try {
                for (var text : maybe) {
                    int entries = reader.docFreq(new Term(field, text));
                    if (entries > 0) {
                        found.add(new Like(text, 1 - 1f / word.length(), entries));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            found.sort(ORDER);
            return found.size() > EXPANSIONS ? List.copyOf(found.subList(0, EXPANSIONS)) : found;
        }

        private List<Like> within(String field, String word, int edits) {
            var found = new ArrayList<Like>();
            try {
                var terms = MultiTerms.getTerms(reader, field);
                if (terms == null) {
                    return found;
                }
                var likes = new FuzzyTermsEnum(terms, new Term(field, word), edits, edits, true);
                for (var term = likes.next(); term != null && found.size() < MOST_TERMS_SEEN; term = likes.next()) {
                    var text = term.utf8ToString();
                    if (!text.equals(word)) {
                        found.add(new Like(
                                text,
                                Math.min(
                                        0.99f,
                                        likes.attributes()
                                                .addAttribute(BoostAttribute.class)
                                                .getBoost()),
                                likes.docFreq()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            found.sort(ORDER);
            return found.size() > EXPANSIONS ? List.copyOf(found.subList(0, EXPANSIONS)) : found;
        }
    }
}
