package org.touchstone.centre.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.touchstone.centre.MonthCalendar;
import org.touchstone.centre.Overview;
import org.touchstone.centre.Supervised;
import org.touchstone.centre.chart.Chart;
import org.touchstone.foundation.text.Cells;

/** The figures of charts as files: exactly those that are shown, by stable names instead of words. */
final class ChartFile {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private ChartFile() {}

    /** A row of values. */
    record SeriesJson(String name, Chart.Unit unit, List<@Nullable BigDecimal> values) {}

    /** A chart with what it goes by. */
    record ChartJson(
            String id,
            Instant asOf,
            String policyVersion,
            LocalDate from,
            LocalDate to,
            MonthCalendar calendar,
            @Nullable String trade,
            Chart.Axis axis,
            List<String> labels,
            List<SeriesJson> series) {

        static ChartJson of(Overview figures, Chart chart) {
            return new ChartJson(
                    chart.id(),
                    figures.asOf(),
                    figures.policyVersion(),
                    figures.span().from(),
                    figures.span().to(),
                    figures.span().calendar(),
                    figures.trade(),
                    chart.axis(),
                    chart.labels(),
                    chart.series().stream()
                            .map(s -> new SeriesJson(s.name(), s.unit(), s.values()))
                            .toList());
        }
    }

    static String csv(Chart chart) {
        var header = new ArrayList<Object>();
        header.add(chart.axis().name().toLowerCase(Locale.ROOT));
        chart.series().forEach(s -> header.add(s.name()));
        return write(printer -> {
            printer.printRecord(header);
            for (int i = 0; i < chart.labels().size(); i++) {
                var line = new ArrayList<@Nullable Object>();
                line.add(chart.labels().get(i));
                for (var series : chart.series()) {
                    var value = series.values().get(i);
                    line.add(value == null ? null : value.toPlainString());
                }
                printer.printRecord(line);
            }
        });
    }

    static String csv(List<Supervised> supervised) {
        return write(printer -> {
            printer.printRecord(
                    "mark",
                    "website",
                    "business",
                    "trade",
                    "step",
                    "since",
                    "points",
                    "orders",
                    "pointsPer10000Orders");
            for (var one : supervised) {
                printer.printRecord(
                        one.mark().code(),
                        one.mark().host().name(),
                        Cells.disarmed(one.mark().legalName()),
                        one.mark().trade(),
                        one.supervision().step(),
                        one.supervision().since(),
                        one.points(),
                        one.orders(),
                        one.pointsPer10000Orders());
            }
        });
    }

    private interface Lines {
        void into(CSVPrinter printer) throws IOException;
    }

    private static String write(Lines lines) {
        var text = new StringWriter();
        try (var printer = new CSVPrinter(text, CSV)) {
            lines.into(printer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
