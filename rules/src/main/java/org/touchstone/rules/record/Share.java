package org.touchstone.rules.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Shares and rates of the record. */
public final class Share {

    private static final double Z = 1.959963984540054;

    private Share() {}

    /** Part of whole; absent when the whole is nothing. */
    public static @Nullable Double of(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** Rounded half-up, as published. */
    public static double rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP).doubleValue();
    }

    /**
     * A Wilson interval of 95 %.
     *
     * @param low lower end, 0…1
     * @param high upper end, 0…1
     */
    public record Interval(double low, double high) {

        /** The interval of a rate seen as part of whole; absent when the whole is nothing. */
        public static @Nullable Interval wilson(int part, int whole) {
            if (whole == 0) {
                return null;
            }
            double n = whole;
            double p = part / n;
            double centre = p + Z * Z / (2 * n);
            double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
            double scale = 1 + Z * Z / n;
            return new Interval(Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
        }
    }
}
