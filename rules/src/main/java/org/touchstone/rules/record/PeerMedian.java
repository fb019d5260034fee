package org.touchstone.rules.record;

import java.util.Collection;
import java.util.Optional;

/**
 * What is usual among the businesses of a trade, told so that no business can be made out behind it: there are at least five others
 * whoever asks, and the value is the mean of the middle two or three, never the figure of one.
 *
 * @param businesses how many have a value
 * @param value the middle of them
 */
public record PeerMedian(int businesses, double value) {

    /** How many businesses must have a value: five, and the one that asks. */
    public static final int FEWEST = 6;

    /** The middle of one value of each business; nothing where they are too few. */
    public static Optional<PeerMedian> of(Collection<Double> oneOfEach) {
        if (oneOfEach.size() < FEWEST) {
            return Optional.empty();
        }
        var sorted = oneOfEach.stream().sorted().toList();
        int size = sorted.size();
        double middle = sorted.subList(size / 2 - 1, size / 2 + 1 + size % 2).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        return Optional.of(new PeerMedian(size, middle));
    }
}
