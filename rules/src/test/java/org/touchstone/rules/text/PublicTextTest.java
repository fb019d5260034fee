package org.touchstone.rules.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.testing.ForAll.forAll;
import static org.touchstone.rules.text.PublicText.BLOT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicTextTest {

    private static final List<String> ZEROS = List.of("0", "۰", "٠", "０", "०");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09123456789",
                "۰۹۱۲۳۴۵۶۷۸۹",
                "٠٩١٢٣٤٥٦٧٨٩",
                "０９１２３４５６７８９",
                "0912 345 6789",
                "0912-345-67-89",
                "6037–9911–2233–4455",
                "021/8888.1234",
                "12345"
            })
    void a_number_of_five_digits_or_more_is_blotted_out_in_any_script(String number) {
        assertThat(PublicText.of("شماره " + number + " است", "")).isEqualTo("شماره " + BLOT + " است");
    }

    @Test
    void short_numbers_stay() {
        assertThat(PublicText.of("2 parcels of 1999 in round ۳", "")).isEqualTo("2 parcels of 1999 in round ۳");
    }

    @Test
    void no_number_of_five_digits_survives_in_any_mixture_of_scripts() {
        forAll(random -> {
                    var number = new StringBuilder("call ");
                    for (int left = 5 + random.nextInt(12); left > 0; left--) {
                        var zero = ZEROS.get(random.nextInt(ZEROS.size()));
                        number.append((char) (zero.charAt(0) + random.nextInt(10)));
                        number.append(left > 1 ? List.of("", "", " ", "-").get(random.nextInt(4)) : "");
                    }
                    return number.append(" now").toString();
                })
                .holds(text -> assertThat(PublicText.of(text, "")).isEqualTo("call " + BLOT + " now"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ali.rezaei+shop@example.com", "user_1%x@mail.example.ir", "کاربر@نمونه.ایران", "用户@例子.公司"})
    void a_mail_address_is_blotted_out(String mail) {
        assertThat(PublicText.of("write to " + mail + " please", "")).isEqualTo("write to " + BLOT + " please");
    }

    @Test
    void the_name_is_blotted_out_whole_and_in_its_parts() {
        assertThat(PublicText.of("من مریم رضایی هستم. خانم رضایی منتظر است.", "مریم رضایی"))
                .isEqualTo("من " + BLOT + " " + BLOT + " هستم. خانم " + BLOT + " منتظر است.");
        assertThat(PublicText.of("JANE doe called; Jane's parcel", "Jane Doe"))
                .isEqualTo(BLOT + " " + BLOT + " called; " + BLOT + "'s parcel");
    }

    @Test
    void a_chinese_name_is_blotted_out_without_blanks_around_it() {
        assertThat(PublicText.of("我是王小明，请退款", "王小明")).isEqualTo("我是" + BLOT + "，请退款");
        assertThat(PublicText.of("我叫李明。", "李明")).isEqualTo("我叫" + BLOT + "。");
    }

    @Test
    void a_name_inside_another_word_stays() {
        assertThat(PublicText.of("Annabel and Ann", "Ann Roe")).isEqualTo("Annabel and " + BLOT);
    }

    @Test
    void signs_in_a_name_are_not_read_as_a_pattern() {
        assertThat(PublicText.of("O(K)? \\E $1 text", "O(K)? \\E $1")).doesNotContain("(K)");
    }

    @Test
    void a_text_about_nobody_stays_as_it_is() {
        var text = "کالا نرسید، لطفاً پیگیری کنید.\n未收到货。";
        assertThat(PublicText.of(text, "")).isEqualTo(text);
        assertThat(PublicText.of(text, " ")).isEqualTo(text);
    }

    @Test
    void the_name_is_blotted_out_however_its_letters_are_typed() {
        assertThat(PublicText.of("من علي كريمي هستم", "علی کریمی"))
                .doesNotContain("علي")
                .doesNotContain("كريمي");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0912\u00a0345\u00a06789",
                "0912\u202f345\u202f6789",
                "０９１２\u3000３４５\u3000６７８９",
                "(0912) 345-6789"
            })
    void a_number_is_blotted_out_whatever_blanks_stand_between_its_groups(String number) {
        assertThat(PublicText.of("call " + number, "")).doesNotContainPattern("\\p{Nd}");
    }
}
