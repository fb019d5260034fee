package org.touchstone.verifier;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** An exact quotient; the whole is above 0. Rounding it once, at the end, is what half-up means. */
record Ratio(BigDecimal part, BigDecimal whole) {
    private static final int GUARD_DECIMALS = 20;
    private static final int NANO_DECIMALS = 9;

    static Ratio of(long part, long whole) {
        return new Ratio(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    static Ratio of(double value) {
        return new Ratio(new BigDecimal(value), BigDecimal.ONE);
    }

    static Ratio of(Duration part, Duration whole) {
        return new Ratio(seconds(part), seconds(whole));
    }

    BigDecimal rounded(int decimals) {
        return part.divide(whole, decimals, RoundingMode.HALF_UP);
    }

    BigDecimal distanceTo(BigDecimal other) {
        return part.divide(whole, GUARD_DECIMALS, RoundingMode.HALF_UP)
                .subtract(other)
                .abs();
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), NANO_DECIMALS));
    }
}
