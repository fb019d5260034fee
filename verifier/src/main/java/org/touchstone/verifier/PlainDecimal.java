package org.touchstone.verifier;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number written without an exponent, so that no cell can ask for a million digits. */
final class PlainDecimal {
    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private PlainDecimal() {}

    static Optional<BigDecimal> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
