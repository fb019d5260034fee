package org.touchstone.rules.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.touchstone.rules.record.ACase.AS_OF;
import static org.touchstone.rules.record.ACase.aCase;

import java.time.Period;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.testing.Policies;

class TradeMeanTest {

    private static Figures shop(int answered, int unanswered) {
        var cases = IntStream.range(0, answered + unanswered)
                .mapToObj(i -> (i < answered ? aCase().answered() : aCase()).facts())
                .toList();
        return Figures.of(cases, AS_OF, Period.ofMonths(12), Policies.RECORD, null);
    }

    @Test
    void the_mean_of_a_trade_is_over_its_complaints_not_over_its_shops() {
        assertThat(TradeMean.NONE.plus(shop(8, 2)).plus(shop(0, 1)).plus(shop(0, 0)))
                .isEqualTo(new TradeMean(8, 11));
    }

    @Test
    void a_small_record_is_shrunk_towards_the_trade() {
        // (1 + 7 · 0.8) ÷ (2 + 7)
        assertThat(requireNonNull(new TradeMean(80, 100).shrink(shop(1, 1), 7))).isCloseTo(6.6 / 9, within(1e-12));
        // (0 + 7 · 0.8) ÷ (1 + 7)
        assertThat(requireNonNull(new TradeMean(80, 100).shrink(shop(0, 1), 7))).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void a_large_record_speaks_for_itself() {
        assertThat(requireNonNull(new TradeMean(0, 10_000).shrink(shop(993, 0), 7)))
                .isCloseTo(0.993, within(1e-12));
    }

    @Test
    void without_shrinking_it_is_the_answer_rate() {
        assertThat(new TradeMean(80, 100).shrink(shop(3, 1), 0)).isEqualTo(0.75);
    }

    @Test
    void nothing_is_said_of_a_mark_without_matured_complaints_or_of_an_unknown_trade() {
        assertThat(new TradeMean(80, 100).shrink(shop(0, 0), 7)).isNull();
        assertThat(TradeMean.NONE.shrink(shop(3, 1), 7)).isNull();
    }

    @Test
    void the_order_of_the_shops_does_not_matter() {
        assertThat(TradeMean.NONE.plus(shop(3, 1)).plus(shop(0, 2)))
                .isEqualTo(TradeMean.NONE.plus(shop(0, 2)).plus(shop(3, 1)));
    }
}
