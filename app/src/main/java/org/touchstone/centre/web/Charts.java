package org.touchstone.centre.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.touchstone.centre.MonthCalendar.Month;
import org.touchstone.centre.Overview;
import org.touchstone.centre.chart.Chart;
import org.touchstone.centre.chart.Chart.Axis;
import org.touchstone.centre.chart.Chart.Form;
import org.touchstone.centre.chart.Chart.Series;
import org.touchstone.centre.chart.Chart.Unit;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.record.AnswerTimes;

/** The charts of the overview. What they show, their tables show; what those show, the files hold. */
final class Charts {

    private static final int PLACES = 6;

    private final Overview figures;
    private final List<String> months;

    private Charts(Overview figures) {
        this.figures = figures;
        this.months = figures.months().stream().map(Month::key).toList();
    }

    static List<Chart> of(Overview figures) {
        var charts = new Charts(figures);
        return List.of(
                charts.categories(),
                charts.filed(),
                charts.categoriesByMonth(),
                charts.settled(),
                charts.unanswered(),
                charts.answerTimes(),
                charts.money(),
                charts.steps(),
                charts.grades(),
                charts.states());
    }

    private Chart months(String id, Form form, Axis seriesAxis, List<Series> series, int drawn, boolean apart) {
        return new Chart(id, form, Axis.MONTH, months, seriesAxis, series, drawn, apart);
    }

    private static Chart bars(String id, Axis axis, List<String> labels, List<Integer> counts) {
        int all = Overview.sum(counts);
        var shares = new ArrayList<@Nullable BigDecimal>();
        counts.forEach(n -> shares.add(share(n, all)));
        return new Chart(
                id,
                Form.BARS,
                axis,
                labels,
                Axis.WORD,
                List.of(Series.counts(id, counts), new Series("share", Unit.SHARE, shares)),
                1,
                false);
    }

    private static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), PLACES, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
    }

    private Chart categories() {
        var sums = figures.categories().entrySet().stream()
                .map(e -> Map.entry(e.getKey(), Overview.sum(e.getValue())))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        return bars(
                "categories",
                Axis.CATEGORY,
                sums.stream().map(Map.Entry::getKey).toList(),
                sums.stream().map(Map.Entry::getValue).toList());
    }

    private Chart filed() {
        return months("filed", Form.COLUMNS, Axis.WORD, List.of(Series.counts("filed", figures.filed())), 1, false);
    }

    private Chart categoriesByMonth() {
        var series = categories().labels().stream()
                .map(c -> Series.counts(c, figures.categories().getOrDefault(c, List.of())))
                .toList();
        return months("categories-by-month", Form.COLUMNS, Axis.CATEGORY, series, series.size(), true);
    }

    private Chart settled() {
        var shares = new ArrayList<@Nullable BigDecimal>();
        for (int i = 0; i < months.size(); i++) {
            shares.add(share(figures.settled().get(i), figures.matured().get(i)));
        }
        return months(
                "settled",
                Form.COLUMNS,
                Axis.WORD,
                List.of(
                        new Series("settledShare", Unit.SHARE, shares),
                        Series.counts("settled", figures.settled()),
                        Series.counts("matured", figures.matured())),
                1,
                false);
    }

    private Chart unanswered() {
        return months(
                "unanswered",
                Form.COLUMNS,
                Axis.WORD,
                List.of(
                        Series.counts("unanswered", figures.unanswered()),
                        Series.counts("unansweredBefore", figures.unansweredBefore())),
                2,
                false);
    }

    private Chart answerTimes() {
        var median = new ArrayList<@Nullable BigDecimal>();
        var p90 = new ArrayList<@Nullable BigDecimal>();
        for (AnswerTimes times : figures.timesByMonth()) {
            median.add(hours(times.median()));
            p90.add(hours(times.p90()));
        }
        return months(
                "answer-times",
                Form.LINES,
                Axis.WORD,
                List.of(new Series("median", Unit.HOURS, median), new Series("p90", Unit.HOURS, p90)),
                2,
                false);
    }

    static @Nullable BigDecimal hours(@Nullable Duration time) {
        return time == null
                ? null
                : BigDecimal.valueOf(time.toMillis())
                        .divide(BigDecimal.valueOf(3_600_000), 2, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
    }

    private Chart money() {
        var series = new ArrayList<Series>();
        figures.money()
                .forEach((currency, sums) -> series.add(new Series(currency, Unit.MONEY, new ArrayList<>(sums))));
        return months("money", Form.COLUMNS, Axis.CURRENCY, series, series.size(), true);
    }

    private Chart steps() {
        var series = new ArrayList<Series>();
        figures.steps().forEach((step, counts) -> series.add(Series.counts(step.name(), counts)));
        series.sort(Comparator.comparingInt(
                s -> List.of("LETTER", "SUSPEND", "REVOKE").indexOf(s.name())));
        return months("steps", Form.COLUMNS, Axis.STEP, series, series.size(), true);
    }

    private Chart grades() {
        var labels = new ArrayList<String>();
        var counts = new ArrayList<Integer>();
        for (var grade : Grade.values()) {
            labels.add(grade.name());
            counts.add(Math.toIntExact(figures.marks().grades().getOrDefault(grade, 0L)));
        }
        labels.add("NONE");
        counts.add(Math.toIntExact(figures.marks().ungraded()));
        return bars("grades", Axis.GRADE, labels, counts);
    }

    private Chart states() {
        return bars(
                "states",
                Axis.MARK_STATE,
                Arrays.stream(MarkState.values()).map(MarkState::name).toList(),
                Arrays.stream(MarkState.values())
                        .map(s -> Math.toIntExact(figures.marks().states().getOrDefault(s, 0L)))
                        .toList());
    }
}
