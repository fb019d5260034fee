package org.touchstone.record.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.touchstone.record.GradeEntry;

/**
 * The total over time as steps, in a field of 1000 by 100: each total holds until the next entry.
 *
 * @param paths one for each stretch without a gap
 * @param from the left end
 * @param until the right end
 */
public record GradeTrend(List<String> paths, Instant from, Instant until) {

    /** Draws a history, the newest entry first. */
    static GradeTrend of(List<GradeEntry> history, Instant now) {
        if (history.isEmpty()) {
            return new GradeTrend(List.of(), now, now);
        }
        var from = history.getLast().at();
        double span = Math.max(1, Duration.between(from, now).toSeconds());
        var paths = new ArrayList<String>();
        var path = new StringBuilder();
        for (int i = history.size() - 1; i >= 0; i--) {
            var entry = history.get(i);
            var total = entry.total();
            double begin = 1000 * Duration.between(from, entry.at()).toSeconds() / span;
            double end = i == 0
                    ? 1000
                    : 1000 * Duration.between(from, history.get(i - 1).at()).toSeconds() / span;
            if (total == null) {
                if (!path.isEmpty()) {
                    paths.add(path.toString());
                    path.setLength(0);
                }
                continue;
            }
            path.append(path.isEmpty() ? "M" : "L")
                    .append(point(begin, total))
                    .append("H")
                    .append(number(end));
        }
        if (!path.isEmpty()) {
            paths.add(path.toString());
        }
        return new GradeTrend(paths, from, now);
    }

    private static String point(double x, BigDecimal total) {
        return number(x) + "," + number(100 - total.doubleValue());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
