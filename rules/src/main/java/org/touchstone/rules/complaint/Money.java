package org.touchstone.rules.complaint;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param value the amount in units of the currency, not negative, at most fifteen digits before and four after the point
 * @param currency three capital letters, ISO 4217
 */
public record Money(BigDecimal value, String currency) {

    /** Refuses negative or absurdly long amounts and currencies that are not three capital letters. */
    public Money {
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (value.signum() < 0 || value.scale() > 4 || (long) value.precision() - value.scale() > 15) {
            throw new IllegalArgumentException("not an amount of money");
        }
        value = value.scale() < 0 ? value.setScale(0) : value;
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("not a currency");
        }
    }
}
