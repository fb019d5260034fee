package org.touchstone.centre.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.centre.MonthCalendar;
import org.touchstone.centre.Overview;
import org.touchstone.centre.Overviews;
import org.touchstone.centre.Supervised;
import org.touchstone.centre.Supervised.Order;
import org.touchstone.centre.chart.Chart;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.ReaderCalendar;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.rules.policy.Policy;
import tools.jackson.databind.json.JsonMapper;

/** The national overview for everybody who reads cases: charts with their tables, and each as a file. */
@Controller
public class OverviewPages {

    private static final int MOST_SHOWN = 200;
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Overviews overviews;
    private final Policies policies;
    private final Pages pages;
    private final JsonMapper json;

    OverviewPages(Overviews overviews, Policies policies, Pages pages, JsonMapper json) {
        this.overviews = overviews;
        this.policies = policies;
        this.pages = pages;
        this.json = json;
    }

    /**
     * The overview.
     *
     * @param from the first day as typed, or as the reader writes it
     * @param to the last day likewise
     */
    public record OverviewPage(
            Overview figures,
            Wanted wanted,
            String from,
            String to,
            List<String> trades,
            List<Chart> charts,
            Policy policy,
            List<Supervised> supervised,
            List<FieldError> errors) {

        /** What the charts say. */
        public ChartWords words(Texts t) {
            return new ChartWords(t, policy);
        }
    }

    /**
     * The marks that need more supervision.
     *
     * @param shown the first of them
     * @param all how many there are
     */
    public record SupervisedPage(
            List<Supervised> shown,
            int all,
            Order order,
            @Nullable String trade,
            List<String> trades) {}

    @GetMapping("/officer/overview")
    View overview(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String trade,
            HttpServletRequest request) {
        Callers.reader();
        var language = Readers.textsFor(request).language();
        var check = new Check();
        var wanted = Wanted.of(check, overviews, from, to, trade, MonthCalendar.of(language));
        var figures = overviews.over(wanted.span(), wanted.trade());
        boolean wrong = !check.errors().isEmpty();
        return pages.view(
                wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK,
                "centre/overview",
                new OverviewPage(
                        figures,
                        wanted,
                        wrong && from != null ? from : day(wanted.from(), language),
                        wrong && to != null ? to : day(wanted.to(), language),
                        overviews.trades(),
                        Charts.of(figures),
                        policies.at(figures.asOf()),
                        overviews.supervised(wanted.trade(), Order.POINTS).stream()
                                .limit(10)
                                .toList(),
                        check.errors()));
    }

    private static String day(LocalDate day, Language language) {
        var fields = ReaderCalendar.fields(day, language);
        return Texts.in(language).digits("%04d/%02d/%02d".formatted(fields.year(), fields.month(), fields.day()));
    }

    @GetMapping("/officer/overview/{chart}.csv")
    ResponseEntity<String> csv(
            @PathVariable String chart,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(defaultValue = "GREGORIAN") String calendar) {
        Callers.reader();
        var figures = Wanted.figures(overviews, from, to, trade, calendar);
        return file(chart + ".csv", CSV).body(ChartFile.csv(chart(figures, chart)));
    }

    @GetMapping("/officer/overview/{chart}.json")
    ResponseEntity<String> json(
            @PathVariable String chart,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(defaultValue = "GREGORIAN") String calendar) {
        Callers.reader();
        var figures = Wanted.figures(overviews, from, to, trade, calendar);
        return file(chart + ".json", MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(ChartFile.ChartJson.of(figures, chart(figures, chart))));
    }

    private static Chart chart(Overview figures, String id) {
        return Charts.of(figures).stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private static ResponseEntity.BodyBuilder file(String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }

    @GetMapping("/officer/overview/supervision")
    View supervision(
            @RequestParam(defaultValue = "POINTS") String sort,
            @RequestParam(required = false) @Nullable String trade) {
        Callers.reader();
        var order = Wanted.order(sort);
        var wanted = trade == null || trade.isBlank() ? null : trade.strip();
        var all = overviews.supervised(wanted, order);
        return pages.view(
                "centre/supervised",
                new SupervisedPage(
                        all.stream().limit(MOST_SHOWN).toList(), all.size(), order, wanted, overviews.trades()));
    }

    @GetMapping("/officer/overview/supervision.csv")
    ResponseEntity<String> supervisionFile(
            @RequestParam(defaultValue = "POINTS") String sort,
            @RequestParam(required = false) @Nullable String trade) {
        Callers.reader();
        var order = Wanted.order(sort);
        var wanted = trade == null || trade.isBlank() ? null : trade.strip();
        return file("supervision.csv", CSV).body(ChartFile.csv(overviews.supervised(wanted, order)));
    }
}
