package org.touchstone.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A registry of the outside world; the name system of the Internet counts as one, so that it can fail as they do. */
enum Registry {
    IDENTITY,
    BUSINESS,
    LICENCE,
    ADDRESS,
    TAX,
    ORDERS,
    DNS;

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
