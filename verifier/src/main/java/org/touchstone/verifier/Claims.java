package org.touchstone.verifier;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON object that somebody signed, or its header. What is missing or of another kind is refused by name. */
record Claims(Json.Members members) {
    /** Refused: what is not UTF-8, not JSON, or no object. */
    static Claims parse(byte[] bytes) throws NotAccepted {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (JsonReader.read(text) instanceof Json.Members object) {
                return new Claims(object);
            }
        } catch (CharacterCodingException | UnreadableInput _) {
            // Said below.
        }
        throw new NotAccepted("malformed", "it is not a JSON object in UTF-8");
    }

    boolean has(String name) {
        return members.values().containsKey(name);
    }

    String text(String name) throws NotAccepted {
        if (members.values().get(name) instanceof Json.Text(String value)) {
            return value;
        }
        throw lacks("string", name);
    }

    Optional<String> textIfThere(String name) throws NotAccepted {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A whole number from 0. */
    long count(String name) throws NotAccepted {
        if (members.values().get(name) instanceof Json.Numeral(BigDecimal value) && value.signum() >= 0) {
            try {
                return value.longValueExact();
            } catch (ArithmeticException _) {
                // Said below.
            }
        }
        throw lacks("whole number from 0", name);
    }

    /** Seconds since 1970. */
    Instant seconds(String name) throws NotAccepted {
        try {
            return Instant.ofEpochSecond(count(name));
        } catch (DateTimeException _) {
            throw lacks("time", name);
        }
    }

    /** A time as RFC 3339 writes it. */
    Instant instant(String name) throws NotAccepted {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException _) {
            throw lacks("time", name);
        }
    }

    Claims object(String name) throws NotAccepted {
        if (members.values().get(name) instanceof Json.Members object) {
            return new Claims(object);
        }
        throw lacks("object", name);
    }

    List<Claims> objects(String name) throws NotAccepted {
        List<Claims> objects = new ArrayList<>();
        if (members.values().get(name) instanceof Json.Elements(List<Json> elements)) {
            for (Json element : elements) {
                if (!(element instanceof Json.Members object)) {
                    throw lacks("list of objects", name);
                }
                objects.add(new Claims(object));
            }
            return objects;
        }
        throw lacks("list", name);
    }

    /** A list of strings; one string alone counts as a list of it, as JSON-LD has it. */
    List<String> texts(String name) throws NotAccepted {
        return switch (members.values().get(name)) {
            case Json.Text(String one) -> List.of(one);
            case Json.Elements(List<Json> elements) -> {
                List<String> texts = new ArrayList<>();
                for (Json element : elements) {
                    if (!(element instanceof Json.Text(String value))) {
                        throw lacks("list of strings", name);
                    }
                    texts.add(value);
                }
                yield texts;
            }
            case null, default -> throw lacks("list of strings", name);
        };
    }

    private static NotAccepted lacks(String kind, String name) {
        return new NotAccepted("malformed", "its \"%s\" is not there or not a %s".formatted(name, kind));
    }
}
