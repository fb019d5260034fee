package org.touchstone.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.ComplaintMoved;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.PublicCase;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.policy.Policies;
import org.touchstone.record.store.CaseStore;
import org.touchstone.record.store.GradeStore;
import org.touchstone.record.store.SnapshotStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Orders;
import org.touchstone.registry.Registry;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.Figures;
import org.touchstone.rules.supervision.Points;

/** The performance records. */
@Component
public class Records {

    private static final int AT_ONCE = 500;

    private final CaseStore cases;
    private final SnapshotStore snapshots;
    private final GradeStore grades;
    private final Complaints complaints;
    private final Registry registry;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Stages stages;
    private final ApplicationEventPublisher events;

    Records(
            CaseStore cases,
            SnapshotStore snapshots,
            GradeStore grades,
            Complaints complaints,
            Registry registry,
            Policies policies,
            DatabaseClock clock,
            ApplicationEventPublisher events,
            Stages stages) {
        this.stages = stages;
        this.cases = cases;
        this.snapshots = snapshots;
        this.grades = grades;
        this.complaints = complaints;
        this.registry = registry;
        this.policies = policies;
        this.clock = clock;
        this.events = events;
    }

    /** Takes up what happened to complaints. */
    @ApplicationModuleListener
    void on(ComplaintMoved moved) {
        var moving = complaints.publicCases(moved.complaints());
        put(moving);
        events.publishEvent(
                new RecordMoved(moving.stream().map(PublicCase::mark).distinct().toList()));
    }

    /** With the record, the grades it makes. */
    private void put(List<PublicCase> found) {
        cases.put(found);
        grades.dirty(found.stream().map(PublicCase::mark).distinct().toList());
    }

    /**
     * The negative points of some marks now, over the window of the ladder, by mark. Cases imported under another regulator's rules do
     * not count: nobody was told that they would.
     */
    @Transactional(readOnly = true)
    public Map<String, Points> points(Collection<Mark> marks) {
        var now = clock.instant();
        var window = policies.at(now).ladder().window();
        var from = Figures.windowStart(now, window);
        var codes = marks.stream().map(Mark::code).toList();
        var orders = registry.ordersOf(codes);
        var found = cases.facts(codes, from, now);
        return marks.stream()
                .collect(Collectors.toMap(
                        Mark::code,
                        mark -> Points.of(
                                mark.imported() ? List.of() : found.getOrDefault(mark.code(), List.of()),
                                now,
                                window,
                                ordersBetween(orders.getOrDefault(mark.code(), List.of()), from, now))));
    }

    /** The negative points of a mark now. */
    @Transactional(readOnly = true)
    public Points points(Mark mark) {
        return Objects.requireNonNull(points(List.of(mark)).get(mark.code()));
    }

    /**
     * The references of the complaints a mark has its negative points for now, the oldest first. For its business and the centre alone:
     * the public knows complaints by other names.
     */
    @Transactional(readOnly = true)
    public List<String> pointedAt(Mark mark) {
        var now = clock.instant();
        var from = Figures.windowStart(now, policies.at(now).ladder().window());
        var counted = cases.cases(mark.code(), from, now).stream()
                .filter(c -> Points.isGivenFor(c.facts(), from, now))
                .sorted(Comparator.comparing(c -> c.facts().submitted()))
                .map(RecordedCase::publicId)
                .toList();
        var references = complaints.references(counted);
        return counted.stream()
                .flatMap(id -> Stream.ofNullable(references.get(id)))
                .toList();
    }

    /**
     * What every case filed from an instant on contributes as of another, in no order. Seconds where there are a million.
     *
     * @param each is given the facts without the fingerprint of the answer
     */
    @Transactional(readOnly = true)
    public void facts(Instant since, Instant asOf, Consumer<CaseFacts> each) {
        cases.facts(since, asOf, each);
    }

