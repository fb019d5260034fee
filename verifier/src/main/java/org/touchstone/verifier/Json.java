package org.touchstone.verifier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JSON value as {@link JsonReader} reads it. */
sealed interface Json {
    /** A string. */
    record Text(String value) implements Json {}

    /** A number, kept exactly. */
    record Numeral(BigDecimal value) implements Json {}

    /** {@code true}, {@code false} or {@code null}. */
    enum Literal implements Json {
        TRUE,
        FALSE,
        NULL
    }

    /** An array. */
    record Elements(List<Json> values) implements Json {}

    /** An object. Members are asked for by name and kind; one that is missing or of another kind is refused by name. */
    record Members(Map<String, Json> values) implements Json {
        String text(String name) throws UnreadableInput {
            if (values.get(name) instanceof Text(String value)) {
                return value;
            }
            throw lacks("string", name);
        }

        BigDecimal number(String name) throws UnreadableInput {
            if (values.get(name) instanceof Numeral(BigDecimal value)) {
                return value;
            }
            throw lacks("number", name);
        }

        /** A whole number from 0. */
        long count(String name) throws UnreadableInput {
            BigDecimal number = number(name);
            try {
                long count = number.longValueExact();
                if (count >= 0) {
                    return count;
                }
            } catch (ArithmeticException e) {
                throw new UnreadableInput("index.json: \"%s\" is not a whole number.".formatted(name), e);
            }
            throw new UnreadableInput("index.json: \"%s\" is below 0.".formatted(name));
        }

        List<Members> objects(String name) throws UnreadableInput {
            if (!(values.get(name) instanceof Elements(List<Json> elements))) {
                throw lacks("array", name);
            }
            List<Members> objects = new ArrayList<>();
            for (Json element : elements) {
                if (!(element instanceof Members object)) {
                    throw new UnreadableInput("index.json: \"%s\" holds something that is no object.".formatted(name));
                }
                objects.add(object);
            }
            return objects;
        }

        private static UnreadableInput lacks(String kind, String name) {
            return new UnreadableInput("index.json has no %s \"%s\" where one is needed.".formatted(kind, name));
        }
    }
}
