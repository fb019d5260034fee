package org.touchstone.rules.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    private static final List<String> PIECES = List.of(
            "a", "B", " ", "\n", "\t", "\r\n", "\r", "é", "ی", "ي", "ک", "ك", "\u200c", "\u200d", "\u200f", "\u202e",
            "\u2066", "ة", "آ", "۱", "٢", "３", "Ａ", "😀", "\uD800", "\uDC00", "\u0000", "\u0007", "\u064e", "\u0640",
            "投", "诉", ".", "ﷲ", "\uFEFF", "ﻻ");

    @Test
    void bidirectional_controls_are_stripped() {
        assertThat(PlainText.clean(
                        "a\u202Ab\u202Bc\u202Cd\u202De\u202Ef\u2066g\u2067h\u2068i\u2069j\u061Ck\u200El\u200Fm"))
                .isEqualTo("abcdefghijklm");
    }

    @Test
    void joiners_stay_because_persian_needs_them() {
        assertThat(PlainText.clean("می‌شود")).isEqualTo("می\u200cشود");
        assertThat(PlainText.clean("ه\u200dـ")).contains("\u200d");
    }

    @Test
    void control_characters_are_stripped_but_line_breaks_and_tabs_stay() {
        assertThat(PlainText.clean("a\u0000b\u0007c\u001Bd\u007Fe\u0085f")).isEqualTo("abcdef");
        assertThat(PlainText.clean("one\ntwo\tthree")).isEqualTo("one\ntwo\tthree");
    }

    @Test
    void line_breaks_of_any_system_become_one_kind() {
        assertThat(PlainText.clean("a\r\nb\rc\nd")).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void surrounding_blanks_go_even_behind_a_mark() {
        assertThat(PlainText.clean(" \n\u200f متن \uFEFF\n ")).isEqualTo("متن");
        assertThat(PlainText.clean(" \u200f ")).isEmpty();
    }

    @Test
    void half_a_character_is_stripped_and_a_whole_one_stays() {
        assertThat(PlainText.clean("a\uD800b\uDC00c")).isEqualTo("abc");
        assertThat(PlainText.clean("😀𠮷")).isEqualTo("😀𠮷");
    }

    @Test
    void text_is_kept_in_canonical_composition() {
        assertThat(PlainText.clean("cafe\u0301")).isEqualTo("caf\u00e9");
        assertThat(PlainText.clean("ا\u0653")).isEqualTo("آ");
    }

    @Test
    void cleaning_a_clean_text_changes_nothing() {
        assertThat(PlainText.clean("cafe\u200f\u0301")).isEqualTo("caf\u00e9");
    }

    @Test
    void no_text_keeps_a_control_or_half_a_character() {
        forAll(PlainTextTest::text)
                .times(1000)
                .holds(text -> assertThat(PlainText.clean(text)
                                .codePoints()
                                .filter(c -> (Character.isISOControl(c) && c != '\n' && c != '\t')
                                        || Character.getType(c) == Character.SURROGATE
                                        || (c >= 0x202A && c <= 0x202E)
                                        || (c >= 0x2066 && c <= 0x2069)))
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "كتابي, کتابی",
        "مدرسة, مدرسه",
        "خانۀ, خانه",
        "خانهٔ, خانه",
        "أحمد, احمد",
        "إسلام, اسلام",
        "آب, اب",
        "ٱب, اب",
        "مؤمن, مومن",
        "رئیس, رییس",
        "موسى, موسی",
        "کِتاب, کتاب",
        "کتــاب, کتاب",
        "رحمٰن, رحمن",
        "می‌شود, می شود",
        "۱۲۳, 123",
        "١٢٣, ۱۲۳",
        "ＡＢＣ, abc",
        "ﻻ, لا",
        "Shop, sHOP",
        "é, e\u0301"
    })
    void two_ways_to_write_one_word_have_one_key(String one, String other) {
        assertThat(PlainText.searchKey(one)).isEqualTo(PlainText.searchKey(other));
        assertThat(PlainText.fingerprint(one)).isEqualTo(PlainText.fingerprint(other));
    }

    @Test
    void different_words_have_different_keys() {
        assertThat(PlainText.searchKey("شکایت")).isNotEqualTo(PlainText.searchKey("شکایات"));
        assertThat(PlainText.searchKey("投诉")).isNotEqualTo(PlainText.searchKey("投訴"));
    }

    @Test
    void a_key_has_single_blanks_and_none_at_its_ends() {
        forAll(PlainTextTest::text)
                .times(1000)
                .holds(text -> assertThat(PlainText.searchKey(text))
                        .doesNotContain("  ", "\n", "\t", "\u200c", "\u200d")
                        .isEqualTo(PlainText.searchKey(text).strip()));
    }

    @Test
    void the_key_of_a_key_is_the_key() {
        forAll(PlainTextTest::text)
                .times(1000)
                .holds(text -> assertThat(PlainText.searchKey(PlainText.searchKey(text)))
                        .isEqualTo(PlainText.searchKey(text)));
    }

    @Test
    void a_fingerprint_is_the_first_sixteen_digits_of_sha_256() {
        assertThat(PlainText.fingerprint("")).isEqualTo("e3b0c44298fc1c14");
        assertThat(PlainText.fingerprint("abc")).isEqualTo("ba7816bf8f01cfea");
    }

    @Test
    void texts_with_equal_keys_have_equal_fingerprints() {
        assertThat(PlainText.fingerprint(" با سلام،\r\nكالاي شما  ارسال شد. "))
                .isEqualTo(PlainText.fingerprint("با سلام، کالای شما ارسال شد."));
        assertThat(PlainText.fingerprint("کالای ۱ ارسال شد")).isNotEqualTo(PlainText.fingerprint("کالای ۲ ارسال شد"));
    }

    private static String text(RandomGenerator random) {
        var text = new StringBuilder();
        for (int left = random.nextInt(20); left > 0; left--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
