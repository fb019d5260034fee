package org.touchstone.record.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.PublishedStory;
import org.touchstone.complaint.Stories;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.record.Correction;
import org.touchstone.record.Corrections;
import org.touchstone.record.PublicRecord;
import org.touchstone.record.RecordedCase;
import org.touchstone.record.Records;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.FormerHost;
import org.touchstone.registry.FormerOwner;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkEntry;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.PolicyHistory;
import org.touchstone.rules.record.CaseFacts;

/** The home page, the check of an address, the public profile of a mark, and what makes each of its numbers. */
@Controller
public class ProfilePages {

    private static final int AT_ONCE = 100;

    private final StructuredData structuredData;
    private final Registry registry;
    private final MarkLife life;
    private final Records records;
    private final Corrections corrections;
    private final Stories stories;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Pages pages;

    ProfilePages(
            StructuredData structuredData,
            Registry registry,
            MarkLife life,
            Records records,
            Stories stories,
            Corrections corrections,
            Policies policies,
            DatabaseClock clock,
            Pages pages) {
        this.registry = registry;
        this.life = life;
        this.records = records;
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
     * What a check found.
     *
     * @param asked what was asked, as a readable host or as typed
     * @param isAddress whether it was an address at all
     * @param lookalikes marked hosts that look like it
     * @param found shops of that name
     * @param movedTo the mark that stood at the address before it moved
     */
    public record CheckPage(
            String asked,
            boolean isAddress,
            List<Mark> lookalikes,
            List<Mark> found,
            @Nullable Mark movedTo) {}

    /**
     * A profile.
     *
     * @param structuredData what search engines read, safe in a page; empty unless the mark covers
     * @param state the mark's state now
     * @param open complaints whose clock runs, the most urgent first
     * @param topics answers by category, the largest first
     * @param history what happened to the mark, the newest first
     */
    public record ProfilePage(
            String structuredData,
            PublicRecord record,
            MarkState state,
            Policy policy,
            List<RecordedCase> open,
            List<Topic> topics,
            List<Correction> corrections,
            List<Happening> history,
            List<FormerHost> hosts,
            List<FormerOwner> owners,
            @Nullable DecisionOnMark standing,
            Instant now) {

        /** The mark. */
        public Mark mark() {
            return record.mark();
        }
    }

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
    View check(@RequestParam(defaultValue = "") String q) {
        var typed = q.strip();
        if (typed.isEmpty()) {
            return home();
        }
        var byCode = typed.matches("[A-Za-z0-9]{8}") ? registry.mark(typed) : Optional.<Mark>empty();
        var host = Host.in(typed);
        var mark = byCode.or(() -> host.flatMap(registry::markOf));
        if (mark.isPresent()) {
            return profile(mark.get());
        }
        var found = registry.search(typed, 20);
        var lookalikes = host.map(registry::lookalikes).orElse(List.of());
        return pages.view(
                HttpStatus.OK,
                "record/notcovered",
                new CheckPage(
                        host.map(Host::readable).orElse(typed),
                        host.isPresent(),
                        lookalikes,
                        found,
                        host.flatMap(registry::formerly).orElse(null)));
    }

    @GetMapping("/m/{code}")
    View profile(@PathVariable String code) {
        return profile(registry.mark(code).orElseThrow(Refused::notFound));
    }

    private View profile(Mark mark) {
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
            @RequestParam(defaultValue = "1") int page) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var wanted = Fact.named(fact).orElseThrow(Refused::notFound);
        var record = records.at(
                mark,
                RecordApi.asOf(asOf, clock.instant()).orElse(null),
                RecordApi.window(window).orElse(null));
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
