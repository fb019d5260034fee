package org.touchstone.rules.complaint;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "1.50, 1.5",
        "1200000.00, 1200000",
        "1.2E+6, 1200000",
        "0.000, 0",
        "0E+9, 0",
        "0E-9, 0",
        "0.00010, 0.0001"
    })
    void one_amount_has_one_form(String written, String plain) {
        assertThat(rials(written)).isEqualTo(rials(plain));
        assertThat(rials(written).value().toPlainString()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999.9999", "0", "0.0001", "999999999999999"})
    void fifteen_digits_before_the_point_and_four_after_it_are_an_amount(String value) {
        assertThat(rials(value).value()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.0001", "0.00001", "1.00001", "1000000000000000", "1E+15", "1E-5"})
    void a_negative_or_absurdly_long_amount_is_refused(String value) {
        assertThatThrownBy(() -> rials(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"irr", "IR", "IRRR", "", "IR1", "ریال", "IRR\n"})
    void a_currency_is_three_capital_letters(String currency) {
        assertThatThrownBy(() -> new Money(BigDecimal.ONE, currency)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equal_numbers_of_different_currencies_are_different_money() {
        assertThat(rials("5")).isNotEqualTo(new Money(new BigDecimal("5"), "USD"));
    }

    @Test
    void an_absurdly_long_amount_is_refused_at_once() {
        assertTimeoutPreemptively(
                ofSeconds(2),
                () -> assertThatThrownBy(() -> rials("1E+10000000")).isInstanceOf(IllegalArgumentException.class));
    }

    private static Money rials(String value) {
        return new Money(new BigDecimal(value), "IRR");
    }
}
