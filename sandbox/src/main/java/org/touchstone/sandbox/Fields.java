package org.touchstone.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object somebody sent, each asked for by name and checked on the way. */
final class Fields {

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    static Fields of(String body, String... known) {
        JsonNode tree = parsed(body);
        if (!tree.isObject()) {
            throw Refused.malformed("The body must be a JSON object.");
        }
        if (!Set.of(known).containsAll(tree.propertyNames())) {
            throw new Refused(400, "unknown-field", "Only these fields are known: " + String.join(", ", known) + ".");
        }
        return new Fields(tree);
    }

    private static JsonNode parsed(String body) {
        try {
            return Json.tree(body);
        } catch (JacksonException e) {
            // Its message may quote the body, in which a national ID may stand.
            throw Refused.malformed("The body is not valid JSON.");
        }
    }

    String text(String name, int longest) {
        return maybeText(name, longest).orElseThrow(() -> missing(name));
    }

    Optional<String> maybeText(String name, int longest) {
        return present(name).map(node -> {
            if (!node.isString()) {
                throw Refused.badField(name, "a string");
            }
            String text = node.stringValue();
            if (text.isBlank() || text.length() > longest || !isWellFormed(text)) {
                throw Refused.badField(name, "a text of 1 to " + longest + " characters");
            }
            return text;
        });
    }

    /** A text that is read further, such as a date; what the reader cannot read is refused. */
    <T> Optional<T> maybe(String name, String expected, Function<String, T> reader) {
        return maybeText(name, 100).map(text -> {
            try {
                return reader.apply(text);
            } catch (DateTimeException e) {
                throw Refused.badField(name, expected);
            }
        });
    }

    int number(String name, int least, int most) {
        return maybeNumber(name, least, most).orElseThrow(() -> missing(name));
    }

    Optional<Integer> maybeNumber(String name, int least, int most) {
        return present(name).map(node -> {
            if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
                throw Refused.badField(name, "a whole number from " + least + " to " + most);
            }
            return node.intValue();
        });
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> choices) {
        return maybeOneOf(name, choices).orElseThrow(() -> missing(name));
    }

    <E extends Enum<E>> Optional<E> maybeOneOf(String name, Class<E> choices) {
        List<E> all = List.of(choices.getEnumConstants());
        return maybeText(name, 100)
                .map(text -> all.stream()
                        .filter(choice -> choice.name().equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refused.badField(name, "one of " + all)));
    }

    Optional<Boolean> maybeFlag(String name) {
        return read(
                name,
                "true or false",
                node -> Optional.of(node).filter(JsonNode::isBoolean).map(JsonNode::booleanValue));
    }

    /** A value of any shape; what the reader makes nothing of is refused. */
    <T> Optional<T> read(String name, String expected, Function<JsonNode, Optional<T>> reader) {
        return present(name).map(node -> reader.apply(node).orElseThrow(() -> Refused.badField(name, expected)));
    }

    /** An object whose members are not known by name; empty if it is missing. */
    <T> Map<String, T> map(
            String name, int most, String expected, Pattern key, Function<JsonNode, Optional<T>> reader) {
        Map<String, T> map = new HashMap<>();
        present(name).ifPresent(node -> {
            if (!node.isObject() || node.size() > most) {
                throw Refused.badField(name, expected + ", " + most + " at most");
            }
            node.forEachEntry((member, value) -> map.put(
                    member,
                    Optional.of(value)
                            .filter(_ -> key.matcher(member).matches())
                            .flatMap(reader)
                            .orElseThrow(() -> Refused.badField(name, expected))));
        });
        return map;
    }

    boolean has(String name) {
        return present(name).isPresent();
    }

    private Optional<JsonNode> present(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    /** Half a character, as JSON escapes can write one, cannot be kept or sent on. */
    static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    static Refused missing(String name) {
        return new Refused(400, "missing-field", "The field " + name + " is missing.");
    }
}
