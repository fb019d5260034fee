package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void every_kind_of_value_is_read() throws Exception {
        assertThat(JsonReader.read(" { \"a\" : [ 1 , -0.5e1, true,false,null ] , \"b\":{}, \"c\" : [] } "))
                .isEqualTo(new Json.Members(Map.of(
                        "a",
                        new Json.Elements(List.of(
                                new Json.Numeral(new BigDecimal("1")),
                                new Json.Numeral(new BigDecimal("-0.5e1")),
                                Json.Literal.TRUE,
                                Json.Literal.FALSE,
                                Json.Literal.NULL)),
                        "b",
                        new Json.Members(Map.of()),
                        "c",
                        new Json.Elements(List.of()))));
    }

    @Test
    void escapes_are_resolved() throws Exception {
        assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0646\\ud83d\\uDE00\""))
                .isEqualTo(new Json.Text("\"\\/\b\f\n\r\tن😀"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "{\"a\":1,\"a\":2}",
                "[1] 2",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "NaN",
                "tru",
                "True",
                "'a'",
                "\"open",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\ud83d\"",
                "\"tab\there\"",
                "11111111111111111111111111111111111111111"
            })
    void what_the_grammar_does_not_know_is_refused(String json) {
        assertThatThrownBy(() -> JsonReader.read(json))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageStartingWith("index.json is not valid JSON at character ");
    }

    @Test
    void nesting_has_an_end() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(1_000_000)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("nested too deeply");
    }
}
