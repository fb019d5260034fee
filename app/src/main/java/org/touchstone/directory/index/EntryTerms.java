package org.touchstone.directory.index;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.touchstone.directory.index.Spelling.Word;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.registry.Host;
import org.touchstone.registry.RegisterEntry;

/** An entry of the register as the index keeps it: by which terms it is found, and what is shown of it. */
final class EntryTerms {

    static final String CODE = "code";
    static final String VERSION = "version";
    /** Words of the name: exact, and neighbours joined as if no blank stood between them. */
    static final String NAME = "name";
    /** Words of the address. */
    static final String HOST = "host";
    /** How words of name and address begin. */
    static final String START = "start";
    /** Triples of letters in the address, for parts of it. */
    static final String PART = "part";
    /** City and trade, in the words people use for them. */
    static final String ABOUT = "about";
    /** The telling name as a whole. */
    static final String WHOLE = "whole";
    /** The address as a whole. */
    static final String ADDRESS = "address";

    static final String TRADE = "trade";
    static final String CITY = "city";
    static final String STATE = "state";
    /** The grade. */
    static final String GRADE = "grade";

    /** Beginnings longer than this are looked up among the words themselves. */
    static final int LONGEST_START = 10;

    private static final FieldType WORDS = type(IndexOptions.DOCS_AND_FREQS, false);
    private static final FieldType MARKS = type(IndexOptions.DOCS, true);

    private static final Map<String, Set<String>> TRADES = new ConcurrentHashMap<>();

    private EntryTerms() {}

