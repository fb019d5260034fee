package org.touchstone.directory.index;

import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.touchstone.rules.text.FirmName;
import org.touchstone.rules.text.PlainText;

/**
 * One way to read names for writing and for asking: letters of Persian and Arabic keyboards, digits, width, joiners, accents, case,
 * and traditional and simplified Chinese no longer differ. Words of alphabets are words; Chinese, which writes no blanks, is read by
 * single characters and pairs.
 */
public final class Spelling {

    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
    private static final Analyzer ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            var words = new StandardTokenizer();
            return new TokenStreamComponents(
                    words, new CJKBigramFilter(new ICUFoldingFilter(words), CJKBigramFilter.HAN, true));
        }
    };

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9-]*");

    private Spelling() {}

    /**
     * Part of a text.
     *
     * @param text a word, or Chinese characters that stand together
     * @param begin where it begins in the folded text
     */
    public record Word(String text, boolean chinese, int begin) {

        /** The pairs of neighbouring characters; the character itself where there is but one. */
        public List<String> pairs() {
            var characters = text.codePoints().mapToObj(Character::toString).toList();
            var pairs = new ArrayList<String>();
            for (int i = 0; i + 1 < characters.size(); i++) {
                pairs.add(characters.get(i) + characters.get(i + 1));
            }
            return pairs.isEmpty() ? characters : pairs;
        }

        /** The single characters. */
        public List<String> characters() {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
    }

    /** The text with all that makes no difference taken out. */
    public static String folded(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        var key = PlainText.searchKey(text);
        return key.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                ? simplified(key)
                : key;
    }

    private static String simplified(String text) {
        synchronized (SIMPLIFIED) {
            return SIMPLIFIED.transliterate(text);
        }
    }

    /** What tells a firm from others: the folded name without legal form. */
    public static String telling(String name) {
        return tellingOf(folded(name));
    }

    /** The same of a name folded already. */
    static String tellingOf(String folded) {
        return FirmName.keyOfFolded(folded);
    }

    /** The words of a folded text, in order. */
    public static List<Word> words(String folded) {
        var words = new ArrayList<Word>();
        try (var stream = ANALYZER.tokenStream("", folded)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var place = stream.addAttribute(OffsetAttribute.class);
            var type = stream.addAttribute(TypeAttribute.class);
            stream.reset();
            int end = -1;
            while (stream.incrementToken()) {
                if (CJKBigramFilter.DOUBLE_TYPE.equals(type.type())) {
                    continue;
                }
                boolean chinese = CJKBigramFilter.SINGLE_TYPE.equals(type.type());
                if (chinese
                        && end == place.startOffset()
                        && !words.isEmpty()
                        && words.getLast().chinese()) {
                    var before = words.removeLast();
                    words.add(new Word(before.text() + term, true, before.begin()));
                } else {
                    words.add(new Word(term.toString(), chinese, place.startOffset()));
                }
                end = place.endOffset();
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
