package org.touchstone.centre.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.centre.Home;
import org.touchstone.centre.Overview;
import org.touchstone.centre.Overviews;
import org.touchstone.centre.Supervised;
import org.touchstone.centre.Waiting;
import org.touchstone.centre.Waiting.Kind;
import org.touchstone.centre.web.ChartFile.ChartJson;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Role;
import org.touchstone.rules.mark.SupervisionStep;

/** The officers' home and the overview for programs. */
@RestController
class CentreApi {

    private final Home home;
    private final Overviews overviews;

    CentreApi(Home home, Overviews overviews) {
        this.home = home;
        this.overviews = overviews;
    }

    record WaitingJson(
            Kind kind,
            String id,
            @Nullable String mark,
            String about,
            @Nullable String host,
            @Nullable String reference,
            String why,
            @Nullable String detail,
            @Nullable Instant since,
            Instant dueAt,
            boolean ownTerm,
            boolean overdue,
            Role whose,
            boolean mine,
            String href) {

        static WaitingJson of(Waiting w, Instant now) {
            var detail = w.detail();
            return new WaitingJson(
                    w.kind(),
                    w.id(),
                    w.mark(),
                    w.about(),
                    w.host(),
                    w.reference(),
                    w.why(),
                    detail == null ? null : detail.name(),
                    w.since(),
                    w.due(),
                    w.own(),
                    w.overdue(now),
                    w.whose(),
                    w.mine(),
                    w.href());
        }
    }

    record HomeJson(Instant now, Map<Kind, Integer> counts, List<WaitingJson> items) {}

    record OverviewJson(
            Instant asOf,
            int filed,
            int matured,
            int settled,
            @Nullable Double settledShare,
            int unanswered,
            int unansweredBefore,
            @Nullable Double unansweredChange,
            @Nullable Double medianHours,
            @Nullable Double p90Hours,
            int supervised,
            List<ChartJson> charts) {

        static OverviewJson of(Overview f) {
            var median = Charts.hours(f.times().median());
            var p90 = Charts.hours(f.times().p90());
            return new OverviewJson(
                    f.asOf(),
                    Overview.sum(f.filed()),
                    Overview.sum(f.matured()),
                    Overview.sum(f.settled()),
                    f.settledShare(),
                    Overview.sum(f.unanswered()),
                    Overview.sum(f.unansweredBefore()),
                    f.unansweredChange(),
                    median == null ? null : median.doubleValue(),
                    p90 == null ? null : p90.doubleValue(),
                    f.supervised(),
                    Charts.of(f).stream().map(c -> ChartJson.of(f, c)).toList());
        }
    }

    record SupervisedJson(
            String mark,
            String host,
            String legalName,
            String trade,
            SupervisionStep step,
            Instant since,
            int points,
            @Nullable Long orders,
            @Nullable Double pointsPer10000Orders) {

        static SupervisedJson of(Supervised s) {
            return new SupervisedJson(
                    s.mark().code(),
                    s.mark().host().name(),
                    s.mark().legalName(),
                    s.mark().trade(),
                    s.supervision().step(),
                    s.supervision().since(),
                    s.points(),
                    s.orders(),
                    s.pointsPer10000Orders());
        }
    }

    record SupervisedListJson(List<SupervisedJson> items) {}

    @GetMapping("/api/v1/officer/home")
    HomeJson home(@RequestParam(required = false) @Nullable String kind) {
        var reader = Callers.reader();
        var check = new Check();
        var one = kind == null ? null : check.oneOf("kind", kind, Kind.class);
        check.done();
        var found = home.look(reader, one);
        return new HomeJson(
                found.now(),
                found.counts(),
                Stream.concat(found.mine().stream(), found.others().stream())
                        .map(w -> WaitingJson.of(w, found.now()))
                        .toList());
    }

    @GetMapping("/api/v1/officer/overview")
    OverviewJson overview(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(defaultValue = "GREGORIAN") String calendar) {
        Callers.reader();
        return OverviewJson.of(Wanted.figures(overviews, from, to, trade, calendar));
    }

    @GetMapping("/api/v1/officer/overview/supervision")
    SupervisedListJson supervised(
            @RequestParam(defaultValue = "POINTS") String sort,
            @RequestParam(required = false) @Nullable String trade) {
        Callers.reader();
        var order = Wanted.order(sort);
        return new SupervisedListJson(overviews.supervised(trade, order).stream()
                .map(SupervisedJson::of)
                .toList());
    }
}
