package org.touchstone.record.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.Grades;
import org.touchstone.record.PublicRecord;
import org.touchstone.record.Records;
import org.touchstone.record.Showing;
import org.touchstone.record.Stages;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.ReasonWords;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.record.Figures;
import org.touchstone.rules.record.PublicationStage;
import org.touchstone.rules.record.Share;

/** Marks and their records for programs. Public, without a token. */
@RestController
class RecordApi {

    private static final Period LONGEST_WINDOW = Period.ofYears(100);

    private final Registry registry;
    private final MarkLife life;
    private final Records records;
    private final Grades grades;
    private final DatabaseClock clock;
    private final Stages stages;

    RecordApi(Registry registry, MarkLife life, Records records, Grades grades, DatabaseClock clock, Stages stages) {
        this.stages = stages;
        this.registry = registry;
        this.life = life;
        this.records = records;
        this.grades = grades;
        this.clock = clock;
    }

    record BusinessJson(UUID id, String legalName) {}

    record MarkBrief(String code, MarkState state, Instant issuedAt, Instant expiresAt) {}

    record WebsiteJson(String host, boolean covered, MarkBrief mark, BusinessJson business, RecordJson record) {}

    record StandingJson(String step, @Nullable Instant since, List<String> reasons) {}

    record MarkJson(
            String code,
            MarkState state,
            String host,
            BusinessJson business,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Grade grade,
            List<GradeApi.IndexJson> indices,
            StandingJson standing) {}

    record TimesJson(@Nullable Double medianHours, @Nullable Double p90Hours, int unknown) {}

    record RateJson(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double shrunk) {}

    record SolvedJson(
            @Nullable Double ofRated,
            @Nullable Double ofAll,
            @Nullable Double official,
            @Nullable Double coverage) {}

    record RefusalsJson(int asked, int lost) {}

    record PlaceJson(int rank, int of, Instant asOf) {}

    record OrdersJson(
            long orders,
            @Nullable Double complaints,
            @Nullable Double unanswered) {}

