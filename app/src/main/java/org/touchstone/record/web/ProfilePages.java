package org.touchstone.record.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.PublishedStory;
import org.touchstone.complaint.Stories;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pace;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.record.Correction;
import org.touchstone.record.Corrections;
import org.touchstone.record.Grades;
import org.touchstone.record.MarkGrade;
import org.touchstone.record.PublicRecord;
import org.touchstone.record.RecordedCase;
import org.touchstone.record.Records;
import org.touchstone.record.Showing;
import org.touchstone.record.Stages;
import org.touchstone.registry.Arrival;
import org.touchstone.registry.Arrival.Fit;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.FormerHost;
import org.touchstone.registry.FormerOwner;
import org.touchstone.registry.Host;
import org.touchstone.registry.Lookup;
import org.touchstone.registry.Lookup.Answer;
import org.touchstone.registry.Lookup.Kind;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkEntry;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.PolicyHistory;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.PublicationStage;

/** The home page, the check of an address, the public profile of a mark, and what makes each of its numbers. */
@Controller
public class ProfilePages {

    private static final int AT_ONCE = 100;
    private static final Set<String> WHY_NO_CODE = Set.of("no-code", "no-picture", "heic", "too-many-dots", "busy");

    private final StructuredData structuredData;
    private final Registry registry;
    private final MarkLife life;
    private final Records records;
    private final Grades grades;
    private final Corrections corrections;
    private final Stories stories;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Lookup lookup;
    private final Pace pace;
    private final Settings settings;
    private final Stages stages;
    private final Pages pages;

    ProfilePages(
            StructuredData structuredData,
            Registry registry,
            MarkLife life,
            Records records,
            Grades grades,
            Stories stories,
            Corrections corrections,
            Policies policies,
            DatabaseClock clock,
            Lookup lookup,
            Pace pace,
            Settings settings,
            Stages stages,
            Pages pages) {
        this.stages = stages;
        this.registry = registry;
        this.lookup = lookup;
        this.pace = pace;
        this.settings = settings;
        this.life = life;
        this.records = records;
        this.grades = grades;
        this.stories = stories;
        this.corrections = corrections;
        this.policies = policies;
        this.clock = clock;
        this.pages = pages;
        this.structuredData = structuredData;
    }

    /** The home page. */
    public record HomePage(long marks, Policy policy, SortedMap<String, BigDecimal> returned) {}

    /**
     * What a check found where no mark stands.
     *
     * @param asked what was asked, as a readable host or as typed
     * @param answer what is to be said of it; absent where it was a name, or nothing was asked
     * @param found shops of that name
     * @param photo why no code was read from a picture; empty where none was sent
     */
    public record CheckPage(String asked, @Nullable Answer answer, List<Mark> found, String photo) {

        /** Whether nothing was asked yet. */
        public boolean isEmpty() {
            return asked.isEmpty();
        }
    }

    /**
     * From where a reader comes to a profile.
     *
     * @param arrival the site, and how it goes with the mark
     * @param claimed whether the site was only named, by a person or a link, and not told by the browser
     * @param byBadge whether the link was that of a badge
     * @param own the mark that site has itself
     */
    public record CameFrom(
            Arrival arrival,
            boolean claimed,
            boolean byBadge,
            @Nullable Mark own) {

        /** How the site goes with the mark. */
        public Fit fit() {
            return arrival.fit();
        }

        /** The site as people read it. */
        public String site() {
            var host = arrival.host();
            return host == null ? "" : host.readable();
        }
    }

    /**
     * A profile.
     *
     * @param structuredData what search engines read, safe in a page; empty unless the mark covers
     * @param grade the indices and the grade
     * @param state the mark's state now
     * @param open complaints whose clock runs, the most urgent first
     * @param topics answers by category, the largest first
     * @param history what happened to the mark, the newest first
     * @param from where the reader comes from; absent after a check
     * @param showing what is shown of the figures
     * @param preview in whose eyes an officer sees it before a stage is decided; absent where it is the profile itself
     */
    public record ProfilePage(
            String structuredData,
            PublicRecord record,
            MarkGrade grade,
            @Nullable CameFrom from,
            MarkState state,
            Policy policy,
            List<RecordedCase> open,
            List<Topic> topics,
            List<Correction> corrections,
            List<Happening> history,
            List<FormerHost> hosts,
            List<FormerOwner> owners,
            @Nullable DecisionOnMark standing,
            Showing showing,
            @Nullable Preview preview,
            Instant now) {

        /** Whether figures are shown. */
        public boolean figures() {
            return showing.published() || (preview != null && preview.eyes() == Eyes.OFFICER);
        }

        /** The mark. */
        public Mark mark() {
            return record.mark();
        }
    }