    /** When the record last changed. */
    @Transactional(readOnly = true)
    public Optional<Instant> lastChange() {
        return cases.lastChange();
    }

    /** Those of some marks that may have negative points now; the others have none. */
    @Transactional(readOnly = true)
    public Set<String> withPoints(Collection<String> codes) {
        var now = clock.instant();
        return cases.anyLeftUnanswered(
                codes, Figures.windowStart(now, policies.at(now).ladder().window()), now);
    }

    /** What the cases of a mark filed after an instant contribute as of another. */
    @Transactional(readOnly = true)
    public List<CaseFacts> facts(Mark mark, Instant from, Instant asOf) {
        return cases.cases(mark.code(), from, asOf).stream()
                .map(RecordedCase::facts)
                .toList();
    }

    /** Rebuilds the whole record from the histories of complaints; changes nothing where it was right. Returns the cases seen. */
    public long recompute() {
        long seen = 0;
        var after = new UUID(0, 0);
        for (var page = complaints.ids(after, AT_ONCE); !page.isEmpty(); page = complaints.ids(after, AT_ONCE)) {
            put(complaints.publicCases(page));
            seen += page.size();
            after = page.getLast();
        }
        return seen;
    }

    /** The record of a mark now, over the policy's window. */
    @Transactional(readOnly = true)
    public PublicRecord now(Mark mark) {
        return at(mark, null, null);
    }

    /**
     * The record of a mark.
     *
     * @param asOf as of which instant, absent for now; what happened later is not seen
     * @param window how far back complaints count, absent for the policy's window
     */
    @Transactional(readOnly = true)
    public PublicRecord at(Mark mark, @Nullable Instant asOf, @Nullable Period window) {
        var end = asOf == null ? clock.instant() : asOf;
        var policy = policies.at(end);
        var length = window == null ? policy.record().window() : window;
        var from = Figures.windowStart(end, length);
        var found = cases.cases(mark.code(), from, end);
        var figures = Figures.of(
                found.stream().map(RecordedCase::facts).toList(),
                end,
                length,
                policy.record(),
                ordersBetween(registry.orders(mark), from, end));
        boolean usual = asOf == null && length.equals(policy.record().window());
        return new PublicRecord(
                mark,
                length,
                policy.version(),
                figures,
                usual
                        ? snapshots
                                .mean(mark.trade())
                                .shrink(figures, policy.record().kappa())
                        : null,
                usual ? snapshots.place(mark.code()).orElse(null) : null,
                found);
    }

    /** Money returned to consumers over the policy's window by all whose figures are public, by currency. */
    @Transactional(readOnly = true)
    public SortedMap<String, BigDecimal> moneyReturned() {
        var now = clock.instant();
        var from = Figures.windowStart(now, policies.at(now).record().window());
        var staging = stages.all(now);
        if (staging.showsAll()) {
            return cases.moneyReturned(from);
        }
        var ofMarks = cases.moneyReturnedOfMarks(from);
        var sums = new TreeMap<String, BigDecimal>();
        for (var mark : registry.marks(ofMarks.keySet())) {
            if (staging.shows(mark)) {
                ofMarks.getOrDefault(mark.code(), new TreeMap<>())
                        .forEach((currency, sum) -> sums.merge(currency, sum, BigDecimal::add));
            }
        }
        return sums;
    }

    /** Orders of the months whose first day lies in a window; absent where none are known. */
    static @Nullable Long ordersBetween(List<Orders> orders, Instant from, Instant until) {
        long sum = orders.stream()
                .filter(o -> isBetween(o.month(), from, until))
                .mapToLong(Orders::orders)
                .sum();
        return sum == 0 ? null : sum;
    }

    private static boolean isBetween(LocalDate month, Instant from, Instant until) {
        var begin = month.atStartOfDay().toInstant(ZoneOffset.UTC);
        return begin.isAfter(from) && !begin.isAfter(until);
    }
}
