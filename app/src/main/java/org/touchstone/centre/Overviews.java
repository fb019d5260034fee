package org.touchstone.centre;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.touchstone.centre.MonthCalendar.Month;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.policy.Policies;
import org.touchstone.record.Records;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkStep;

/**
 * The national overview. All complaints are looked at together once in a while and counted as often as somebody asks: where looking takes a
 * moment it is done anew for every question, where it takes seconds it is done in the background and the figures say as of when they are.
 */
@Component
public class Overviews {

    /** How far back a period may begin; the same period a year earlier has to be known too. */
    public static final int YEARS = 3;

    private static final Logger log = LoggerFactory.getLogger(Overviews.class);
    private static final Duration AT_ONCE = Duration.ofMillis(400);
    private static final int PATIENCE = 10;
    private static final Set<MarkStep> STEPS = Set.of(MarkStep.LETTER, MarkStep.SUSPEND, MarkStep.REVOKE);
    /** Points of what was filed before the first day fall due within it. */
    private static final Duration LONGEST_CASE = Duration.ofDays(120);

    private final Records records;
    private final Registry registry;
    private final MarkLife life;
    private final Policies policies;
    private final DatabaseClock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private final AtomicBoolean lookingAhead = new AtomicBoolean();
    private volatile @Nullable Taken last;

    Overviews(Records records, Registry registry, MarkLife life, Policies policies, DatabaseClock clock) {
        this.records = records;
        this.registry = registry;
        this.life = life;
        this.policies = policies;
        this.clock = clock;
    }

    private record Taken(Picture picture, Duration cost) {}

    /** The zone whose days and months are counted. */
    public ZoneId zone() {
        return policies.now().calendar().zone();
    }

    /** Today, by the centre's clock. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    /** The first day a period may begin. */
    public LocalDate earliest() {
        return today().minusYears(YEARS);
    }

    /** The trades complaints are about. */
    public List<String> trades() {
        return picture().trades();
    }

    /** The figures of a period, of one trade or of all. */
    public Overview over(Span span, @Nullable String trade) {
        var picture = picture();
        var months = span.months();
        var counted = picture.count(span, trade);
        return new Overview(
                picture.asOf(),
                policies.at(picture.asOf()).version(),
                span,
                trade,
                months,
                counted.filed(),
                counted.categories(),
                counted.matured(),
                counted.settled(),
                counted.unanswered(),
                counted.unansweredBefore(),
                counted.times(),
                counted.timesByMonth(),
                counted.money(),
                steps(months, trade),
                registry.tally(trade),
                registry.supervised(trade).size());
    }

    private SortedMap<MarkStep, List<Integer>> steps(List<Month> months, @Nullable String trade) {
        var counts = new TreeMap<MarkStep, int[]>();
        STEPS.forEach(step -> counts.put(step, new int[months.size()]));
        var from = months.getFirst().from().atStartOfDay(zone()).toInstant();
        var until = months.getLast().until().atStartOfDay(zone()).toInstant();
        for (var decision : life.effective(STEPS, from, until, trade)) {
            var day = LocalDate.ofInstant(decision.at(), zone());
            for (int i = 0; i < months.size(); i++) {
                if (day.isBefore(months.get(i).until())) {
                    Objects.requireNonNull(counts.get(decision.step()))[i]++;
                    break;
                }
            }
        }
        var lists = new TreeMap<MarkStep, List<Integer>>();
        counts.forEach((step, all) -> lists.put(step, Arrays.stream(all).boxed().toList()));
        return lists;
    }

    /** The marks that need more supervision now, of one trade or of all. */
    public List<Supervised> supervised(@Nullable String trade, Supervised.Order order) {
        var marks = registry.supervised(trade);
        if (marks.isEmpty()) {
            return Collections.emptyList();
        }
        var points = records.points(marks);
        return marks.stream()
                .map(mark -> {
                    var of = Objects.requireNonNull(points.get(mark.code()));
                    return new Supervised(mark, Objects.requireNonNull(mark.supervision()), of.count(), of.orders());
                })
                .sorted(order.by())
                .toList();
    }

    private Picture picture() {
        var taken = last;
        if (taken == null) {
            return take(null).picture();
        }
        var age = Duration.between(taken.picture().asOf(), clock.instant());
        if (age.compareTo(taken.cost().multipliedBy(PATIENCE)) <= 0) {
            return taken.picture();
        }
        if (taken.cost().compareTo(AT_ONCE) <= 0) {
            return take(taken).picture();
        }
        if (lookingAhead.compareAndSet(false, true)) {
            Thread.ofVirtual().name("overview").start(this::ahead);
        }
        return taken.picture();
    }

    private void ahead() {
        try {
            take(last);
        } catch (RuntimeException e) {
            log.warn("the overview could not be brought up to date: {}", e.toString());
        } finally {
            lookingAhead.set(false);
        }
    }

    /** Takes a new picture, unless somebody took one meanwhile. */
    private Taken take(@Nullable Taken known) {
        looking.lock();
        try {
            var taken = last;
            if (taken != null
                    && (known == null
                            || taken.picture().asOf().isAfter(known.picture().asOf()))) {
                return taken;
            }
            long begun = System.nanoTime();
            var now = clock.instant();
            var zone = zone();
            var since = LocalDate.ofInstant(now, zone).minusYears(YEARS + 1L).minusDays(2);
            var picture = new Picture(now, since, zone, registry.trades());
            records.facts(since.atStartOfDay(zone).toInstant().minus(LONGEST_CASE), now, picture::add);
            var fresh = new Taken(picture, Duration.ofNanos(System.nanoTime() - begun));
            last = fresh;
            return fresh;
        } finally {
            looking.unlock();
        }
    }

    /** Whoever comes in the morning finds figures of the last minutes, not of last night. */
    void refresh() {
        var taken = last;
        var changed = records.lastChange().orElse(Instant.EPOCH);
        if (taken == null || changed.isAfter(taken.picture().asOf())) {
            take(taken);
        }
    }

    @Component
    @ConditionalOnProperty(name = "touchstone-internal.sweeping", matchIfMissing = true)
    static class Rhythm {

        private final Overviews overviews;

        Rhythm(Overviews overviews) {
            this.overviews = overviews;
        }

        @Scheduled(fixedDelay = 600_000, initialDelay = 30_000)
        void tick() {
            overviews.refresh();
        }
    }
}
