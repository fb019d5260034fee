package org.touchstone.verifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many answers repeat a template.
 *
 * @param templated answers whose fingerprint occurs at least three times
 * @param fingerprinted answers that have a fingerprint
 */
record Templates(long templated, long fingerprinted) {
    private static final long TEMPLATE_FROM = 3;

    static Templates of(List<Long> fingerprints) {
        Map<Long, Long> occurrences = new HashMap<>();
        fingerprints.forEach(fingerprint -> occurrences.merge(fingerprint, 1L, Long::sum));
        long templated = occurrences.values().stream()
                .filter(times -> times >= TEMPLATE_FROM)
                .mapToLong(Long::longValue)
                .sum();
        return new Templates(templated, fingerprints.size());
    }
}
