package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code ./touchstone bench signing} runs does run: with the keys, marks and statements of today. */
class SigningBenchTest {

    @Test
    void the_measurement_of_signing_runs() throws Exception {
        assertThat(SigningBench.measure(new SigningBench.Size(20, 20, 1)))
                .hasSize(2)
                .allSatisfy(rates -> {
                    assertThat(rates.statements()).isPositive();
                    assertThat(rates.bare()).isPositive();
                });
    }
}
