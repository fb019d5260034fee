package org.touchstone.verifier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RFC 8259, read strictly. Refused beyond the grammar: a member named twice, nesting deeper than 50, numbers longer than 40
 * characters, halves of surrogate pairs.
 */
final class JsonReader {
    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 40;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    static Json read(String text) throws UnreadableInput {
        JsonReader reader = new JsonReader(text);
        reader.skipSpace();
        Json value = reader.value();
        if (reader.at < text.length()) {
            throw reader.refusal("something follows the value");
        }
        return value;
    }

    private Json value() throws UnreadableInput {
        Json value = switch (peek()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> new Json.Text(string());
            case 't' -> literal("true", Json.Literal.TRUE);
            case 'f' -> literal("false", Json.Literal.FALSE);
            case 'n' -> literal("null", Json.Literal.NULL);
            default -> number();
        };
        skipSpace();
        return value;
    }

    private Json.Members members() throws UnreadableInput {
        enter();
        Map<String, Json> members = new LinkedHashMap<>();
        if (!took('}')) {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                expect(':');
                skipSpace();
                if (members.put(name, value()) != null) {
                    throw refusal("the member " + Printed.quoted(name) + " stands twice");
                }
            } while (took(','));
            expect('}');
        }
        depth--;
        return new Json.Members(members);
    }

    private Json.Elements elements() throws UnreadableInput {
        enter();
        List<Json> elements = new ArrayList<>();
        if (!took(']')) {
            do {
                skipSpace();
                elements.add(value());
            } while (took(','));
            expect(']');
        }
        depth--;
        return new Json.Elements(elements);
    }

    private void enter() throws UnreadableInput {
        at++;
        if (++depth > DEEPEST) {
            throw refusal("it is nested too deeply");
        }
        skipSpace();
    }

    private String string() throws UnreadableInput {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                break;
            }
            if (c < ' ') {
                throw refusal("a control character stands in a string, or the string is not closed");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        if (string.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw refusal("half a surrogate pair stands in a string");
        }
        return string.toString();
    }

    private char escaped() throws UnreadableInput {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                Matcher digits = FOUR_DIGITS.matcher(text).region(at, text.length());
                if (!digits.lookingAt()) {
                    throw refusal("\\u is not followed by four hexadecimal digits");
                }
                at = digits.end();
                yield (char) Integer.parseInt(digits.group(), 16);
            }
            default -> throw refusal("a backslash is followed by a character that cannot follow it");
        };
    }

    private Json literal(String word, Json value) throws UnreadableInput {
        if (!text.startsWith(word, at)) {
            throw refusal("no value stands here");
        }
        at += word.length();
        return value;
    }

    private Json.Numeral number() throws UnreadableInput {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw refusal("no value stands here");
        }
        if (number.group().length() > LONGEST_NUMBER) {
            throw refusal("the number is too long");
        }
        at = number.end();
        return new Json.Numeral(new BigDecimal(number.group()));
    }

    /** The character at hand; U+0000, which the grammar allows nowhere, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean took(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) throws UnreadableInput {
        if (!took(wanted)) {
            throw refusal("a " + wanted + " is missing");
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private UnreadableInput refusal(String what) {
        return new UnreadableInput("index.json is not valid JSON at character %d: %s.".formatted(at + 1, what));
    }
}
