package org.touchstone.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.issuing.MarkLooked;
import org.touchstone.issuing.Rechecks;
import org.touchstone.policy.Policies;
import org.touchstone.record.store.CaseStore;
import org.touchstone.record.store.GradeStore;
import org.touchstone.record.store.GradeStore.Basis;
import org.touchstone.record.store.GradeStore.Kept;
import org.touchstone.record.store.IncidentStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkChanged;
import org.touchstone.registry.MarkIssued;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Orders;
import org.touchstone.registry.OrdersReported;
import org.touchstone.registry.Registry;
import org.touchstone.rules.grade.GradeFacts;
import org.touchstone.rules.grade.Graded;
import org.touchstone.rules.grade.Grader;
import org.touchstone.rules.grade.IncidentFacts;
import org.touchstone.rules.grade.Peers;
import org.touchstone.rules.grade.Raising;
import org.touchstone.rules.grade.Tally;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.record.Figures;

/**
 * The five indices and the grade of every mark. Worked out when something happened that they rest on, and otherwise at the next instant
 * at which anything changes by time alone; kept with all facts; written into the register in the same transaction.
 */
@Component
public class Grades implements Sweep {

    private static final int AT_ONCE = 250;
    private static final int AT_MOST = 5_000;
    private static final int LONGEST_HISTORY = 400;
    /** So many matured complaints say enough about a trade until the next month begins. */
    private static final int ENOUGH = 30;

    private final GradeStore store;
    private final CaseStore cases;
    private final IncidentStore incidents;
    private final Rechecks rechecks;
    private final Registry registry;
    private final MarkLife life;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Stages stages;
    private final TransactionTemplate transaction;
    private volatile @Nullable Basis known;

    Grades(
            GradeStore store,
            CaseStore cases,
            IncidentStore incidents,
            Rechecks rechecks,
            Registry registry,
            MarkLife life,
            Policies policies,
            DatabaseClock clock,
            Stages stages,
            PlatformTransactionManager manager) {
        this.store = store;
        this.cases = cases;
        this.incidents = incidents;
        this.rechecks = rechecks;
        this.registry = registry;
        this.life = life;
        this.policies = policies;
        this.clock = clock;
        this.stages = stages;
        this.transaction = new TransactionTemplate(manager);
    }

    // What happens.

    @ApplicationModuleListener
    void on(MarkIssued issued) {
        store.dirty(List.of(issued.code()));
    }

    @ApplicationModuleListener
    void on(MarkChanged changed) {
        store.dirty(List.of(changed.code()));
    }

    @ApplicationModuleListener
    void on(MarkLooked looked) {
        store.dirty(List.of(looked.code()));
    }

    @ApplicationModuleListener
    void on(OrdersReported reported) {
        store.dirty(List.of(reported.code()));
    }

    /** A grade is public where the figures it rests on are. */
    @ApplicationModuleListener
    void on(StagesChanged changed) {
        if (changed.mark() == null) {
            store.dirtyAll();
        } else {
            store.dirty(List.of(changed.mark()));
        }
    }

    // What is asked.

    /** The grade of a mark as it was last worked out; at this moment where it never was. */
    @Transactional(readOnly = true)
    public MarkGrade now(Mark mark) {
        var kept = store.kept(List.of(mark.code())).get(mark.code());
        return kept != null
                ? grade(kept)
                : workOut(List.of(mark), clock.instant(), Map.of()).getFirst();
    }

    /**
     * The grade of a mark as it stood at an instant and everyone saw it, by its history; nothing before its first entry, and nothing
     * where the entry that stood then was made in confidence: between a stage that begins and the next working-out, too.
     */
    @Transactional(readOnly = true)
    public Optional<MarkGrade> publicAt(String code, Instant asOf) {
        return store.keptAt(code, asOf).filter(kept -> kept.entry().shown()).map(this::grade);
    }

    /** The history of a grade, the newest first. */
    @Transactional(readOnly = true)
    public List<GradeEntry> history(String code) {
        return store.history(code, LONGEST_HISTORY);
    }

    /** Of the history, what everyone saw at the time: what was measured in confidence stays so. */
    @Transactional(readOnly = true)
    public List<GradeEntry> publicHistory(String code) {
        return history(code).stream().filter(GradeEntry::shown).toList();
    }