    /** Who looks at a profile. */
    public enum Eyes {
        EVERYONE,
        BUSINESS,
        OFFICER
    }

    /** A profile as somebody would see it in a stage. */
    public record Preview(PublicationStage stage, Eyes eyes) {}

    /** The page in place of figures that are not published. */
    public record UnpublishedPage(Mark mark, Showing showing) {}

    /**
     * Something that happened to a mark.
     *
     * @param decision the decision behind it, with its reasons; absent where nobody decided
     */
    public record Happening(MarkEntry entry, @Nullable DecisionOnMark decision) {}

    /** How the complaints of one category were answered. */
    public record Topic(String category, int inTime, int late, int unanswered) {

        /** All of them. */
        public int all() {
            return inTime + late + unanswered;
        }
    }

    /**
     * A number and the cases that make it.
     *
     * @param stories consumers' own words about the cases shown, by public identifier
     */
    public record FactsPage(
            Mark mark,
            Fact fact,
            PublicRecord record,
            PolicyHistory policies,
            List<RecordedCase> cases,
            Map<String, PublishedStory> stories,
            int total,
            int page,
            boolean more) {}

    /** The numbers that open to their cases. */
    public enum Fact {
        MATURED,
        UNANSWERED,
        DELAYS,
        ANSWERED,
        LATE,
        TIMES,
        SOLVED,
        NOT_SOLVED,
        SILENT,
        RATED,
        REOPENED,
        REFUSALS,
        TEMPLATES,
        RETURNED,
        QUARANTINED,
        OPEN,
        ALL;

        /** Its name in addresses. */
        public String path() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private Predicate<RecordedCase> filter(PublicRecord record) {
            Instant asOf = record.figures().asOf();
            Predicate<RecordedCase> matured = c -> c.facts().matured(asOf);
            return switch (this) {
                case ALL -> c -> true;
                case MATURED -> matured;
                case UNANSWERED -> matured.and(c -> !c.facts().answeredInTime());
                case DELAYS -> c -> c.facts().counts() && c.facts().missedRounds() > 0;
                case ANSWERED -> matured.and(c -> c.facts().answeredInTime());
                case LATE -> matured.and(c -> c.facts().answeredInTime() && round(c) >= 2);
                case TIMES -> c -> c.facts().counts() && !c.facts().answerTimeUnknown();
                case SOLVED -> matured.and(c -> Boolean.TRUE.equals(c.facts().solved()));
                case NOT_SOLVED ->
                    matured.and(c -> Boolean.FALSE.equals(c.facts().solved()));
                case SILENT -> matured.and(c -> c.facts().state() == State.CLOSED_UNRATED);
                case RATED -> matured.and(c -> c.facts().solved() != null);
                case REOPENED -> matured.and(c -> c.facts().reopened() > 0);
                case REFUSALS -> c -> c.facts().refusals() > 0;
                case TEMPLATES -> matured.and(c -> c.facts().answerFingerprint() != null);
                case RETURNED -> c -> c.facts().counts() && c.facts().moneyReturned() != null;
                case QUARANTINED -> c -> c.facts().setAside() == CaseFacts.SetAside.QUARANTINED;
                case OPEN -> c -> c.facts().state() == State.OPEN;
            };
        }

        private static int round(RecordedCase c) {
            var round = c.facts().answeredRound();
            return round == null ? 0 : round;
        }

        private static Optional<Fact> named(String path) {
            return Arrays.stream(values()).filter(f -> f.path().equals(path)).findFirst();
        }
    }

    @GetMapping("/")
    View home() {
        return pages.view(
                "record/home", new HomePage(registry.count(), policies.at(clock.instant()), records.moneyReturned()));
    }

    @GetMapping("/check")
    View check(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String photo,
            HttpServletRequest request) {
        var typed = q.strip();
        if (typed.isEmpty()) {
            return pages.view(
                    "record/notcovered", new CheckPage("", null, List.of(), WHY_NO_CODE.contains(photo) ? photo : ""));
        }
        pace.lookup(request);
        var answer = lookup.of(typed);
        var mark = answer.map(Answer::mark);
        if (mark.isPresent()) {
            return profile(mark.get(), null, null);
        }
        var found =
                answer.filter(a -> a.kind() == Kind.LINK).isPresent() ? List.<Mark>of() : registry.search(typed, 20);
        boolean isName = answer.filter(a -> a.kind() == Kind.CODE).isPresent() && !found.isEmpty();
        return pages.view(
                "record/notcovered",
                new CheckPage(answer.map(Answer::asked).orElse(typed), isName ? null : answer.orElse(null), found, ""));
    }

