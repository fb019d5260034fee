package org.touchstone.sandbox;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the sandbox reads and writes it: members in the order of their records, nothing read that is in doubt. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode tree(String text) {
        return MAPPER.readTree(text);
    }

    static <T> T value(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }
}
