package org.touchstone.centre.web;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.touchstone.centre.chart.Chart;
import org.touchstone.centre.chart.Chart.Axis;
import org.touchstone.centre.chart.Chart.Series;
import org.touchstone.centre.chart.Chart.Unit;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.policy.Policy;

/** What charts say in the reader's language. */
public record ChartWords(Texts t, Policy policy) {

    /** What a chart is called. */
    public String title(Chart chart) {
        return t.say("chart." + chart.id());
    }

    /** A label of the axis. */
    public String label(Chart chart, int i) {
        return word(chart.axis(), chart.labels().get(i));
    }

    /** A label where there is little room: the month without its year. */
    public String shortLabel(Chart chart, int i) {
        var code = chart.labels().get(i);
        if (chart.axis() != Axis.MONTH) {
            return word(chart.axis(), code);
        }
        int month = Integer.parseInt(code.substring(5));
        return switch (t.language()) {
            case FA, ZH -> t.month(month);
            case EN -> t.month(month).substring(0, 3);
        };
    }

    /** The name of a series. */
    public String series(Chart chart, Series series) {
        return word(chart.seriesAxis(), series.name());
    }

    private String word(Axis axis, String code) {
        return switch (axis) {
            case MONTH -> {
                var month = t.month(Integer.parseInt(code.substring(5)));
                var year = t.digits(code.substring(0, 4));
                yield t.language() == Language.ZH ? year + "年" + month : month + " " + year;
            }
            case CATEGORY -> t.category(policy, code);
            case GRADE -> code.equals("NONE") ? t.say("chart.ungraded") : code;
            case MARK_STATE -> t.name(MarkState.valueOf(code));
            case STEP -> t.name(MarkStep.valueOf(code));
            case CURRENCY -> t.has("currency." + code) ? t.say("currency." + code) : code;
            case WORD -> t.say("series." + code);
        };
    }

    /** A value of a series; a dash where there is none. */
    public String value(Series series, int i) {
        return value(series.unit(), series.values().get(i));
    }

    private String value(Unit unit, @Nullable BigDecimal value) {
        if (value == null) {
            return "—";
        }
        return switch (unit) {
            case COUNT -> t.number(value.longValueExact());
            case SHARE -> t.percent(value.doubleValue());
            case HOURS -> t.number(value.doubleValue(), 2);
            case MONEY -> t.number(value.doubleValue(), 2);
        };
    }

    /** A value of the scale, short. */
    public String scale(Unit unit, double value) {
        return switch (unit) {
            case SHARE -> t.percent(value);
            case COUNT, HOURS -> t.number(value, 1);
            case MONEY -> t.shortNumber(BigDecimal.valueOf(value));
        };
    }

    /** What a series shows in one sentence, for those who do not see it. */
    public String inShort(Chart chart, Series series) {
        var peak = series.peak();
        if (peak.isEmpty()) {
            return t.say("chart.nothing");
        }
        int top = peak.get();
        if (chart.axis() != Axis.MONTH) {
            return t.say("chart.most", label(chart, top), value(series, top));
        }
        int last = series.lastKnown().orElse(top);
        return t.say("chart.course", label(chart, top), value(series, top), label(chart, last), value(series, last));
    }
}
