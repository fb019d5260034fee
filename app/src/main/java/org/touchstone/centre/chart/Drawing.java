package org.touchstone.centre.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.centre.chart.Chart.Series;

/**
 * Where the shapes of a chart lie. Across in per cent, so that a picture is as wide as its page and its letters stay as large as they are;
 * down in pixels from the top. Mirrored where people read from right to left.
 *
 * @param top the value at the top of the picture
 */
public record Drawing(List<Series> series, int labels, double top, boolean rightToLeft) {

    /** Height of the picture in pixels, without the line below it. */
    public static final int HEIGHT = 140;

    /** Space above the highest value, for the label of the scale. */
    public static final int HEAD = 16;

    /** Room at the side on which reading begins for the labels of the scale, in per cent. */
    public static final int GUTTER = 12;

    private static final double FILLED = 0.72;

    /** A column. */
    public record Bar(int series, int label, String x, String y, String width, String height) {}

    /** A value of a line. */
    public record Dot(int series, int label, String x, String y) {}

    /** What joins two values that follow each other. */
    public record Stroke(int series, String x1, String y1, String x2, String y2) {}

    /** A line across at a value. */
    public record Rule(double value, String y) {}

    /** The smallest of 1, 2, 5, 10, 20, 50 … that is not below a value. */
    public static double ceiling(double value) {
        if (value <= 1) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 5, 10}) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Lines across at the top and at half of it. */
    public List<Rule> rules() {
        return List.of(new Rule(top, text(y(top))), new Rule(top / 2, text(y(top / 2))));
    }

    /** The columns; where two series are shown, two stand beside each other. */
    public List<Bar> bars() {
        var bars = new ArrayList<Bar>();
        double width = step() * FILLED / series.size();
        for (int s = 0; s < series.size(); s++) {
            for (int i = 0; i < labels; i++) {
                var value = value(s, i);
                if (value != null && value > 0) {
                    double x = GUTTER + step() * (i + (1 - FILLED) / 2) + width * s;
                    bars.add(new Bar(
                            s,
                            i,
                            text(rightToLeft ? 100 - x - width : x),
                            text(y(value)),
                            text(width),
                            text(HEAD + HEIGHT - y(value))));
                }
            }
        }
        return bars;
    }

    /** The values of lines. */
    public List<Dot> dots() {
        var dots = new ArrayList<Dot>();
        for (int s = 0; s < series.size(); s++) {
            for (int i = 0; i < labels; i++) {
                var value = value(s, i);
                if (value != null) {
                    dots.add(new Dot(s, i, text(middle(i)), text(y(value))));
                }
            }
        }
        return dots;
    }

    /** What joins them; nothing across a gap. */
    public List<Stroke> strokes() {
        var strokes = new ArrayList<Stroke>();
        for (int s = 0; s < series.size(); s++) {
            for (int i = 1; i < labels; i++) {
                var from = value(s, i - 1);
                var to = value(s, i);
                if (from != null && to != null) {
                    strokes.add(new Stroke(s, text(middle(i - 1)), text(y(from)), text(middle(i)), text(y(to))));
                }
            }
        }
        return strokes;
    }

    /** Whether there is room for the name of a label: of at most six. */
    public boolean named(int label) {
        return (labels - 1 - label) % Math.max(1, (labels + 5) / 6) == 0;
    }

    private @Nullable Double value(int s, int i) {
        BigDecimal value = series.get(s).values().get(i);
        return value == null ? null : value.doubleValue();
    }

    private double step() {
        return (100.0 - GUTTER) / Math.max(1, labels);
    }

    private double middle(int i) {
        double x = GUTTER + step() * (i + 0.5);
        return rightToLeft ? 100 - x : x;
    }

    private double y(double value) {
        return HEAD + HEIGHT * (1 - Math.min(value, top) / top);
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