    @GetMapping("/m/{code}")
    View profile(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String from,
            @RequestHeader(name = "Referer", required = false) @Nullable String referrer,
            HttpServletResponse response) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        // It tells each reader where they come from.
        response.setHeader("Cache-Control", "no-store");
        return profile(mark, cameFrom(mark, from.strip(), referrer), null);
    }

    /** What the browser tells goes before what a link or a person says; and what is only said is never confirmed. */
    private CameFrom cameFrom(Mark mark, String from, @Nullable String referrer) {
        boolean byBadge = from.equals("badge");
        var arrival = Arrival.of(mark.host(), referrer, settings.baseUrl());
        var said = byBadge ? Optional.<Host>empty() : Host.in(from);
        boolean claimed = arrival.fit() == Fit.UNKNOWN && said.isPresent();
        if (claimed) {
            arrival = new Arrival(said.get().equals(mark.host()) ? Fit.HERE : Fit.ELSEWHERE, said.get());
        }
        var own = arrival.fit() == Fit.ELSEWHERE
                ? Optional.ofNullable(arrival.host()).flatMap(registry::markOf)
                : Optional.<Mark>empty();
        return new CameFrom(arrival, claimed, byBadge, own.orElse(null));
    }

    /** The profile as somebody would see it in another stage. */
    View preview(Mark mark, Preview preview) {
        return profile(mark, null, preview);
    }

    private View profile(Mark mark, @Nullable CameFrom from, @Nullable Preview preview) {
        var real = stages.showing(mark, null);
        var showing = preview == null ? real : real.in(preview.stage());
        var record = records.now(mark);
        var now = record.figures().asOf();
        var open = record.cases().stream()
                .filter(c -> c.facts().state() == State.OPEN)
                .sorted(Comparator.comparing(c -> c.facts().runningDeadline(now)))
                .limit(10)
                .toList();
        return pages.view(
                "record/profile",
                new ProfilePage(
                        structuredData.of(mark, now),
                        record,
                        grades.now(mark),
                        from,
                        mark.stateAt(now),
                        policies.at(now),
                        open,
                        topics(record),
                        corrections.of(mark.code()),
                        history(mark),
                        life.formerHosts(mark),
                        life.formerOwners(mark),
                        mark.state() == MarkState.ISSUED || mark.stateAt(now) == MarkState.EXPIRED
                                ? null
                                : life.standingDecision(mark).orElse(null),
                        showing,
                        preview,
                        now));
    }

    private List<Happening> history(Mark mark) {
        var decisions = life.publicDecisions(mark.code()).stream()
                .collect(Collectors.toMap(DecisionOnMark::id, Function.identity()));
        return life.history(mark.code()).reversed().stream()
                .map(entry -> new Happening(entry, entry.decision() == null ? null : decisions.get(entry.decision())))
                .toList();
    }

    private static List<Topic> topics(PublicRecord record) {
        var topics = new TreeMap<String, int[]>();
        for (var c : record.cases()) {
            if (c.facts().matured(record.figures().asOf())) {
                int which = !c.facts().answeredInTime() ? 2 : Fact.round(c) >= 2 ? 1 : 0;
                topics.computeIfAbsent(c.facts().category(), k -> new int[3])[which]++;
            }
        }
        var list = new ArrayList<Topic>();
        for (Map.Entry<String, int[]> e : topics.entrySet()) {
            list.add(new Topic(e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2]));
        }
        list.sort(Comparator.comparingInt(Topic::all).reversed());
        return list;
    }

    @GetMapping("/m/{code}/record/{fact}")
    View facts(
            @PathVariable String code,
            @PathVariable String fact,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(defaultValue = "1") int page,
            HttpServletResponse response) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var wanted = Fact.named(fact).orElseThrow(Refused::notFound);
        var at = RecordApi.asOf(asOf, clock.instant()).orElse(null);
        var showing = stages.showing(mark, at);
        if (!showing.published()) {
            response.setHeader("Cache-Control", "no-store");
            if (Callers.current().filter(c -> stages.showsTo(c, mark)).isEmpty()) {
                return pages.view("record/unpublished", new UnpublishedPage(mark, showing));
            }
        }
        var record = records.at(mark, at, RecordApi.window(window).orElse(null));
        var all = record.cases().stream().filter(wanted.filter(record)).toList();
        int from = Math.clamp((Math.max(1, page) - 1L) * AT_ONCE, 0, all.size());
        int to = Math.min(all.size(), from + AT_ONCE);
        var shown = all.subList(from, to);
        return pages.view(
                "record/facts",
                new FactsPage(
                        mark,
                        wanted,
                        record,
                        policies.history(),
                        shown,
                        stories.published(
                                shown.stream().map(RecordedCase::publicId).toList()),
                        all.size(),
                        Math.max(1, page),
                        to < all.size()));
    }
}