    /** What would raise a grade, by the facts it was last worked out from and the policy of today. */
    @Transactional(readOnly = true)
    public Raising raising(Mark mark) {
        var now = now(mark);
        return new Raising(
                new Grader(policies.named(now.policyVersion())),
                now.facts(),
                now.graded().earned());
    }

    private MarkGrade grade(Kept kept) {
        var policy = policies.named(kept.policyVersion());
        return new MarkGrade(
                kept.mark(),
                kept.at(),
                kept.policyVersion(),
                new Grader(policy).grade(kept.facts(), kept.held()),
                kept.facts(),
                kept.held());
    }

    // The work.

    @Override
    public int work() {
        turnOver();
        int worked = 0;
        int some;
        do {
            some = Objects.requireNonNullElse(transaction.execute(_ -> workSome()), 0);
            worked += some;
        } while (some > 0 && worked < AT_MOST);
        return worked;
    }

    @Override
    public int due() {
        return store.due();
    }

    private int workSome() {
        var codes = store.take(AT_ONCE);
        if (codes.isEmpty()) {
            return 0;
        }
        var now = clock.instant();
        var marks = registry.marks(codes);
        var kept = store.kept(codes);
        var grades = workOut(marks, now, kept);
        var staging = stages.all(now);
        var shown = marks.stream().filter(staging::shows).map(Mark::code).collect(Collectors.toSet());
        var entries = new HashMap<String, Integer>();
        var trades = new HashMap<String, String>();
        for (int i = 0; i < marks.size(); i++) {
            var mark = marks.get(i);
            var grade = grades.get(i);
            trades.put(mark.code(), mark.trade());
            var before = kept.get(mark.code());
            if (before == null
                    || isNews(grade.graded(), before)
                    || (shown.contains(mark.code()) && !before.entry().shown())) {
                entries.put(mark.code(), before == null ? 1 : before.entry().seq() + 1);
            }
        }
        store.keep(grades, trades, entries, shown);
        // In one order everywhere, so that two nodes never wait for each other.
        var byCode = grades.stream().collect(Collectors.toMap(MarkGrade::mark, Function.identity()));
        marks.stream()
                .sorted(Comparator.comparing(Mark::code))
                .forEach(mark -> publish(
                        mark, shown.contains(mark.code()) ? graded(byCode, mark).grade() : null));
        store.due(next(marks, byCode, now));
        return codes.size();
    }

    private void publish(Mark mark, @Nullable Grade grade) {
        if (mark.grade() != grade) {
            life.grade(mark.code(), grade);
        }
    }

    private static Graded graded(Map<String, MarkGrade> grades, Mark mark) {
        return Objects.requireNonNull(grades.get(mark.code())).graded();
    }

    /** Whether the grade changed, an index became known or unknown, or the total moved by a point. */
    private static boolean isNews(Graded graded, Kept before) {
        var entry = before.entry();
        if (graded.grade() != entry.grade() || graded.lack() != entry.lack()) {
            return true;
        }
        for (var index : graded.indices()) {
            if ((index.value() == null) == entry.values().containsKey(index.index())) {
                return true;
            }
        }
        var total = graded.total();
        return total != null
                && before.seqTotal() != null
                && Math.abs(total.doubleValue() - before.seqTotal().doubleValue()) >= 1;
    }

    /** The grades of marks now, in the order of the marks. */
    private List<MarkGrade> workOut(List<Mark> marks, Instant now, Map<String, Kept> kept) {
        var policy = policies.at(now);
        var window = policy.record().window();
        var from = Figures.windowStart(now, window);
        var codes = marks.stream().map(Mark::code).toList();
        var ofMarks = cases.facts(codes, from, now);
        var orders = registry.ordersOf(codes);
        var seen = rechecks.seen(codes);
        var happened = incidents.of(codes).stream().collect(Collectors.groupingBy(Incident::mark));
        var peers = store.peers();
        var grader = new Grader(policy);
        var grades = new ArrayList<MarkGrade>(marks.size());
        for (var mark : marks) {
            var code = mark.code();
            var facts = new GradeFacts(
                    now,
                    mark.stateAt(now),
                    mark.issuedAt(),
                    mark.supervisionStep(),
                    Tally.of(
                            ofMarks.getOrDefault(code, List.of()),
                            now,
                            window,
                            policy.grading().measures().deliveryCategories(),
                            Records.ordersBetween(orders.getOrDefault(code, List.of()), from, now)),
                    peers.getOrDefault(mark.trade(), Peers.NONE),
                    seen.get(code),
                    happened.getOrDefault(code, List.of()).stream()
                            .filter(i -> i.withdrawnAt() == null)
                            .map(i -> new IncidentFacts(i.id().toString(), i.severe(), i.openedAt(), i.closedAt()))
                            .toList());
            var before = kept.get(code);
            @Nullable Grade held = before == null ? null : before.earned();
            grades.add(new MarkGrade(code, now, policy.version(), grader.grade(facts, held), facts, held));
        }
        return grades;
    }

