package org.touchstone.directory.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.touchstone.directory.Question;
import org.touchstone.directory.index.Asked.Resembling;
import org.touchstone.foundation.database.Folders;
import org.touchstone.registry.Host;
import org.touchstone.registry.RegisterEntry;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Grade;

/**
 * The index of one node. Entries lie in the order of their codes, which are drawn by lot: equally good answers need no sorting, a
 * page begins where the last one ended on every node alike, and the first entries of a large answer are a fair sample of it.
 */
public final class RegisterIndex implements AutoCloseable {

    /** Number of the form entries are kept in; raised with every change of {@link EntryTerms} or {@link Spelling}. */
    public static final int SCHEMA = 2;

    private static final int COUNTED = 1000;
    /** An answer is counted by so many of its entries at least; larger ones are estimated from them. */
    private static final int SAMPLE = 20_000;

    private static final String COMPLETE = "complete";
    private static final String HORIZON = "horizon";
    private static final String SCHEMA_KEY = "schema";

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile boolean complete;

    private RegisterIndex(FSDirectory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.complete = "true".equals(committed().get(COMPLETE));
        this.searchers = new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader before) {
                // No threads of its own: searching is for strangers, and leaves cores to those who file and answer.
                var searcher = new IndexSearcher(reader);
                searcher.setSimilarity(new Likeness());
                return searcher;
            }
        });
    }

    /**
     * Opens the index in a folder. What cannot be read, is of another form, or was not finished is thrown away: it can be made
     * again. A folder that another node on the same disk uses is left alone, and the next one is taken.
     */
    public static RegisterIndex open(Path folder) throws IOException {
        for (int node = 1; ; node++) {
            var own = node == 1 ? folder : folder.resolveSibling(folder.getFileName() + "-" + node);
            try {
                return openOwn(own);
            } catch (LockObtainFailedException e) {
                if (node == 9) {
                    throw e;
                }
            }
        }
    }

    private static RegisterIndex openOwn(Path folder) throws IOException {
        Files.createDirectories(folder);
        RegisterIndex index;
        try {
            index = opened(folder);
        } catch (LockObtainFailedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            Folders.delete(folder);
            Files.createDirectories(folder);
            return opened(folder);
        }
        if (!index.complete || !String.valueOf(SCHEMA).equals(index.committed().get(SCHEMA_KEY))) {
            index.clear();
        }
        return index;
    }

    private static RegisterIndex opened(Path folder) throws IOException {
        var directory = FSDirectory.open(folder);
        try {
            var merging = new TieredMergePolicy();
            merging.setSegmentsPerTier(6);
            var config = new IndexWriterConfig()
                    .setSimilarity(new Likeness())
                    .setMergePolicy(merging)
                    .setRAMBufferSizeMB(48)
                    .setCommitOnClose(false)
                    .setIndexSort(new Sort(new SortField(EntryTerms.CODE, SortField.Type.STRING)));
            return new RegisterIndex(directory, new IndexWriter(directory, config));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private Map<String, String> committed() {
        var data = new HashMap<String, String>();
        var live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(e -> data.put(e.getKey(), e.getValue()));
        }
        return data;
    }

    /** Whether every entry of the register is in it, but for what changed since its horizon. */
    public boolean isComplete() {
        return complete;
    }

    /** The horizon up to which it knew all changes when it was kept last. */
    public Optional<String> horizon() {
        return Optional.ofNullable(committed().get(HORIZON));
    }

    /** How many entries it has. */
    public int size() {
        return asking(searcher -> searcher.getIndexReader().numDocs());
    }

    /** How many bytes its files take. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (var file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    /** Where it lies. */
    public Path folder() {
        return directory.getDirectory();
    }

    // Writing.

    /** Throws everything away. */
    public void clear() throws IOException {
        complete = false;
        writer.deleteAll();
        writer.setLiveCommitData(Map.<String, String>of().entrySet());
        writer.commit();
        searchers.maybeRefreshBlocking();
    }

    /** Adds entries that are not in it. */
    public void add(Collection<RegisterEntry> entries) throws IOException {
        for (var entry : entries) {
            writer.addDocument(EntryTerms.document(entry));
        }
    }

    /** Puts entries in the place of what was known of their codes. They are found after {@link #show()}. */
    public void put(Collection<RegisterEntry> entries) throws IOException {
        for (var entry : entries) {
            writer.updateDocument(new Term(EntryTerms.CODE, entry.code()), EntryTerms.document(entry));
        }
    }

    /** Takes entries out. */
    public void remove(Collection<String> codes) throws IOException {
        writer.deleteDocuments(
                codes.stream().map(c -> new Term(EntryTerms.CODE, c)).toArray(Term[]::new));
    }

    /** Lets everything written so far be found. */
    public void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Puts what was added in good order for searching: after everything was written anew. */
    public void settle() throws IOException {
        writer.forceMerge(1);
    }

    /** Keeps what was written through a loss of power, with the horizon up to which all changes are in it. */
    public void keep(String horizon) throws IOException {
        writer.setLiveCommitData(Map.of(SCHEMA_KEY, String.valueOf(SCHEMA), HORIZON, horizon, COMPLETE, "true")
                .entrySet());
        writer.commit();
        complete = true;
    }

    // Asking.

    /** Something read from the index as it stands at one moment. */
    private interface Reading<T> {
        T from(IndexSearcher searcher) throws IOException;
    }

    private <T> T asking(Reading<T> reading) {
        try {
            var searcher = searchers.acquire();
            try {
                return reading.from(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The versions of those of some codes that are in it. */
    public Map<String, Long> versions(Collection<String> codes) {
        return asking(searcher -> {
            var versions = new HashMap<String, Long>();
            for (var leaf : searcher.getIndexReader().leaves()) {
                var terms = leaf.reader().terms(EntryTerms.CODE);
                if (terms == null) {
                    continue;
                }
                var each = terms.iterator();
                for (var code : codes) {
                    if (each.seekExact(new BytesRef(code))) {
                        var places = each.postings(null, PostingsEnum.NONE);
                        var live = leaf.reader().getLiveDocs();
                        for (int at = places.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = places.nextDoc()) {
                            var values = leaf.reader().getNumericDocValues(EntryTerms.VERSION);
                            if ((live == null || live.get(at)) && values != null && values.advanceExact(at)) {
                                versions.put(code, values.longValue());
                            }
                        }
                    }
                }
            }
            return versions;
        });
    }

    /**
     * A place in an answer, after which the next page begins.
     *
     * @param relaxed whether the answer holds what merely resembles, too
     * @param rekeyed whether it answers what the other keyboard would have written
     */
    public record Place(boolean relaxed, boolean rekeyed, float score, String code) {}

    /**
     * An entry found.
     *
     * @param place where in the answer it stands
     */
    public record Hit(RegisterEntry entry, Place place) {}

    /**
     * An answer.
     *
     * @param counted how many entries answer at least
     * @param exact whether there are no more than those
     * @param more whether more follow
     * @param relaxed whether some merely resemble what was asked
     * @param suggestion what was meant, perhaps
     * @param shownFor what is answered where that is something else than was typed: the same keys on the other keyboard
     * @param marked words to mark in what is shown
     */
    public record Answer(
            List<Hit> hits,
            int counted,
            boolean exact,
            boolean more,
            boolean relaxed,
            @Nullable String suggestion,
            @Nullable String shownFor,
            Marking marked) {}

    /**
     * How a question is answered.
     *
     * @param relaxed whether with what merely resembles, too
     * @param shownFor the words of the other keyboard, where those are answered
     */
    private record Way(
            Asked asked, boolean relaxed, @Nullable String shownFor) {

        Query query(Resembling resembling) {
            return relaxed ? asked.relaxed(resembling) : asked.strict();
        }
    }

    /**
     * As written; else as the other keyboard would have written it; else what resembles. A later page is answered as the first one
     * was.
     */
    private static Way way(IndexSearcher searcher, Question question, @Nullable Place after) throws IOException {
        var asked = new Asked(question);
        if (after != null && !after.rekeyed()) {
            return new Way(asked, after.relaxed(), null);
        }
        var other = asked.hasWords() ? Keyboard.other(question.words()).orElse(null) : null;
        if (after != null) {
            return other == null
                    ? new Way(asked, after.relaxed(), null)
                    : new Way(new Asked(question.saying(other)), after.relaxed(), other);
        }
        if (!asked.hasWords() || isAnswered(searcher, asked.strict())) {
            return new Way(asked, false, null);
        }
        var rekeyed = other == null ? null : new Asked(question.saying(other));
        if (rekeyed != null && isAnswered(searcher, rekeyed.strict())) {
            return new Way(rekeyed, false, other);
        }
        return new Way(asked, asked.canRelax(), null);
    }

    private static boolean isAnswered(IndexSearcher searcher, Query query) throws IOException {
        return find(searcher, query, true, null, 1).counted() > 0;
    }

    /** Finds entries: the best first, equally good ones by code. */
    public Answer search(Question question, @Nullable Place after, int limit) {
        return asking(searcher -> {
            var resembling = new Resembling(searcher.getIndexReader());
            var typed = new Asked(question);
            var way = new Way(typed, false, null);
            @Nullable Found found = null;
            if (after == null) {
                // Nearly every question is answered as written, and then it is asked but once.
                found = find(searcher, typed.strict(), typed.hasWords(), null, limit + 1);
            }
            if (found == null || (found.counted() == 0 && typed.hasWords())) {
                way = way(searcher, question, after);
                found = find(searcher, way.query(resembling), way.asked().hasWords(), after, limit + 1);
            }
            if (after == null && found.counted() == 0 && way.shownFor() == null) {
                var other =
                        Keyboard.other(question.words()).map(question::saying).orElse(null);
                var asked = other == null ? null : new Asked(other);
                if (other != null && asked != null && asked.canRelax()) {
                    var alike = find(searcher, asked.relaxed(resembling), true, null, limit + 1);
                    if (alike.counted() > 0) {
                        way = new Way(asked, true, other.words());
                        found = alike;
                    }
                }
            }
            boolean rekeyed = way.shownFor() != null;
            var hits = new ArrayList<Hit>();
            var stored = searcher.storedFields();
            for (var at : found.best().subList(0, Math.min(limit, found.best().size()))) {
                hits.add(new Hit(
                        entry(stored.document(at.doc())), new Place(way.relaxed(), rekeyed, at.score(), at.code())));
            }
            return new Answer(
                    hits,
                    found.counted(),
                    found.exact(),
                    found.best().size() > limit,
                    way.relaxed(),
                    way.relaxed() ? way.asked().suggestion(resembling).orElse(null) : null,
                    way.shownFor(),
                    new Marking(way.asked().words(), resembling.seen()));
        });
    }

    /** The place of the entry that stands so many entries from the beginning of an answer; nothing where it has fewer. */
    public Optional<Place> place(Question question, Place within, int number) {
        return asking(searcher -> {
            var resembling = new Resembling(searcher.getIndexReader());
            var way = way(searcher, question, within);
            var best = find(searcher, way.query(resembling), way.asked().hasWords(), null, number)
                    .best();
            return best.size() < number
                    ? Optional.<Place>empty()
                    : Optional.of(new Place(
                            within.relaxed(),
                            within.rekeyed(),
                            best.getLast().score(),
                            best.getLast().code()));
        });
    }

    private record At(int doc, float score, String code) {
        static final Comparator<At> ORDER =
                Comparator.comparing(At::score, Comparator.reverseOrder()).thenComparing(At::code);
    }

    private record Found(List<At> best, int counted, boolean exact) {}

    /** Each segment lies in the order of codes, so its best entries come in the right order by themselves; they are merged by code. */
    private static Found find(IndexSearcher searcher, Query query, boolean scored, @Nullable Place after, int limit)
            throws IOException {
        var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.TOP_SCORES, 1);
        var all = new ArrayList<At>();
        int counted = 0;
        boolean exact = true;
        for (var leaf : searcher.getIndexReader().leaves()) {
            var codes = leaf.reader().getSortedDocValues(EntryTerms.CODE);
            var scorer = codes == null ? null : weight.bulkScorer(leaf);
            if (codes == null || scorer == null) {
                continue;
            }
            int from = after == null ? 0 : firstAfter(leaf, codes, after.code());
            @Nullable ScoreDoc last = after == null ? null : new ScoreDoc(leaf.docBase + from - 1, after.score());
            var collector = new TopScoreDocCollectorManager(limit, last, COUNTED).newCollector();
            collector.setWeight(weight);
            // Where all score alike, nothing before the place can follow it.
            int begin = scored ? 0 : from;
            try {
                scorer.score(
                        collector.getLeafCollector(leaf),
                        leaf.reader().getLiveDocs(),
                        begin,
                        DocIdSetIterator.NO_MORE_DOCS);
            } catch (CollectionTerminatedException e) {
                // This segment has given its best.
            }
            var best = collector.topDocs();
            counted += (int) Math.min(best.totalHits.value(), Integer.MAX_VALUE / 2);
            exact &= best.totalHits.relation() == TotalHits.Relation.EQUAL_TO;
            var named = leaf.reader().getSortedDocValues(EntryTerms.CODE);
            var places = best.scoreDocs.clone();
            Arrays.sort(places, Comparator.comparingInt(d -> d.doc));
            for (var place : places) {
                if (named.advanceExact(place.doc - leaf.docBase)) {
                    all.add(new At(
                            place.doc,
                            place.score,
                            named.lookupOrd(named.ordValue()).utf8ToString()));
                }
            }
        }
        all.sort(At.ORDER);
        return new Found(all.size() > limit ? List.copyOf(all.subList(0, limit)) : all, counted, exact);
    }

    /** The first entry of a segment whose code is greater. Codes are there once, but for entries replaced and not yet cleared away. */
    private static int firstAfter(LeafReaderContext leaf, SortedDocValues codes, String code) throws IOException {
        int ordinal = codes.lookupTerm(new BytesRef(code));
        int wanted = ordinal >= 0 ? ordinal + 1 : -ordinal - 1;
        for (int at = wanted; at < leaf.reader().maxDoc(); at++) {
            if (codes.advanceExact(at) && codes.ordValue() >= wanted) {
                return at;
            }
        }
        return leaf.reader().maxDoc();
    }

    private static RegisterEntry entry(Document document) {
        return new RegisterEntry(
                document.get(EntryTerms.CODE),
                MarkState.valueOf(document.get("state")),
                new Host(document.get("host")),
                UUID.fromString(document.get("business")),
                document.get("name"),
                document.get("trade"),
                document.get("city"),
                Instant.parse(document.get("issued")),
                Instant.parse(document.get("expires")),
                Optional.ofNullable(document.get("grade")).map(Grade::valueOf).orElse(null),
                Optional.ofNullable(document.get("supervision"))
                        .map(SupervisionStep::valueOf)
                        .orElse(null),
                document.getField("version").numericValue().longValue());
    }

    /**
     * How an answer divides.
     *
     * @param all how many entries answer
     * @param exact whether all were counted, or the numbers are estimated from a sample
     */
    public record Division(
            long all, boolean exact, Map<String, Long> trades, Map<String, Long> cities, Map<String, Long> states) {}

    /**
     * Divides an answer by trade, city and state. What a field is narrowed to does not narrow its own values: the others stand there
     * with what they would give. A large answer is estimated from its first entries, which are a fair sample.
     */
    public Division divide(Question question, boolean relaxed) {
        return asking(searcher -> {
            var all = count(searcher, question, relaxed);
            var trades = question.trade() == null ? all : count(searcher, question.anyTrade(), relaxed);
            var cities = question.city() == null ? all : count(searcher, question.anyCity(), relaxed);
            var states = question.state() == null ? all : count(searcher, question.anyState(), relaxed);
            return new Division(
                    all.all(),
                    all.exact() && trades.exact() && cities.exact() && states.exact(),
                    trades.trades(),
                    cities.cities(),
                    states.states());
        });
    }

    private static Division count(IndexSearcher searcher, Question question, boolean relaxed) throws IOException {
        var asked = new Asked(question);
        var query = relaxed ? asked.relaxed(new Resembling(searcher.getIndexReader())) : asked.strict();
        var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        var trades = new HashMap<String, Double>();
        var cities = new HashMap<String, Double>();
        var states = new HashMap<String, Double>();
        double all = 0;
        boolean exact = true;
        int docs = Math.max(1, searcher.getIndexReader().maxDoc());
        for (var leaf : searcher.getIndexReader().leaves()) {
            var scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            int share = (int) Math.max(100, (long) SAMPLE * leaf.reader().maxDoc() / docs);
            var live = leaf.reader().getLiveDocs();
            var trade = new Counting(leaf, EntryTerms.TRADE);
            var city = new Counting(leaf, EntryTerms.CITY);
            var state = new Counting(leaf, EntryTerms.STATE);
            int seen = 0;
            var each = scorer.iterator();
            int at = each.nextDoc();
            for (; at != DocIdSetIterator.NO_MORE_DOCS && seen < share; at = each.nextDoc()) {
                if (live == null || live.get(at)) {
                    seen++;
                    trade.count(at);
                    city.count(at);
                    state.count(at);
                }
            }
            boolean whole = at == DocIdSetIterator.NO_MORE_DOCS;
            double scale = whole ? 1 : (double) leaf.reader().maxDoc() / at;
            exact &= whole;
            all += seen * scale;
            trade.into(trades, scale);
            city.into(cities, scale);
            state.into(states, scale);
        }
        return new Division(Math.round(all), exact, rounded(trades), rounded(cities), rounded(states));
    }

    private static Map<String, Long> rounded(Map<String, Double> counts) {
        var rounded = new HashMap<String, Long>();
        counts.forEach((name, count) -> rounded.put(name, Math.round(count)));
        return rounded;
    }

    /** Counts the values of a field among some entries of a segment. */
    private static final class Counting {

        private final @Nullable SortedDocValues values;
        private final int[] counts;

        Counting(LeafReaderContext leaf, String field) throws IOException {
            this.values = leaf.reader().getSortedDocValues(field);
            this.counts = new int[values == null ? 0 : values.getValueCount()];
        }

        void count(int doc) throws IOException {
            if (values != null && values.advanceExact(doc)) {
                counts[values.ordValue()]++;
            }
        }

        void into(Map<String, Double> sums, double scale) throws IOException {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0 && values != null) {
                    sums.merge(values.lookupOrd(i).utf8ToString(), counts[i] * scale, Double::sum);
                }
            }
        }
    }

    /** Hands over every entry that answers, as the index stands at this moment, in no order to rely on. */
    public void each(Question question, Consumer<RegisterEntry> taker) {
        asking(searcher -> {
            var resembling = new Resembling(searcher.getIndexReader());
            var query = way(searcher, question, null).query(resembling);
            var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
            var stored = searcher.storedFields();
            for (var leaf : searcher.getIndexReader().leaves()) {
                var scorer = weight.scorer(leaf);
                if (scorer == null) {
                    continue;
                }
                var live = leaf.reader().getLiveDocs();
                var each = scorer.iterator();
                for (int at = each.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = each.nextDoc()) {
                    if (live == null || live.get(at)) {
                        taker.accept(entry(stored.document(leaf.docBase + at)));
                    }
                }
            }
            return true;
        });
    }

    /** The codes of all entries. */
    public void eachCode(Consumer<String> taker) {
        asking(searcher -> {
            for (var leaf : searcher.getIndexReader().leaves()) {
                var codes = leaf.reader().getSortedDocValues(EntryTerms.CODE);
                var live = leaf.reader().getLiveDocs();
                for (int at = codes == null ? DocIdSetIterator.NO_MORE_DOCS : codes.nextDoc();
                        at != DocIdSetIterator.NO_MORE_DOCS;
                        at = codes.nextDoc()) {
                    if (live == null || live.get(at)) {
                        taker.accept(codes.lookupOrd(codes.ordValue()).utf8ToString());
                    }
                }
            }
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.rollback();
        directory.close();
    }
}
