package org.touchstone.directory.index;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;

/**
 * How well a name answers a word: the shorter the name, the better, and nothing else. What a name scores does not hang on the other
 * names, so that every node finds the same order and pages stay in place while the register changes.
 */
final class Likeness extends Similarity {

    private static final int LONGEST = 120;

    @Override
    public long computeNorm(FieldInvertState state) {
        return Math.clamp(state.getLength(), 1, LONGEST);
    }

    @Override
    public SimScorer scorer(float boost, CollectionStatistics field, TermStatistics... terms) {
        return new SimScorer() {
            @Override
            public float score(float frequency, long length) {
                return boost * (1 + 0.5f / length);
            }
        };
    }
}
