package org.touchstone.verifier;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in the ranking of a trade.
 *
 * @param rank from 1; equal rates share the best place
 * @param ranked how many marks of the trade are ranked
 */
record Place(long rank, long ranked) {
    /** The places by falling rate; the rates are the rounded ones that are published. */
    static Map<String, Place> byRate(Map<String, BigDecimal> rates) {
        List<Map.Entry<String, BigDecimal>> falling = rates.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
        Map<String, Place> places = new HashMap<>();
        long rank = 0;
        BigDecimal above = null;
        for (int i = 0; i < falling.size(); i++) {
            BigDecimal rate = falling.get(i).getValue();
            if (above == null || rate.compareTo(above) < 0) {
                rank = i + 1L;
                above = rate;
            }
            places.put(falling.get(i).getKey(), new Place(rank, falling.size()));
        }
        return places;
    }
}
