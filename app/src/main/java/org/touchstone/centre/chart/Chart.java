package org.touchstone.centre.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chart: the same figures as picture, as table and as file.
 *
 * @param id what it is called in addresses and files
 * @param axis what its labels are
 * @param labels codes of what it goes by, in order
 * @param series what it shows, each with a value for every label
 * @param drawn how many of the series the picture shows, from the first on; the table has all
 * @param apart whether each drawn series has a picture of its own
 * @param seriesAxis what the names of the series are
 */
public record Chart(
        String id,
        Form form,
        Axis axis,
        List<String> labels,
        Axis seriesAxis,
        List<Series> series,
        int drawn,
        boolean apart) {

    /** How it is drawn. */
    public enum Form {
        /** Lying bars, one for each label. */
        BARS,
        /** Standing columns over months. */
        COLUMNS,
        /** Lines over months. */
        LINES
    }

    /** What a label or the name of a series stands for. */
    public enum Axis {
        MONTH,
        CATEGORY,
        GRADE,
        MARK_STATE,
        STEP,
        CURRENCY,
        /** A word of its own. */
        WORD
    }

    /** What a number is. */
    public enum Unit {
        COUNT,
        /** 0 to 1. */
        SHARE,
        HOURS,
        MONEY
    }

    /**
     * A row of values.
     *
     * @param values one for each label; absent where there is none
     */
    public record Series(String name, Unit unit, List<@Nullable BigDecimal> values) {

        /** A series of counts. */
        public static Series counts(String name, List<Integer> counts) {
            var values = new ArrayList<@Nullable BigDecimal>();
            counts.forEach(n -> values.add(BigDecimal.valueOf(n)));
            return new Series(name, Unit.COUNT, values);
        }

        /** The largest value; 0 where there is none. */
        public double most() {
            return values.stream()
                    .filter(Objects::nonNull)
                    .mapToDouble(BigDecimal::doubleValue)
                    .max()
                    .orElse(0);
        }

        /** Where the largest value stands first; nothing where there is none above 0. */
        public Optional<Integer> peak() {
            var best = Optional.<Integer>empty();
            for (int i = 0; i < values.size(); i++) {
                var value = values.get(i);
                if (value != null
                        && value.signum() > 0
                        && best.map(values::get)
                                .filter(b -> b.compareTo(value) >= 0)
                                .isEmpty()) {
                    best = Optional.of(i);
                }
            }
            return best;
        }

        /** Where the last value stands. */
        public Optional<Integer> lastKnown() {
            for (int i = values.size() - 1; i >= 0; i--) {
                if (values.get(i) != null) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }
    }

    /** Refuses a series that does not fit the labels, and more drawn series than there are. */
    public Chart {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
        for (var one : series) {
            if (one.values().size() != labels.size()) {
                throw new IllegalArgumentException(
                        id + ": " + one.name() + " has " + one.values().size() + " values for " + labels.size());
            }
        }
        if (drawn < 0 || drawn > series.size()) {
            throw new IllegalArgumentException(id + " draws " + drawn + " of " + series.size());
        }
    }

    /** The series the picture shows. */
    public List<Series> shown() {
        return series.subList(0, drawn);
    }

    /** Whether there is nothing to draw. */
    public boolean empty() {
        return shown().stream().allMatch(s -> s.most() <= 0);
    }

    /** The pictures: one, or one for each series. Those of the same unit are drawn to the same scale, sums of money each to its own. */
    public List<Drawing> drawings(boolean rightToLeft) {
        if (!apart) {
            return List.of(new Drawing(shown(), labels.size(), top(shown()), rightToLeft));
        }
        return shown().stream()
                .map(s -> new Drawing(
                        List.of(s),
                        labels.size(),
                        s.unit() == Unit.MONEY ? top(List.of(s)) : top(shown()),
                        rightToLeft))
                .toList();
    }

    private static double top(List<Series> series) {
        boolean shares = series.stream().allMatch(s -> s.unit() == Unit.SHARE);
        return shares
                ? 1
                : Drawing.ceiling(series.stream()
                        .map(Series::most)
                        .max(Comparator.naturalOrder())
                        .orElse(0.0));
    }
}
