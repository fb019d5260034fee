package org.touchstone.complaint;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHashPolicy;
import com.dynatrace.hash4j.similarity.SimilarityHashing;
import com.dynatrace.hash4j.similarity.SuperMinHashVersion;
import java.util.Arrays;
import java.util.List;
import org.touchstone.rules.text.PlainText;
import org.touchstone.rules.text.Redaction;

/**
 * What tells how alike two texts are, without a word of either: SuperMinHash over groups of three characters, in any language.
 * Names, numbers, amounts and days do not count: personal data is blotted out first and every number reads as 0.
 *
 * @param bytes the sketch, 128 components of 16 bits
 * @param bands 25 hashes of five components each: texts that are 0.7 alike share one in 99 of 100 cases, texts 0.85 alike
 *     practically always
 */
public record TextSketch(byte[] bytes, Long[] bands) {

    private static final int COMPONENTS = 128;
    private static final int BITS = 16;
    private static final int BANDS = 25;
    private static final int ROWS = 5;
    private static final int GROUP = 3;

    // Stored sketches are compared with later ones: neither version may change without sketching all texts anew.
    private static final SimilarityHashPolicy POLICY =
            SimilarityHashing.superMinHash(COMPONENTS, BITS, SuperMinHashVersion.V1);
    private static final Hasher64 HASHER = Hashing.komihash5_0();

    /** The sketch of a text. */
    public static TextSketch of(String text) {
        int[] letters = compared(text).codePoints().toArray();
        var groups = new long[Math.max(1, letters.length - GROUP + 1)];
        for (int i = 0; i < groups.length; i++) {
            var group = new String(letters, i, Math.min(GROUP, letters.length - i));
            groups[i] = HASHER.hashCharsToLong(group);
        }
        var distinct = Arrays.stream(groups).distinct().toArray();
        var sketch = POLICY.createHasher().compute(ElementHashProvider.ofValues(distinct));
        return new TextSketch(sketch, bands(sketch));
    }

    private static Long[] bands(byte[] sketch) {
        var bands = new Long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            var hash = HASHER.hashStream().putInt(band);
            for (int row = 0; row < ROWS; row++) {
                hash.putLong(POLICY.getComponent(sketch, band * ROWS + row));
            }
            bands[band] = hash.getAsLong();
        }
        return bands;
    }

    /** The text as it is compared. */
    static String compared(String text) {
        var masked = Redaction.of(text, List.of()).text(kind -> " 0 ");
        return PlainText.searchKey(masked)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .replaceAll("\\d+(?: \\d+)*", "0")
                .strip();
    }

    /** How alike two texts are, from 0 to 1: an estimate of the share of groups they have in common, good to about 0.04. */
    public double likeness(byte[] other) {
        double equal = POLICY.getFractionOfEqualComponents(bytes, other);
        double chance = 1.0 / (1 << BITS);
        return Math.max(0, (equal - chance) / (1 - chance));
    }

    @Override
    public String toString() {
        return "sketch";
    }
}
