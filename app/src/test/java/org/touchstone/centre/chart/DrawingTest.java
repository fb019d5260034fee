package org.touchstone.centre.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.touchstone.centre.chart.Chart.Axis;
import org.touchstone.centre.chart.Chart.Form;
import org.touchstone.centre.chart.Chart.Series;
import org.touchstone.centre.chart.Chart.Unit;
import org.touchstone.centre.chart.Drawing.Bar;

class DrawingTest {

    private static final List<String> MONTHS = List.of("2026-01", "2026-02", "2026-03", "2026-04");

    private static Chart columns(boolean apart, Series... series) {
        return new Chart("c", Form.COLUMNS, Axis.MONTH, MONTHS, Axis.WORD, List.of(series), series.length, apart);
    }

    private static Series hours(@Nullable Integer... values) {
        var numbers = new ArrayList<@Nullable BigDecimal>();
        Arrays.stream(values).forEach(v -> numbers.add(v == null ? null : BigDecimal.valueOf(v)));
        return new Series("h", Unit.HOURS, numbers);
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    @Test
    void the_scale_ends_at_the_next_round_number() {
        for (var pair : List.of(
                List.of(0, 1),
                List.of(1, 1),
                List.of(2, 2),
                List.of(3, 5),
                List.of(7, 10),
                List.of(11, 20),
                List.of(600, 1000))) {
            assertThat(Drawing.ceiling(pair.get(0)))
                    .as("%s", pair)
                    .isEqualTo(pair.get(1).doubleValue());
        }
    }

    @Test
    void columns_stand_on_the_ground_as_high_as_their_values() {
        var drawing = columns(false, Series.counts("a", List.of(10, 5, 0, 1)))
                .drawings(false)
                .getFirst();
        var bars = drawing.bars();
        assertThat(bars).extracting(Bar::label).containsExactly(0, 1, 3);
        assertThat(bars).extracting(b -> number(b.height())).containsExactly(140.0, 70.0, 14.0);
        for (var bar : bars) {
            assertThat(number(bar.y()) + number(bar.height())).isEqualTo(Drawing.HEAD + Drawing.HEIGHT);
            assertThat(number(bar.x())).isGreaterThanOrEqualTo(Drawing.GUTTER);
            assertThat(number(bar.x()) + number(bar.width())).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void two_series_stand_beside_each_other_and_never_over_the_next_month() {
        var drawing = columns(false, Series.counts("a", List.of(1, 2, 3, 4)), Series.counts("b", List.of(4, 3, 2, 1)))
                .drawings(false)
                .getFirst();
        var edges = drawing.bars().stream()
                .sorted((x, y) -> Double.compare(number(x.x()), number(y.x())))
                .toList();
        assertThat(edges).hasSize(8);
        for (int i = 1; i < edges.size(); i++) {
            var before = edges.get(i - 1);
            assertThat(number(edges.get(i).x()))
                    .isGreaterThanOrEqualTo(number(before.x()) + number(before.width()) - 0.02);
            assertThat(edges.get(i).label()).isEqualTo(i / 2);
        }
    }

    @Test
    void from_right_to_left_everything_is_mirrored() {
        var chart = columns(false, Series.counts("a", List.of(1, 2, 3, 4)));
        var left = chart.drawings(false).getFirst().bars();
        var right = chart.drawings(true).getFirst().bars();
        for (int i = 0; i < left.size(); i++) {
            var a = left.get(i);
            var b = right.get(i);
            assertThat(number(a.x()) + number(a.width()) + number(b.x())).isBetween(99.97, 100.03);
            assertThat(b.height()).isEqualTo(a.height());
        }
    }

    @Test
    void a_line_has_a_gap_where_there_is_no_value() {
        var lines =
                new Chart("l", Form.LINES, Axis.MONTH, MONTHS, Axis.WORD, List.of(hours(10, null, 20, 40)), 1, false);
        var drawing = lines.drawings(false).getFirst();
        assertThat(drawing.dots()).extracting(Drawing.Dot::label).containsExactly(0, 2, 3);
        assertThat(drawing.strokes()).hasSize(1);
        assertThat(drawing.strokes().getFirst().x1())
                .isEqualTo(drawing.dots().get(1).x());
    }

    @Test
    void panels_of_counts_share_a_scale_and_sums_of_money_do_not() {
        var counts = columns(true, Series.counts("a", List.of(1, 1, 1, 1)), Series.counts("b", List.of(100, 0, 0, 0)));
        assertThat(counts.drawings(false)).extracting(Drawing::top).containsExactly(100.0, 100.0);
        var one = new Series(
                "IRR", Unit.MONEY, new ArrayList<>(hours(900, 1, 1, 1).values()));
        var other =
                new Series("EUR", Unit.MONEY, new ArrayList<>(hours(3, 1, 1, 1).values()));
        assertThat(columns(true, one, other).drawings(false))
                .extracting(Drawing::top)
                .containsExactly(1000.0, 5.0);
    }

    @Test
    void shares_go_up_to_the_whole() {
        var share = new Series(
                "s", Unit.SHARE, List.of(BigDecimal.ZERO, BigDecimal.valueOf(0.2), BigDecimal.ONE, BigDecimal.ZERO));
        assertThat(columns(false, share).drawings(false).getFirst().top()).isEqualTo(1);
    }

    @Test
    void at_most_six_labels_are_named_the_last_among_them() {
        for (int n = 1; n <= 40; n++) {
            var drawing = new Drawing(List.of(), n, 1, false);
            int named = 0;
            for (int i = 0; i < n; i++) {
                named += drawing.named(i) ? 1 : 0;
            }
            assertThat(named).as("%d labels", n).isBetween(1, 6);
            assertThat(drawing.named(n - 1)).isTrue();
        }
    }

    @Test
    void a_series_tells_its_peak_and_its_last_value() {
        assertThat(hours(1, 7, 7, null).peak()).contains(1);
        assertThat(hours(1, 7, 7, null).lastKnown()).contains(2);
        assertThat(hours(null, null).peak()).isEmpty();
        assertThat(hours(0, 0).peak()).isEmpty();
    }

    @Test
    void a_series_that_does_not_fit_is_refused() {
        assertThatThrownBy(() -> columns(false, Series.counts("a", List.of(1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 values for 4");
    }
}
