package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    @Test
    void the_same_answer_three_times_is_a_template() {
        assertThat(Templates.of(List.of(1L, 1L, 1L, 2L, 2L, 3L))).isEqualTo(new Templates(3, 6));
    }

    @Test
    void the_same_answer_twice_is_not() {
        assertThat(Templates.of(List.of(1L, 1L))).isEqualTo(new Templates(0, 2));
    }
}
