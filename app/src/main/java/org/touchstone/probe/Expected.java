package org.touchstone.probe;

import org.jspecify.annotations.Nullable;

/**
 * What a shop should say of itself. What is absent is only looked for, not compared.
 *
 * @param legalName who runs it
 * @param legalId its number in the register of companies or persons
 * @param phone a telephone number
 * @param postalCode a postal code
 */
public record Expected(
        @Nullable String legalName,
        @Nullable String legalId,
        @Nullable String phone,
        @Nullable String postalCode) {

    /** Nothing particular. */
    public static final Expected NOTHING = new Expected(null, null, null, null);
}
