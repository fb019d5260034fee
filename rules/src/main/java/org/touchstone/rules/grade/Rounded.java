package org.touchstone.rules.grade;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers rounded half-up to two places, as they are shown and as they go into the next. */
final class Rounded {

    static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Rounded() {}

    static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, 2, RoundingMode.HALF_UP);
    }

    /** Part of whole in hundredths. */
    static BigDecimal hundredth(BigDecimal part, BigDecimal whole) {
        return ratio(part.multiply(HUNDRED), whole);
    }
}
