package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexTest {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String INDEX = """
            {"asOf":"2026-11-21T10:00:00Z","window":"P12M","kappa":7.5,"minimumMatured":10,"minimumRanked":30,"later":null,
             "files":[{"name":"marks.csv","url":"/open-data/1/marks.csv","sha256":"%s","rows":3}]}""".formatted(HASH);

    @Test
    void the_index_says_what_the_snapshot_is_of() throws Exception {
        Index index = Index.parse(INDEX);

        assertThat(index.asOf()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(index.window()).isEqualTo(Period.ofMonths(12));
        assertThat(index.kappa()).isEqualByComparingTo(new BigDecimal("7.5"));
        assertThat(index.minimumMatured()).isEqualTo(10);
        assertThat(index.minimumRanked()).isEqualTo(30);
        assertThat(index.files()).isEqualTo(List.of(new IndexedFile("marks.csv", "/open-data/1/marks.csv", HASH, 3)));
    }

    @Test
    void a_needed_file_that_is_not_listed_is_named() throws Exception {
        Index index = Index.parse(INDEX);

        assertThatThrownBy(() -> index.file("orders.csv")).hasMessage("index.json lists no file orders.csv.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            2026-11-21T10:00:00Z     | yesterday            | asOf is not an instant: "yesterday"
            P12M                     | a year               | window is not a period such as P12M: "a year"
            "window":"P12M"          | "window":12          | index.json has no string "window" where one is needed.
            7.5                      | -1                   | kappa is not between 0 and 1000000.
            7.5                      | 1e999                | kappa is not between 0 and 1000000.
            7.5                      | 1e-999               | kappa is not between 0 and 1000000.
            "kappa":7.5,             |                      | index.json has no number "kappa" where one is needed.
            "minimumMatured":10      | "minimumMatured":1.5 | "minimumMatured" is not a whole number.
            "rows":3                 | "rows":-3            | "rows" is below 0.
            marks.csv","url          | ../marks.csv","url   | impossible name "../marks.csv"
            marks.csv","url          | index.json","url     | impossible name "index.json"
            "sha256":"0              | "sha256":"           | the sha256 of marks.csv is not 64 hexadecimal digits.
            "files":[                | "files":[1,          | "files" holds something that is no object.
            "files":                 | "file":              | index.json has no array "files" where one is needed.
            """)
    void what_cannot_be_meant_is_refused(String correct, @Nullable String wrong, String sentence) {
        String json = INDEX.replace(correct, wrong == null ? "" : wrong);

        assertThatThrownBy(() -> Index.parse(json))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_file_listed_twice_is_refused() {
        String entry = INDEX.substring(INDEX.indexOf("[") + 1, INDEX.indexOf("]"));

        assertThatThrownBy(() -> Index.parse(INDEX.replace(entry, entry + "," + entry)))
                .hasMessage("index.json lists the file marks.csv twice.");
    }

    @Test
    void an_index_that_is_no_object_is_refused() {
        assertThatThrownBy(() -> Index.parse("[]")).hasMessage("index.json is not a JSON object.");
    }
}
