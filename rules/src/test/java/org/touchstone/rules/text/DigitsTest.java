package org.touchstone.rules.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"})
    void digits_of_any_script_become_latin(String typed) {
        assertThat(Digits.toLatin(typed)).isEqualTo("0123456789");
    }

    @Test
    void nothing_but_digits_changes() {
        assertThat(Digits.toLatin("شمارهٔ ۱۲ ½ Ⅳ 三 😀 x\u200c\u200f")).isEqualTo("شمارهٔ 12 ½ Ⅳ 三 😀 x\u200c\u200f");
        assertThat(Digits.toLatin("")).isEmpty();
    }

    @Test
    void compact_leaves_out_the_spaces_dashes_and_marks_people_put_between_groups() {
        assertThat(Digits.compact(" ۰۴۹-۹۳۷\t۰۸۹‐۹\u200c\u200e\u200f\n")).isEqualTo("0499370899");
        assertThat(Digits.compact("1‒2–3—4―5")).isEqualTo("12345");
    }

    @Test
    void compact_keeps_other_signs_so_that_a_wrong_number_stays_wrong() {
        assertThat(Digits.compact("049.937/089")).isEqualTo("049.937/089");
    }

    @Test
    void compact_leaves_out_every_kind_of_space() {
        assertThat(Digits.compact("049\u00a0937\u202f089\u30009")).isEqualTo("0499370899");
    }
}