    /** When anything changes next by time alone, mark by mark. */
    private Map<String, @Nullable Instant> next(List<Mark> marks, Map<String, MarkGrade> grades, Instant now) {
        var policy = policies.at(now);
        var window = policy.record().window();
        var from = Figures.windowStart(now, window);
        var grader = new Grader(policy);
        var codes = marks.stream().map(Mark::code).toList();
        var oldest = cases.oldest(codes, from, now);
        var orders = registry.ordersOf(codes);
        var next = new HashMap<String, @Nullable Instant>();
        for (var mark : marks) {
            var facts = Objects.requireNonNull(grades.get(mark.code())).facts();
            var byMonths = orders.getOrDefault(mark.code(), List.of()).stream()
                    .map(Orders::month)
                    .map(m -> m.atStartOfDay().toInstant(ZoneOffset.UTC))
                    .flatMap(m -> Stream.of(m, Figures.windowLeft(m, window)));
            var filed = oldest.get(mark.code());
            var byCases = filed == null ? Stream.<Instant>empty() : Stream.of(Figures.windowLeft(filed, window));
            next.put(
                    mark.code(),
                    Stream.of(byMonths, byCases, Stream.ofNullable(grader.nextChange(facts, mark.expiresAt())))
                            .flatMap(Function.identity())
                            .filter(i -> i.isAfter(now))
                            .min(Instant::compareTo)
                            .orElse(null));
        }
        return next;
    }

    /**
     * Notices that another policy is in force or another month has begun, that other figures are shown than before, and that a trade of
     * which little was known has grown.
     */
    private void turnOver() {
        var now = clock.instant();
        var basis = new Basis(
                policies.at(now).version(),
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                stages.lastChanged(now).orElse(null));
        if (!basis.equals(known)) {
            transaction.executeWithoutResult(_ -> turnOver(basis, now));
            known = basis;
        }
    }

    private void turnOver(Basis basis, Instant now) {
        var before = store.holdBasis(basis).orElse(null);
        if (basis.equals(before)) {
            return;
        }
        if (before != null && !before.policyVersion().equals(basis.policyVersion())) {
            store.dirtyAll();
        }
        boolean all = before == null
                || !YearMonth.from(before.day()).equals(YearMonth.from(basis.day()))
                || !Objects.equals(before.stages(), basis.stages());
        var peers = store.peers();
        var sums = sums(now);
        peers.keySet().forEach(trade -> sums.putIfAbsent(trade, new Peers(0, 0, 0, 0, now)));
        sums.entrySet().removeIf(e -> {
            var was = peers.getOrDefault(e.getKey(), Peers.NONE);
            return !(all || was.matured() < ENOUGH) || isSame(was, e.getValue());
        });
        store.put(sums);
        store.put(basis);
    }

    /** Of each trade, the sums over the marks whose figures everyone sees: a hidden one is not to be had by subtraction. */
    private Map<String, Peers> sums(Instant now) {
        var staging = stages.all(now);
        if (staging.showsAll()) {
            return store.sums(now);
        }
        var sums = new HashMap<String, Peers>();
        try (var shares = store.shares(now)) {
            shares.filter(share -> staging.shows(share.mark(), registry::mark))
                    .forEach(share -> sums.merge(share.trade(), share.of(), Peers::plus));
        }
        return sums;
    }

    private static boolean isSame(Peers one, Peers other) {
        return one.answered() == other.answered()
                && one.matured() == other.matured()
                && one.rated() == other.rated()
                && one.scores() == other.scores();
    }
}
