package org.touchstone.transparency;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * JSON in the one form that RFC 8785 gives it, so that equal contents have equal bytes. A number that a double does not hold exactly
 * is written as a string of its digits: nothing of it may be lost.
 */
public final class CanonicalJson {

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final BigDecimal LARGEST_PLAIN = new BigDecimal("1e21");
    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("1e-6");

    private CanonicalJson() {}

    /** Reads JSON without losing a digit. */
    static JsonNode read(String json) {
        return EXACT.readTree(json);
    }

    /** The canonical form of texts under names. */
    static String of(Map<String, String> texts) {
        var node = JsonNodeFactory.instance.objectNode();
        texts.forEach(node::put);
        return of(node);
    }

    /** The canonical form of a value. */
    public static String of(JsonNode value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, out);
            case ARRAY -> {
                char before = '[';
                for (var element : value) {
                    out.append(before);
                    write(element, out);
                    before = ',';
                }
                out.append(before == '[' ? "[]" : "]");
            }
            case STRING -> string(value.asString(), out);
            case NUMBER -> number(value.decimalValue(), out);
            case BOOLEAN -> out.append(value.asBoolean());
            default -> out.append("null");
        }
    }

    private static void object(JsonNode value, StringBuilder out) {
        // The natural order of strings is that of their UTF-16 units, as the RFC asks for.
        var sorted = new TreeMap<String, JsonNode>();
        value.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        char before = '{';
        for (var member : sorted.entrySet()) {
            out.append(before);
            string(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void number(BigDecimal value, StringBuilder out) {
        double near = value.doubleValue();
        if (Double.isInfinite(near) || new BigDecimal(Double.toString(near)).compareTo(value) != 0) {
            string(value.stripTrailingZeros().toPlainString(), out);
        } else if (near == 0) {
            out.append('0');
        } else {
            // The shortest digits that mean this double, laid out as ECMAScript lays them out.
            var digits = new BigDecimal(Double.toString(near)).stripTrailingZeros();
            var size = digits.abs();
            out.append(
                    size.compareTo(LARGEST_PLAIN) < 0 && size.compareTo(SMALLEST_PLAIN) >= 0
                            ? digits.toPlainString()
                            : scientific(digits));
        }
    }

    private static String scientific(BigDecimal digits) {
        var unscaled = digits.unscaledValue().abs().toString();
        int exponent = unscaled.length() - 1 - digits.scale();
        return (digits.signum() < 0 ? "-" : "")
                + unscaled.charAt(0)
                + (unscaled.length() > 1 ? "." + unscaled.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + Math.abs(exponent);
    }
}
