package org.touchstone.rules.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.rules.record.Share.Interval;

class ShareTest {

    private static final double Z = 1.959963984540054;
    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void a_share_of_nothing_is_absent() {
        assertThat(Share.of(0, 0)).isNull();
        assertThat(Interval.wilson(0, 0)).isNull();
    }

    @Test
    void a_share_is_part_of_whole() {
        assertThat(Share.of(3, 4)).isEqualTo(0.75);
        assertThat(Share.of(0, 4)).isEqualTo(0.0);
        assertThat(Share.of(4, 4)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "0.12345, 4, 0.1235",
        "0.12344999, 4, 0.1234",
        "0.00005, 4, 0.0001",
        "1.005, 2, 1.01",
        "2.675, 2, 2.68",
        "0.66666666666, 4, 0.6667",
        "1, 4, 1"
    })
    void published_figures_are_rounded_half_up(double value, int places, double published) {
        assertThat(Share.rounded(value, places)).isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 10, 0.4902, 0.9433",
        "0, 10, 0.0, 0.2775",
        "10, 10, 0.7225, 1.0",
        "1, 1, 0.2065, 1.0",
        "50, 100, 0.4038, 0.5962",
        "15, 148, 0.0624, 0.1605"
    })
    void wilson_interval_of(int part, int whole, double low, double high) {
        var interval = requireNonNull(Interval.wilson(part, whole));
        assertThat(Share.rounded(interval.low(), 4)).isEqualTo(low);
        assertThat(Share.rounded(interval.high(), 4)).isEqualTo(high);
    }

    /** The interval is where |rate − p| = z · √(p(1 − p) ÷ n): its ends are found here by halving. */
    @Test
    void the_ends_are_where_the_rate_lies_just_z_deviations_away() {
        for (int whole = 1; whole <= 60; whole++) {
            for (int part = 0; part <= whole; part++) {
                var interval = requireNonNull(Interval.wilson(part, whole));
                double rate = (double) part / whole;
                assertThat(interval.low()).isCloseTo(halved(0, rate, rate, whole, true), CLOSE);
                assertThat(interval.high()).isCloseTo(halved(rate, 1, rate, whole, false), CLOSE);
                assertThat(interval.low()).isBetween(0.0, rate + 1e-12);
                assertThat(interval.high()).isBetween(rate - 1e-12, 1.0);
            }
        }
    }

    private static double halved(double from, double to, double rate, int n, boolean lower) {
        double low = from;
        double high = to;
        for (int i = 0; i < 60; i++) {
            double p = (low + high) / 2;
            boolean far = Math.abs(rate - p) > Z * Math.sqrt(p * (1 - p) / n);
            if (far == lower) {
                low = p;
            } else {
                high = p;
            }
        }
        return (low + high) / 2;
    }

    @Test
    void more_complaints_of_the_same_rate_make_a_narrower_interval() {
        double width = 1;
        for (int n = 10; n <= 1000; n += 10) {
            var interval = requireNonNull(Interval.wilson(n / 10 * 8, n));
            assertThat(interval.high() - interval.low()).isLessThan(width);
            width = interval.high() - interval.low();
        }
    }
}