    private static FieldType type(IndexOptions options, boolean omitNorms) {
        var type = new FieldType();
        type.setIndexOptions(options);
        type.setOmitNorms(omitNorms);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    static Document document(RegisterEntry entry) {
        var document = new Document();
        document.add(new StringField(CODE, entry.code(), Field.Store.YES));
        document.add(new SortedDocValuesField(CODE, new BytesRef(entry.code())));
        document.add(new NumericDocValuesField(VERSION, entry.version()));

        var folded = Spelling.folded(entry.legalName());
        var telling = Spelling.tellingOf(folded);
        var all = Spelling.words(folded);
        var names = new LinkedHashSet<String>();
        names(names, all);
        names(names, Spelling.words(telling));
        document.add(new Field(NAME, new Listed(names), WORDS));
        document.add(new StringField(WHOLE, whole(telling), Field.Store.NO));

        var host = hostWords(entry.host());
        document.add(new Field(HOST, new Listed(host), MARKS));
        document.add(new StringField(ADDRESS, entry.host().name(), Field.Store.NO));
        document.add(new Field(PART, new Listed(triples(entry.host())), MARKS));

        var starts = new LinkedHashSet<String>();
        all.stream().filter(w -> !w.chinese()).forEach(w -> starts(starts, w.text()));
        for (var label : mainLabels(entry.host())) {
            starts(starts, label);
        }
        document.add(new Field(START, new Listed(starts), MARKS));
        document.add(new Field(ABOUT, new Listed(about(entry)), MARKS));

        facet(document, TRADE, entry.trade(), entry.trade());
        facet(document, STATE, entry.state().name(), entry.state().name());
        var city = entry.city();
        if (city != null) {
            facet(document, CITY, Spelling.folded(city), city);
        }

        document.add(new StoredField("state", entry.state().name()));
        document.add(new StoredField("host", entry.host().name()));
        document.add(new StoredField("business", entry.businessId().toString()));
        document.add(new StoredField("name", entry.legalName()));
        document.add(new StoredField("trade", entry.trade()));
        if (city != null) {
            document.add(new StoredField("city", city));
        }
        document.add(new StoredField("issued", entry.issuedAt().toString()));
        document.add(new StoredField("expires", entry.expiresAt().toString()));
        if (entry.grade() != null) {
            document.add(new StringField(GRADE, entry.grade().name(), Field.Store.YES));
        }
        if (entry.supervision() != null) {
            document.add(new StoredField("supervision", entry.supervision().name()));
        }
        document.add(new StoredField("version", entry.version()));
        return document;
    }

    private static void facet(Document document, String field, String key, String shown) {
        document.add(new StringField(field, key, Field.Store.NO));
        document.add(new SortedDocValuesField(field, new BytesRef(shown)));
    }

    /** A whole name without blanks, which people set differently. */
    static String whole(String telling) {
        var joined = telling.replace(" ", "");
        return joined.length() <= 200 ? joined : joined.substring(0, 200);
    }

    private static void names(Set<String> names, List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.chinese()) {
                names.addAll(word.pairs());
                names.addAll(word.characters());
            } else {
                names.add(word.text());
                if (i + 1 < words.size() && !words.get(i + 1).chinese()) {
                    names.add(word.text() + words.get(i + 1).text());
                }
            }
        }
    }

    private static void starts(Set<String> starts, String word) {
        for (int end = 1; end <= Math.min(word.length(), LONGEST_START); end++) {
            if (end == word.length() || !Character.isLowSurrogate(word.charAt(end))) {
                starts.add(word.substring(0, end));
            }
        }
    }

    /** An address as machines write it, and as people read it where that differs. */
    private static List<String> forms(Host host) {
        return host.name().contains("xn--") ? List.of(host.name(), host.readable()) : List.of(host.name());
    }

    /** Labels in both forms, and their parts between hyphens. */
    private static Set<String> hostWords(Host host) {
        var words = new LinkedHashSet<String>();
        for (var form : forms(host)) {
            for (var label : form.split("\\.")) {
                words.add(label);
                for (var word : Spelling.words(Spelling.folded(label))) {
                    words.add(word.text());
                    if (word.chinese()) {
                        words.addAll(word.pairs());
                        words.addAll(word.characters());
                    }
                }
                words.add(Spelling.folded(label).replaceAll("[^\\p{L}\\p{N}]", ""));
            }
        }
        words.remove("");
        return words;
    }

    /** What stands before the top-level domain, in both forms. */
    private static Set<String> mainLabels(Host host) {
        var labels = new LinkedHashSet<String>();
        for (var form : forms(host)) {
            var parts = form.split("\\.");
            for (int i = 0; i + 1 < parts.length; i++) {
                labels.add(parts[i].toLowerCase(Locale.ROOT));
                Spelling.words(Spelling.folded(parts[i])).stream()
                        .filter(w -> !w.chinese())
                        .forEach(w -> labels.add(w.text()));
            }
        }
        return labels;
    }

    private static Set<String> triples(Host host) {
        var triples = new LinkedHashSet<String>();
        for (var label : mainLabels(host)) {
            triples.addAll(triples(label));
        }
        return triples;
    }

    static List<String> triples(String word) {
        var triples = new LinkedHashSet<String>();
        for (int i = 0; i + 3 <= word.length(); i++) {
            triples.add(word.substring(i, i + 3));
        }
        return List.copyOf(triples);
    }

    private static Set<String> about(RegisterEntry entry) {
        var about = new LinkedHashSet<>(TRADES.computeIfAbsent(entry.trade(), EntryTerms::trade));
        var city = entry.city();
        if (city != null) {
            names(about, Spelling.words(Spelling.folded(city)));
        }
        return about;
    }

    /** What a trade is called in the languages of the platform. */
    private static Set<String> trade(String code) {
        var names = new LinkedHashSet<String>();
        for (var language : Language.values()) {
            var texts = Texts.in(language);
            var key = "trade." + code;
            names(names, Spelling.words(Spelling.folded(texts.has(key) ? texts.say(key) : code)));
        }
        return names;
    }

    /** Terms that are known already. */
    private static final class Listed extends TokenStream {

        private final Iterable<String> terms;
        private @Nullable Iterator<String> left;
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        Listed(Iterable<String> terms) {
            this.terms = terms;
        }

        @Override
        public void reset() {
            left = terms.iterator();
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (left == null || !left.hasNext()) {
                return false;
            }
            term.append(left.next());
            return true;
        }
    }
}
