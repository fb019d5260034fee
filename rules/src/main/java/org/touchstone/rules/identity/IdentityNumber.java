package org.touchstone.rules.identity;

import org.jspecify.annotations.Nullable;
import org.touchstone.rules.text.Digits;

/**
 * A number that names one person or one business. Only numbers that pass the check of their scheme exist as values; the
 * text form hides all but the last two characters, so that a number cannot reach a log by accident.
 *
 * @param scheme who issues such numbers and how they are checked
 * @param value Latin digits and capital letters, nothing else
 */
public record IdentityNumber(Scheme scheme, String value) {

    /** Refuses a value that does not pass the scheme's check. */
    public IdentityNumber {
        if (!scheme.accepts(value)) {
            throw new IllegalArgumentException("not a number of " + scheme);
        }
    }

    /** The person's number in what was typed (digits of any script, spaces and dashes allowed), or null if it is none. */
    public static @Nullable IdentityNumber ofPerson(String typed) {
        return first(typed, Scheme.IRAN_NATIONAL_ID, Scheme.CHINA_RESIDENT_ID);
    }

    /** The business's number in what was typed, or null if it is none. */
    public static @Nullable IdentityNumber ofBusiness(String typed) {
        return first(typed, Scheme.IRAN_LEGAL_ENTITY_ID, Scheme.CHINA_UNIFIED_SOCIAL_CREDIT_CODE);
    }

    private static @Nullable IdentityNumber first(String typed, Scheme... schemes) {
        for (var scheme : schemes) {
            var value = scheme.normal(Digits.compact(typed));
            if (scheme.accepts(value)) {
                return new IdentityNumber(scheme, value);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "…" + value.substring(value.length() - 2);
    }
}
