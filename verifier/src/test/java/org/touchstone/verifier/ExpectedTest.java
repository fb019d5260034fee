package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExpectedTest {
    @Test
    void a_rate_is_met_within_half_its_last_decimal() {
        Expected third = new Expected.Rounded(Ratio.of(1, 3), 4);

        assertThat(third.isMetBy("0.3333")).isTrue();
        assertThat(third.isMetBy("0.3334")).isFalse();
        assertThat(third.isMetBy("0.3332")).isFalse();
        assertThat(third.isMetBy("")).isFalse();
        assertThat(third.isMetBy("3333E-4")).isFalse();
    }

    @Test
    void either_neighbour_meets_a_rate_that_lies_in_the_middle() {
        Expected middle = new Expected.Rounded(Ratio.of(1, 32), 4);

        assertThat(middle.shown()).isEqualTo("0.0313");
        assertThat(middle.isMetBy("0.0313")).isTrue();
        assertThat(middle.isMetBy("0.0312")).isTrue();
        assertThat(middle.isMetBy("0.0311")).isFalse();
    }

    @Test
    void trailing_zeros_say_nothing() {
        assertThat(new Expected.Rounded(Ratio.of(1, 2), 4).isMetBy("0.5")).isTrue();
        assertThat(new Expected.Rounded(Ratio.of(72, 1), 2).isMetBy("72")).isTrue();
    }

    @Test
    void a_count_is_met_by_itself_only() {
        assertThat(new Expected.Exactly("7").isMetBy("7")).isTrue();
        assertThat(new Expected.Exactly("7").isMetBy("7.0")).isFalse();
        assertThat(Expected.EMPTY.isMetBy("0")).isFalse();
    }

    @Test
    void an_instant_is_met_in_any_spelling() {
        Expected noon = new Expected.Moment(Instant.parse("2026-01-01T12:00:00Z"));

        assertThat(noon.isMetBy("2026-01-01T12:00:00.000Z")).isTrue();
        assertThat(noon.isMetBy("2026-01-01T12:00:01Z")).isFalse();
        assertThat(noon.isMetBy("noon")).isFalse();
    }

    @Test
    void money_is_compared_as_numbers_in_the_order_of_currencies() {
        Expected sums = new Expected.Sums(
                new TreeMap<>(Map.of("USD", new BigDecimal("50.00"), "IRR", new BigDecimal("1200000"))));

        assertThat(sums.shown()).isEqualTo("1200000 IRR;50 USD");
        assertThat(sums.isMetBy("1200000 IRR;50.00 USD")).isTrue();
        assertThat(sums.isMetBy("50 USD;1200000 IRR")).isFalse();
        assertThat(sums.isMetBy("1200000 IRR;51 USD")).isFalse();
        assertThat(sums.isMetBy("1200000 IRR;50 USD;")).isFalse();
        assertThat(sums.isMetBy("1200000IRR;50USD")).isFalse();
        assertThat(sums.isMetBy("")).isFalse();
        assertThat(new Expected.Sums(new TreeMap<>()).isMetBy("")).isTrue();
    }
}
