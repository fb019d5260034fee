package org.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    private static String canonical(String json) {
        return CanonicalJson.of(CanonicalJson.read(json));
    }

    /** RFC 8785, 3.2.3: members are sorted by the UTF-16 units of their names. */
    @Test
    void members_are_sorted_as_the_rfc_shows() {
        assertThat(canonical("""
                        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                         "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                         "\\u00f6": "Latin Small Letter O With Diaeresis"}
                        """))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** RFC 8785, 3.2.2, but for the number that a double would cut short. */
    @Test
    void values_are_written_as_the_rfc_shows() {
        assertThat(canonical("""
                        {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                         "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                         "literals": [null, true, false]}
                        """))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[\"333333333.33333329\",1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, appendix B, as far as numbers of rows go. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "9007199254740992, 9007199254740992",
        "295147905179352830000, 295147905179352830000",
        "1e21, 1e+21",
        "1e23, 1e+23",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "-1.50, -1.5",
        "0.6667, 0.6667",
        "120, 120"
    })
    void numbers_are_written_as_ecmascript_does(String given, String written) {
        assertThat(canonical(given)).isEqualTo(written);
    }

    @Test
    void a_number_that_a_double_does_not_hold_keeps_all_its_digits() {
        assertThat(canonical("[9007199254740993, 0.12345678901234567890]"))
                .isEqualTo("[\"9007199254740993\",\"0.1234567890123456789\"]");
    }

    @Test
    void texts_under_names_are_written_likewise() {
        assertThat(CanonicalJson.of(Map.of("b", "۲", "a", "\u0001\t"))).isEqualTo("{\"a\":\"\\u0001\\t\",\"b\":\"۲\"}");
    }
}
