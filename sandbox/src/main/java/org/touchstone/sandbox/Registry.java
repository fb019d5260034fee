package org.touchstone.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A registry of the outside world. Licence, address and tax can be set already but answer nothing yet. */
enum Registry {
    IDENTITY,
    BUSINESS,
    LICENCE,
    ADDRESS,
    TAX,
    ORDERS;

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Registry> of(String code) {
        return Arrays.stream(values())
                .filter(registry -> registry.code().equals(code))
                .findFirst();
    }
}
