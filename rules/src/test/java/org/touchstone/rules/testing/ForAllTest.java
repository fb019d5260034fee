package org.touchstone.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForAllTest {

    @Test
    void a_rule_that_holds_is_tried_as_often_as_asked() {
        var tried = new ArrayList<Integer>();
        forAll(random -> random.nextInt()).times(40).holds(tried::add);
        assertThat(tried).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void a_rule_that_fails_names_its_seed_and_the_smallest_failing_value() {
        assertThatThrownBy(() -> forAll(random -> 50 + random.nextInt(50))
                        .shrinking(n -> Stream.of(n / 2, n - 1))
                        .holds(n -> assertThat(n).isLessThan(7)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 1398")
                .hasMessageContaining("for 7");
    }

    @Test
    void every_run_tries_the_same_values() {
        assertThat(values()).isEqualTo(values());
    }

    private static List<Long> values() {
        var tried = new ArrayList<Long>();
        forAll(random -> random.nextLong()).times(20).holds(tried::add);
        return tried;
    }
}
