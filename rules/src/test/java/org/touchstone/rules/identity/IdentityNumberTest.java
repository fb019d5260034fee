package org.touchstone.rules.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.touchstone.rules.identity.Scheme.CHINA_RESIDENT_ID;
import static org.touchstone.rules.identity.Scheme.CHINA_UNIFIED_SOCIAL_CREDIT_CODE;
import static org.touchstone.rules.identity.Scheme.IRAN_LEGAL_ENTITY_ID;
import static org.touchstone.rules.identity.Scheme.IRAN_NATIONAL_ID;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumberTest {

    private static final String DIGITS = "0123456789";
    private static final String CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @Test
    void a_national_code_names_a_person() {
        assertThat(IdentityNumber.ofPerson("0499370899")).isEqualTo(new IdentityNumber(IRAN_NATIONAL_ID, "0499370899"));
    }

    @Test
    void a_resident_identity_number_names_a_person() {
        assertThat(IdentityNumber.ofPerson("11010519491231002X"))
                .isEqualTo(new IdentityNumber(CHINA_RESIDENT_ID, "11010519491231002X"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10380284790", "14007650912", "10320894878"})
    void a_legal_entity_identifier_names_a_business(String number) {
        assertThat(IdentityNumber.ofBusiness(number)).isEqualTo(new IdentityNumber(IRAN_LEGAL_ENTITY_ID, number));
    }

    @Test
    void the_example_of_the_credit_code_standard_names_a_business() {
        assertThat(IdentityNumber.ofBusiness("91350100M000100Y43"))
                .isEqualTo(new IdentityNumber(CHINA_UNIFIED_SOCIAL_CREDIT_CODE, "91350100M000100Y43"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y4Z",
                "91350100M000100Y4",
                "91350100M000100Y433",
                "91350100I000100Y43",
                "10380284791",
                "1038028479",
                "103802847900",
                "0499370899"
            })
    void nothing_else_names_a_business(String typed) {
        assertThat(IdentityNumber.ofBusiness(typed)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0499370898",
                "04993708990",
                "110105194912310021",
                "X1010519491231002X",
                "10380284790",
                "91350100M000100Y43",
                "",
                " ",
                "علی",
                "049937089X"
            })
    void nothing_else_names_a_person(String typed) {
        assertThat(IdentityNumber.ofPerson(typed)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "۰۴۹۹۳۷۰۸۹۹",
                "٠٤٩٩٣٧٠٨٩٩",
                "０４９９３７０８９９",
                "۰۴۹۹٣٧٠899",
                " 049 937089 9 ",
                "049-937089-9",
                "۰۴۹–۹۳۷۰۸۹–۹",
                "\u200f۰۴۹\u200c۹۳۷۰۸۹۹\u200e"
            })
    void digits_of_any_script_and_spaces_and_dashes_between_them_are_understood(String typed) {
        assertThat(valueOfPerson(typed)).isEqualTo("0499370899");
    }

    @Test
    void small_letters_are_understood() {
        assertThat(valueOfPerson("11010519491231002x")).isEqualTo("11010519491231002X");
        assertThat(valueOfBusiness("91350100m000100y43")).isEqualTo("91350100M000100Y43");
    }

    @Test
    void a_national_code_may_lack_its_leading_zeros() {
        assertThat(valueOfPerson("499370899")).isEqualTo("0499370899");
        assertThat(valueOfPerson("12345679")).isEqualTo("0012345679");
        assertThat(valueOfPerson("۱۲۳۴۵۶۷۹")).isEqualTo("0012345679");
    }

    @Test
    void more_than_two_missing_zeros_are_no_national_code() {
        var value = valid(IRAN_NATIONAL_ID, "000123456", DIGITS);
        assertThat(valueOfPerson(value)).isEqualTo(value);
        assertThat(IdentityNumber.ofPerson(value.substring(3))).isNull();
    }

    @Test
    void a_business_number_never_lacks_zeros() {
        assertThat(IdentityNumber.ofBusiness("1038028479")).isNull();
    }

    @Test
    void a_number_of_equal_digits_is_refused() {
        for (char digit = '0'; digit <= '9'; digit++) {
            for (int length = 8; length <= 11; length++) {
                var typed = String.valueOf(digit).repeat(length);
                if (length >= 10 || digit == '0') {
                    assertThat(IdentityNumber.ofPerson(typed)).as(typed).isNull();
                }
                assertThat(IdentityNumber.ofBusiness(typed)).as(typed).isNull();
            }
        }
    }

    @Test
    void every_single_digit_change_of_a_known_number_is_refused() {
        refusesEverySingleChange(IRAN_NATIONAL_ID, "0499370899", DIGITS);
        refusesEverySingleChange(IRAN_LEGAL_ENTITY_ID, "14007650912", DIGITS);
        refusesEverySingleChange(IRAN_LEGAL_ENTITY_ID, "10320894878", DIGITS);
        refusesEverySingleChange(CHINA_RESIDENT_ID, "11010519491231002X", DIGITS + "X");
        refusesEverySingleChange(CHINA_UNIFIED_SOCIAL_CREDIT_CODE, "91350100M000100Y43", CREDIT_CODE_SIGNS);
    }

    @Test
    void every_single_change_of_any_chinese_number_is_refused() {
        forAll(random -> valid(CHINA_RESIDENT_ID, body(random, DIGITS, 17), DIGITS + "X"))
                .times(100)
                .holds(number -> refusesEverySingleChange(CHINA_RESIDENT_ID, number, DIGITS + "X"));
        forAll(random ->
                        valid(CHINA_UNIFIED_SOCIAL_CREDIT_CODE, body(random, CREDIT_CODE_SIGNS, 17), CREDIT_CODE_SIGNS))
                .times(100)
                .holds(number -> refusesEverySingleChange(CHINA_UNIFIED_SOCIAL_CREDIT_CODE, number, CREDIT_CODE_SIGNS));
    }

    /** Both Iranian schemes give one check digit to two remainders: 1 to 1 and 10, 0 to 0 and 10. The rest is watertight. */
    @Test
    void every_single_change_of_an_iranian_number_is_refused_unless_its_check_digit_stands_for_two_remainders() {
        forAll(random -> valid(IRAN_NATIONAL_ID, body(random, DIGITS, 9), DIGITS))
                .times(200)
                .holds(number -> {
                    if (number.endsWith("1")) {
                        assertThat(acceptedChanges(IRAN_NATIONAL_ID, number, DIGITS))
                                .allMatch(changed -> changed.endsWith("1"));
                    } else {
                        refusesEverySingleChange(IRAN_NATIONAL_ID, number, DIGITS);
                    }
                });
        forAll(random -> valid(IRAN_LEGAL_ENTITY_ID, body(random, DIGITS, 10), DIGITS))
                .times(200)
                .holds(number -> {
                    if (number.endsWith("0")) {
                        assertThat(acceptedChanges(IRAN_LEGAL_ENTITY_ID, number, DIGITS))
                                .allMatch(changed -> changed.endsWith("0"));
                    } else {
                        refusesEverySingleChange(IRAN_LEGAL_ENTITY_ID, number, DIGITS);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void every_body_has_exactly_one_check_sign(Scheme scheme) {
        var signs = scheme == CHINA_UNIFIED_SOCIAL_CREDIT_CODE ? CREDIT_CODE_SIGNS : DIGITS;
        int length = scheme == IRAN_NATIONAL_ID ? 9 : scheme == IRAN_LEGAL_ENTITY_ID ? 10 : 17;
        forAll(random -> body(random, signs, length))
                .times(200)
                .holds(body -> assertThat(
                                CREDIT_CODE_SIGNS.chars().filter(check -> scheme.accepts(body + (char) check)))
                        .hasSize(1));
    }

    @Test
    void a_number_that_fails_its_check_is_no_value() {
        assertThatThrownBy(() -> new IdentityNumber(IRAN_NATIONAL_ID, "0499370898"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("0499370898");
    }

    @Test
    void the_text_form_hides_the_number() {
        for (var number : List.of(
                new IdentityNumber(IRAN_NATIONAL_ID, "0499370899"),
                new IdentityNumber(CHINA_RESIDENT_ID, "11010519491231002X"),
                new IdentityNumber(CHINA_UNIFIED_SOCIAL_CREDIT_CODE, "91350100M000100Y43"))) {
            var value = number.value();
            assertThat(number).hasToString("…" + value.substring(value.length() - 2));
            assertThat("log: " + number).doesNotContain(value.substring(0, 4));
        }
    }

    private static void refusesEverySingleChange(Scheme scheme, String number, String signs) {
        assertThat(scheme.accepts(number)).as(number).isTrue();
        assertThat(acceptedChanges(scheme, number, signs))
                .as("changes of %s", number)
                .isEmpty();
    }

    private static List<String> acceptedChanges(Scheme scheme, String number, String signs) {
        var accepted = new ArrayList<String>();
        for (int place = 0; place < number.length(); place++) {
            for (var sign : signs.split("")) {
                var changed = number.substring(0, place) + sign + number.substring(place + 1);
                if (!changed.equals(number) && scheme.accepts(changed)) {
                    accepted.add(changed);
                }
            }
        }
        return accepted;
    }

    private static String body(RandomGenerator random, String signs, int length) {
        var body = new StringBuilder();
        for (int i = 0; i < length; i++) {
            body.append(signs.charAt(random.nextInt(signs.length())));
        }
        return body.toString();
    }

    private static String valid(Scheme scheme, String body, String signs) {
        return signs.chars()
                .mapToObj(check -> body + (char) check)
                .filter(scheme::accepts)
                .findFirst()
                .orElseThrow();
    }

    private static String valueOfPerson(String typed) {
        var number = IdentityNumber.ofPerson(typed);
        return number == null ? "none" : number.value();
    }

    private static String valueOfBusiness(String typed) {
        var number = IdentityNumber.ofBusiness(typed);
        return number == null ? "none" : number.value();
    }
}