    /**
     * A record; without figures where not everyone sees them.
     *
     * @param publishedFrom from when everyone will see them, where that is decided
     */
    record RecordJson(
            Instant asOf,
            Instant from,
            String window,
            String policyVersion,
            PublicationStage stage,
            boolean published,
            @Nullable Instant publishedFrom,
            @Nullable Integer matured,
            @Nullable Integer unanswered,
            @Nullable Integer negativePoints,
            @Nullable Integer delays,
            @Nullable Integer answered,
            @Nullable Integer late,
            @Nullable Double lateShare,
            @Nullable TimesJson answerTime,
            @Nullable RateJson answerRate,
            @Nullable SolvedJson solved,
            @Nullable Integer reopened,
            @Nullable Double reopenedShare,
            @Nullable RefusalsJson refusals,
            @Nullable Double templateShare,
            @Nullable OrdersJson per10000Orders,
            @Nullable Map<String, BigDecimal> moneyReturned,
            @Nullable Grade grade,
            @Nullable PlaceJson place,
            @Nullable Boolean tooFew,
            @Nullable Integer quarantined) {

        /** As everyone sees it. */
        static RecordJson of(PublicRecord record, Showing showing, @Nullable Grade grade) {
            return showing.published() ? open(record, showing, grade) : closed(record, showing);
        }

        private static RecordJson closed(PublicRecord record, Showing showing) {
            return new RecordJson(
                    record.figures().asOf(),
                    record.figures().from(),
                    record.window().toString(),
                    record.policyVersion(),
                    showing.stage(),
                    false,
                    showing.publishedFrom(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /** With all figures, for those who see them in this stage. */
        static RecordJson open(PublicRecord record, Showing showing, @Nullable Grade grade) {
            Figures f = record.figures();
            var interval = f.answerInterval();
            var place = record.place();
            return new RecordJson(
                    f.asOf(),
                    f.from(),
                    record.window().toString(),
                    record.policyVersion(),
                    showing.stage(),
                    showing.published(),
                    showing.publishedFrom(),
                    f.matured(),
                    f.unanswered(),
                    f.negativePoints(),
                    f.delays(),
                    f.answered(),
                    f.late(),
                    share(f.lateShare()),
                    new TimesJson(hours(f.times().median()), hours(f.times().p90()), f.unknownAnswerTimes()),
                    new RateJson(
                            share(f.answerRate()),
                            share(interval == null ? null : interval.low()),
                            share(interval == null ? null : interval.high()),
                            share(record.shrunkAnswerRate())),
                    new SolvedJson(
                            share(f.solvedOfRated()),
                            share(f.solvedOfAll()),
                            share(f.solvedOfficial()),
                            share(f.solvedCoverage())),
                    f.reopened(),
                    share(f.reopenedShare()),
                    new RefusalsJson(f.refusalsAsked(), f.refusalsLost()),
                    share(f.templateShare()),
                    f.orders() == null
                            ? null
                            : new OrdersJson(
                                    f.orders(),
                                    two(f.per10000Orders(f.filed())),
                                    two(f.per10000Orders(f.unanswered()))),
                    f.moneyReturned(),
                    grade,
                    place == null ? null : new PlaceJson(place.rank(), place.of(), place.asOf()),
                    f.tooFew(),
                    f.quarantined());
        }

        private static @Nullable Double share(@Nullable Double value) {
            return value == null ? null : Share.rounded(value, 4);
        }

        private static @Nullable Double two(@Nullable Double value) {
            return value == null ? null : Share.rounded(value, 2);
        }

        private static @Nullable Double hours(@Nullable Duration time) {
            return time == null ? null : Share.rounded(time.toMillis() / 3_600_000.0, 2);
        }
    }

    @GetMapping("/api/v1/websites/{host}")
    WebsiteJson website(@PathVariable String host) {
        var wanted = Host.in(host).orElseThrow(() -> notCovered(List.of(), Optional.empty()));
        var mark = registry.markOf(wanted).orElseThrow(() -> notCovered(wanted));
        var now = clock.instant();
        return new WebsiteJson(
                mark.host().name(),
                mark.coversAt(now),
                new MarkBrief(mark.code(), mark.stateAt(now), mark.issuedAt(), mark.expiresAt()),
                new BusinessJson(mark.businessId(), mark.legalName()),
                RecordJson.of(records.now(mark), stages.showing(mark, null), mark.grade()));
    }

    private Refused notCovered(Host wanted) {
        return notCovered(registry.lookalikes(wanted), registry.formerly(wanted));
    }

    private static Refused notCovered(List<Mark> lookalikes, Optional<Mark> movedTo) {
        var facts = new HashMap<String, Object>();
        facts.put("lookalikes", lookalikes.stream().map(RecordApi::brief).toList());
        movedTo.ifPresent(mark -> facts.put("movedTo", brief(mark)));
        return new Refused(HttpStatus.NOT_FOUND, "not-covered", List.of(), facts);
    }

    private static Map<String, String> brief(Mark mark) {
        return Map.of("host", mark.host().name(), "mark", mark.code(), "legalName", mark.legalName());
    }

    @GetMapping("/api/v1/marks/{code}")
    MarkJson mark(@PathVariable String code, HttpServletRequest request) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var state = mark.stateAt(clock.instant());
        boolean shown = stages.shows(mark, clock.instant());
        return new MarkJson(
                mark.code(),
                state,
                mark.host().name(),
                new BusinessJson(mark.businessId(), mark.legalName()),
                mark.issuedAt(),
                mark.expiresAt(),
                shown ? mark.grade() : null,
                shown ? GradeApi.IndexJson.of(grades.now(mark)) : List.of(),
                standing(mark, state, Readers.textsFor(request)));
    }

    /** The step the centre has taken, since when and why: the heaviest one that holds. */
    private StandingJson standing(Mark mark, MarkState state, Texts t) {
        if (state == MarkState.SUSPENDED || state == MarkState.REVOKED) {
            var decision = life.standingDecision(mark);
            return new StandingJson(
                    state.name(),
                    decision.map(DecisionOnMark::effectiveAt).orElse(null),
                    decision.map(d -> ReasonWords.of(t, d.reason())).stream().toList());
        }
        var supervision = mark.supervision();
        return supervision == null
                ? new StandingJson("NONE", null, List.of())
                : new StandingJson(
                        supervision.step().name(),
                        supervision.since(),
                        List.of(ReasonWords.of(t, supervision.reason())));
    }

    @GetMapping("/api/v1/marks/{code}/record")
    RecordJson record(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String window) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var at = asOf(asOf, clock.instant()).orElse(null);
        var grade = at == null
                ? mark.grade()
                : grades.publicAt(mark.code(), at).map(g -> g.graded().grade()).orElse(null);
        return RecordJson.of(records.at(mark, at, window(window).orElse(null)), stages.showing(mark, at), grade);
    }

    /** An instant of the past, as asked for. Refuses what is none, and the future: nobody knows its record. */
    static Optional<Instant> asOf(@Nullable String asked, Instant now) {
        if (asked == null || asked.isBlank()) {
            return Optional.empty();
        }
        try {
            var asOf = Instant.parse(asked.replace(' ', '+'));
            if (asOf.isAfter(now)) {
                throw new InvalidFields(List.of(FieldError.of("asOf", "in-the-future")));
            }
            if (asOf.isBefore(Instant.parse("1900-01-01T00:00:00Z"))) {
                throw new InvalidFields(List.of(FieldError.of("asOf", "not-an-instant")));
            }
            return Optional.of(asOf);
        } catch (DateTimeException e) {
            throw new InvalidFields(List.of(FieldError.of("asOf", "not-an-instant")));
        }
    }

    /** A window such as P12M. Refuses what is none, is empty or longer than a century. */
    static Optional<Period> window(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return Optional.empty();
        }
        try {
            var window = Period.parse(asked);
            var length = LocalDate.EPOCH.plus(window);
            if (!length.isAfter(LocalDate.EPOCH) || length.isAfter(LocalDate.EPOCH.plus(LONGEST_WINDOW))) {
                throw new InvalidFields(List.of(FieldError.of("window", "not-a-window")));
            }
            return Optional.of(window);
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidFields(List.of(FieldError.of("window", "not-a-window")));
        }
    }

    @GetMapping("/openapi.yaml")
    ResponseEntity<Resource> openApi() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/yaml"))
                .body(new ClassPathResource("openapi.yaml"));
    }
}
