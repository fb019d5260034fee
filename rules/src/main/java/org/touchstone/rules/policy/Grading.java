package org.touchstone.rules.policy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the five indices of a mark and its grade are made (sources 8). Numbers but the weights' order are this product's own choice
 * until a centre decides.
 *
 * @param weights of each index in the total; the first two are heavier than the others (sources 8)
 * @param minimumWeight the weights of the indices that are known must come to so much at least, or there is no grade
 * @param minimumRated fewer scores of consumers than this say nothing about satisfaction
 * @param bands from which total, at least, each grade is given, the best first
 * @param margin so far the total must pass a boundary before a grade that was given changes
 * @param caps the best grade there can be while something holds
 * @param serviceLimit so many complaints about delivery and mismatch for each 10,000 orders, or more, are worth nothing
 * @param measures how the parts of the indices are measured; versions from before it keep the standard
 */
public record Grading(
        Map<Index, Integer> weights,
        int minimumWeight,
        int minimumRated,
        List<Band> bands,
        BigDecimal margin,
        Map<Cap, Grade> caps,
        BigDecimal serviceLimit,
        Measures measures) {

    /** A grade and the least total, 0 to 100, for which it is given. */
    public record Band(Grade grade, BigDecimal from) {}

    /** What holds a grade down. */
    public enum Cap {
        /** The mark is suspended. */
        SUSPENDED,
        /** A severe finding is open. */
        SEVERE_FINDING,
        /** A letter of the centre is open. */
        LETTER
    }

    /** What holds where a version says nothing of its own. */
    public static final Grading STANDARD = new Grading(
            Map.of(
                    Index.HISTORY, 30,
                    Index.CAPABILITY, 25,
                    Index.SECURITY, 15,
                    Index.SERVICE, 15,
                    Index.SATISFACTION, 15),
            60,
            5,
            List.of(
                    new Band(Grade.A, BigDecimal.valueOf(90)),
                    new Band(Grade.B, BigDecimal.valueOf(80)),
                    new Band(Grade.C, BigDecimal.valueOf(70)),
                    new Band(Grade.D, BigDecimal.valueOf(50)),
                    new Band(Grade.E, BigDecimal.ZERO)),
            BigDecimal.ONE,
            Map.of(Cap.SUSPENDED, Grade.E, Cap.SEVERE_FINDING, Grade.D, Cap.LETTER, Grade.C),
            BigDecimal.valueOf(50),
            Measures.STANDARD);

    /** Refuses weights that do not come to 100 or do not stress the first two, and bands with a gap or out of order. */
    public Grading {
        weights = Collections.unmodifiableMap(new EnumMap<>(weights));
        bands = List.copyOf(bands);
        caps = caps.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(caps));
        measures = Objects.requireNonNullElse(measures, Measures.STANDARD);
        var known = weights;
        if (known.size() != Index.values().length
                || known.values().stream().anyMatch(w -> w < 0)
                || known.values().stream().mapToInt(Integer::intValue).sum() != 100) {
            throw new IllegalArgumentException("the weights of the five indices come to 100");
        }
        int heaviestOther = known.entrySet().stream()
                .filter(e -> e.getKey() != Index.HISTORY && e.getKey() != Index.CAPABILITY)
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElseThrow();
        if (known.getOrDefault(Index.HISTORY, 0) <= heaviestOther
                || known.getOrDefault(Index.CAPABILITY, 0) <= heaviestOther) {
            throw new IllegalArgumentException("the first two indices weigh more than the others");
        }
        boolean all = bands.stream().map(Band::grade).toList().equals(List.of(Grade.values()));
        boolean falling = bands.stream()
                .map(Band::from)
                .sorted(Comparator.reverseOrder())
                .distinct()
                .toList()
                .equals(bands.stream().map(Band::from).toList());
        if (!all || !falling || bands.getLast().from().signum() != 0) {
            throw new IllegalArgumentException("each grade has a band, the last from 0");
        }
        if (margin.signum() < 0 || serviceLimit.signum() <= 0 || minimumWeight < 1 || minimumWeight > 100) {
            throw new IllegalArgumentException("a margin, a limit and a minimum are numbers above 0");
        }
    }

    /** The weight of an index in the total. */
    public int weight(Index index) {
        return weights.getOrDefault(index, 0);
    }

    /** The least total for which a grade is given. */
    public BigDecimal from(Grade grade) {
        return bands.stream()
                .filter(b -> b.grade() == grade)
                .map(Band::from)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The grade of a total.
     *
     * @param held the grade that was given before, not counting any cap; absent where there was none
     * @return that grade, unless the total has passed its boundary by the margin
     */
    public Grade at(BigDecimal total, @Nullable Grade held) {
        if (held == null) {
            return best(total);
        }
        var up = best(total.subtract(margin));
        var down = best(total.add(margin));
        return up.isBetterThan(held) ? up : held.isBetterThan(down) ? down : held;
    }

    private Grade best(BigDecimal total) {
        return bands.stream()
                .filter(b -> total.compareTo(b.from()) >= 0)
                .map(Band::grade)
                .findFirst()
                .orElse(bands.getLast().grade());
    }
}
