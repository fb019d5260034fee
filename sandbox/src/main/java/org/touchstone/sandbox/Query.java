package org.touchstone.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark. A plus is a plus: telephone numbers begin with one. */
record Query(Map<String, String> parameters) {

    Query {
        parameters = Map.copyOf(parameters);
    }

    static Query of(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return new Query(Map.of());
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : List.of(raw.split("&", -1))) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (parameters.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                throw Refused.badQuery("A query parameter is given twice.");
            }
        }
        return new Query(parameters);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refused.badQuery("The query is not percent-encoded correctly.");
        }
    }

    Query only(String... known) {
        if (!Set.of(known).containsAll(parameters.keySet())) {
            throw Refused.badQuery("Only these query parameters are known: " + String.join(", ", known) + ".");
        }
        return this;
    }

    /** The value, unless it is missing or empty. */
    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    int number(String name, int least, int most, int otherwise) {
        return text(name).map(value -> whole(name, value, least, most)).orElse(otherwise);
    }

    private static int whole(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Refused.badQuery("The parameter " + name + " must be a whole number from " + least + " to " + most + ".");
    }
}
