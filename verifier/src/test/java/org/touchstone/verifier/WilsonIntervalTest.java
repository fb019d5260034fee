package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WilsonIntervalTest {
    private static final Offset<Double> HALF_OF_THE_LAST_DECIMAL = within(0.00005);

    @Test
    void eight_of_ten_lie_between_0_4902_and_0_9433() {
        WilsonInterval interval = WilsonInterval.of(8, 10);

        assertThat(interval.low()).isCloseTo(0.4902, HALF_OF_THE_LAST_DECIMAL);
        assertThat(interval.high()).isCloseTo(0.9433, HALF_OF_THE_LAST_DECIMAL);
    }

    @Test
    void none_and_all_stay_within_0_and_1() {
        // z² = 3.8415, so 0 of 10 reach up to 3.8415 / 13.8415.
        assertThat(WilsonInterval.of(0, 10).low()).isCloseTo(0, within(1e-12));
        assertThat(WilsonInterval.of(0, 10).high()).isCloseTo(0.2775, HALF_OF_THE_LAST_DECIMAL);
        assertThat(WilsonInterval.of(10, 10).low()).isCloseTo(0.7225, HALF_OF_THE_LAST_DECIMAL);
        assertThat(WilsonInterval.of(10, 10).high()).isCloseTo(1, within(1e-12));
    }
}
