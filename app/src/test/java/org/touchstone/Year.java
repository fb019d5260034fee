package org.touchstone;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.touchstone.YearShop.Ignored;
import org.touchstone.YearShop.Nature;
import org.touchstone.account.People;
import org.touchstone.complaint.BulkSteps;
import org.touchstone.complaint.BulkSteps.NewCase;
import org.touchstone.complaint.BulkSteps.Step;
import org.touchstone.directory.PublicRegister;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Role;
import org.touchstone.policy.Policies;
import org.touchstone.record.Grades;
import org.touchstone.registry.BulkMark;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkAttempt;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.mark.MarkDecision.Stage;
import org.touchstone.rules.mark.MarkRefusal;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.supervision.CaseStep;
import org.touchstone.rules.supervision.CurePlan;
import org.touchstone.rules.supervision.CureTarget;
import org.touchstone.supervision.Cases;

/**
 * Days in the life of many shops, lived on an installation of their own: complaints come in, shops answer or do not, time passes, the
 * ladder climbs, officers and owners do what they have to do, and at the end of every day {@link YearChecks} hold everything against
 * everything. The same seed makes the same shops and the same people.
 */
final class Year implements AutoCloseable {

    private static final List<String> CATEGORIES =
            List.of("NOT_DELIVERED", "NOT_AS_ORDERED", "REFUND_NOT_PAID", "LATE_DELIVERY", "AFTER_SALES", "OTHER");
    private static final List<String> TRADES = List.of("BOOKS", "TOYS", "CLOTHING", "ELECTRONICS", "FOOD", "OTHER");
    private static final List<String> CITIES = List.of("تهران", "شیراز", "تبریز", "اصفهان", "مشهد", "اهواز");
    private static final Duration SOON = Duration.ofHours(2);
    private static final int LONGEST = 40;

    /** How much is lived. */
    record Size(int businesses, int complaints, int days, long seed) {}

    /** Something a party will do with a complaint on a day. */
    private record Act(UUID id, UUID consumer, YearShop shop, What what, boolean solved) {}

    private enum What {
        ANSWER,
        RATE,
        WITHDRAW
    }

    private final Size size;
    private final Installation installation;
    private final JdbcClient jdbc;
    private final DatabaseClock clock;
    private final Registry registry;
    private final MarkLife life;
    private final Cases cases;
    private final Policies policies;
    private final BulkSteps bulk;
    private final Random random;
    private final List<Sweep> sweeps;
    private final Map<String, YearShop> shops = new HashMap<>();
    private final List<YearShop> all = new ArrayList<>();
    private final double[] weights;
    private final List<List<Act>> acts = new ArrayList<>();
    private final Deque<Ignored> ignored = new ArrayDeque<>();
    private final Map<String, Long> spent = new ConcurrentHashMap<>();
    private final List<Caller> officers;
    private final List<Caller> seniors;
    private final List<Caller> judges;
    private final Caller owner;
    private final Instant begin;
    private final YearChecks checks;
    private final Duration rounds;
    private YearMonth reported;
    private long filed;
    private long steps;

    Year(Size size) {
        this.size = size;
        this.random = new Random(size.seed());
        this.installation = Installation.fresh();
        // The drill lets everything work when its clock has moved, and looks when nothing is left to do.
        installation.parts(ScheduledTaskHolder.class).stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .forEach(task -> task.cancel(false));
        this.jdbc = installation.jdbc();
        this.clock = installation.part(DatabaseClock.class);
        this.registry = installation.part(Registry.class);
        this.life = installation.part(MarkLife.class);
        this.cases = installation.part(Cases.class);
        this.policies = installation.part(Policies.class);
        this.bulk = new BulkSteps(installation::part);
        this.sweeps = installation.parts(Sweep.class);
        this.officers = people("OFFICER", 3);
        this.seniors = people("SENIOR_OFFICER", 2);
        this.judges = people("APPEALS_OFFICER", 2);
        installation.http().consumer();
        this.owner = caller(jdbc.sql("SELECT id FROM person ORDER BY created_at DESC, id LIMIT 1")
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .single());
        // Whoever acts for all shops would be told of everything; nobody reads it.
        jdbc.sql("UPDATE person SET mobile = NULL, email = NULL WHERE id = :id")
                .param("id", owner.id())
                .update();
        // One senior officer also judges appeals, and must be kept from judging what they decided.
        installation.part(People.class).appoint(seniors.getFirst().id(), Role.APPEALS_OFFICER, "system:drill");
        seniors.set(0, caller(seniors.getFirst().id()));
        // Sketches of a million narratives are another matter; the search is told that it has seen them all.
        jdbc.sql("UPDATE lookalike_progress SET filed_at = timestamptz '9000-01-01 00:00:00+00'")
                .update();
        clock.beginEarlier(Duration.ofDays(size.days() + 1L));
        this.begin = clock.instant();
        this.rounds = policies.at(begin).rounds().stream().reduce(Duration.ZERO, Duration::plus);
        this.reported = YearMonth.from(begin.atOffset(ZoneOffset.UTC)).minusMonths(12);
        for (int i = 0; i < size.days() + LONGEST; i++) {
            acts.add(new ArrayList<>());
        }
        long started = System.nanoTime();
        open();
        this.weights = weights();
        reportOrders();
        settle();
        awaitIndex();
        say("%d shops opened in %d s".formatted(all.size(), (System.nanoTime() - started) / 1_000_000_000));
        this.checks = new YearChecks(installation, shops, new Random(size.seed() + 1));
    }

    private static void say(String text) {
        System.out.println("drill: " + text);
    }

    private List<Caller> people(String role, int count) {
        for (int i = 0; i < count; i++) {
            installation.http().person(role);
        }
        return new ArrayList<>(jdbc
                .sql("SELECT person_id FROM person_role WHERE role = :role ORDER BY person_id")
                .param("role", role)
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .map(this::caller)
                .toList());
    }

    private Caller caller(UUID person) {
        return installation.part(People.class).find(person).orElseThrow().caller();
    }

    // The shops.

    private void open() {
        double troubled = Math.clamp(60.0 / size.businesses(), 0.06, 0.3);
        var natures = new ArrayList<Nature>();
        var bad = List.of(
                Nature.LATE,
                Nature.MENDING,
                Nature.MENDING,
                Nature.BREAKING,
                Nature.SILENT,
                Nature.APPEALING,
                Nature.CONTESTING);
        var wanted = new ArrayList<BulkMark>();
        for (int i = 0; i < size.businesses(); i++) {
            boolean trouble = random.nextDouble() < troubled;
            natures.add(
                    trouble
                            ? bad.get(random.nextInt(bad.size()))
                            : random.nextInt(8) == 0 ? Nature.SLOW : Nature.HONEST);
            boolean ends = !trouble && random.nextInt(12) == 0;
            var issued = begin.minus(Duration.ofDays(20 + random.nextInt(300)));
            wanted.add(new BulkMark(
                    new Host("shop-" + i + ".example"),
                    "Shop " + i,
                    TRADES.get(random.nextInt(TRADES.size())),
                    CITIES.get(random.nextInt(CITIES.size())),
                    MarkState.ISSUED,
                    issued,
                    begin.plus(Duration.ofDays(
                            ends ? 2 + random.nextInt(size.days()) : size.days() + 40 + random.nextInt(300)))));
        }
        for (int from = 0; from < wanted.size(); from += 2000) {
            registry.takeOver(wanted.subList(from, Math.min(wanted.size(), from + 2000)), "drill");
        }
        var marks = new HashMap<String, Mark>();
        for (var mark : allMarks()) {
            marks.put(mark.host().name(), mark);
        }
        for (int i = 0; i < wanted.size(); i++) {
            var mark = Objects.requireNonNull(marks.get("shop-" + i + ".example"));
            var nature = natures.get(i);
            double a_month = Math.clamp(Math.exp(4.2 + random.nextGaussian() * 1.9), 3, 400_000);
            if (nature != Nature.HONEST && nature != Nature.SLOW) {
                a_month = Math.clamp(a_month, 60, 3_000);
            }
            boolean known = random.nextInt(10) < (a_month > 2_000 ? 9 : 6);
            var shop = new YearShop(mark, nature, known ? Math.round(a_month) : 0, a_month * nature.complaints);
            all.add(shop);
            shops.put(mark.code(), shop);
        }
    }

    private List<Mark> allMarks() {
        var codes = jdbc.sql("SELECT code FROM mark ORDER BY code")
                .query(Rows::onlyText)
                .list();
        var marks = new ArrayList<Mark>();
        for (int from = 0; from < codes.size(); from += 5000) {
            marks.addAll(registry.marks(codes.subList(from, Math.min(codes.size(), from + 5000))));
        }
        return marks;
    }

    private double[] weights() {
        double most = all.stream().mapToDouble(s -> s.weight).sum() * 0.03;
        var sums = new double[all.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += Math.min(most, all.get(i).weight);
            sums[i] = sum;
        }
        return sums;
    }

    private YearShop any() {
        int at = Arrays.binarySearch(weights, random.nextDouble() * weights[weights.length - 1]);
        return all.get(Math.min(all.size() - 1, at < 0 ? -at - 1 : at));
    }

    /** Every shop whose orders are known reports as many in every month, so that a window always holds twelve months of them. */
    private void reportOrders() {
        var month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        var known = all.stream().filter(s -> s.orders > 0).toList();
        var codes = known.stream().map(s -> s.mark.code()).toArray(String[]::new);
        var orders = known.stream().map(s -> s.orders).toArray(Long[]::new);
        while (reported.isBefore(month)) {
            reported = reported.plusMonths(1);
            jdbc.sql("""
                    INSERT INTO order_volume (mark, month, orders)
                    SELECT r.code, :month, r.orders FROM unnest(:codes::text[], :orders) AS r (code, orders)
                    """)
                    .param("month", reported.atDay(1))
                    .param("codes", codes)
                    .param("orders", orders)
                    .update();
            // What the register of orders would have told of each, told of all at once.
            jdbc.sql("INSERT INTO grade_dirty (mark) SELECT unnest(:codes::text[])")
                    .param("codes", codes)
                    .update();
            jdbc.sql("UPDATE ladder_mark SET due_at = touchstone_now() WHERE code = ANY (:codes)")
                    .param("codes", codes)
                    .update();
        }
    }

    // The days.

    /** Lives all days. Stops at the first contradiction. */
    void live() {
        long started = System.nanoTime();
        for (int day = 0; day < size.days(); day++) {
            long begun = System.nanoTime();
            spent.clear();
            day(day);
            long now = System.nanoTime();
            double took = (now - begun) / 1e9;
            double a_day = (now - started) / 1e9 / (day + 1);
            if (size.days() > 100 || day % 10 == 9) {
                say("day %d of %d, %.1f s, %d complaints, %d steps; left: %s; %s"
                        .formatted(
                                day + 1,
                                size.days(),
                                took,
                                filed,
                                steps,
                                Duration.ofSeconds((long) (a_day * (size.days() - day - 1))),
                                slowest()));
            }
        }
        double took = (System.nanoTime() - started) / 1e9;
        checks.end();
        say("%d days, %d shops, %d complaints, %d steps of parties in %.0f s: %.2f s a day, %.2f ms a complaint"
                .formatted(
                        size.days(),
                        all.size(),
                        filed,
                        steps,
                        took,
                        took / size.days(),
                        took * 1000 / Math.max(1, filed)));
        counts().forEach((what, count) -> say(what + ": " + count));
    }

    private String slowest() {
        var parts = new ArrayList<>(spent.entrySet());
        parts.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        var text = new StringBuilder();
        for (var part : parts.subList(0, Math.min(7, parts.size()))) {
            text.append("%s %.1f ".formatted(part.getKey(), part.getValue() / 1e9));
        }
        return text.toString();
    }

    private void timed(String what, Runnable run) {
        long begun = System.nanoTime();
        run.run();
        spent.merge(what, System.nanoTime() - begun, Long::sum);
    }

    private void day(int day) {
        until(begin.plus(Duration.ofDays(day + 1L)));
        timed("orders", this::reportOrders);
        timed("steps", () -> act(day));
        timed("filing", () -> file(day));
        until(begin.plus(Duration.ofDays(day + 1L)).plus(SOON));
        // A month may have begun in between.
        timed("orders", this::reportOrders);
        givePoints();
        settle();
        timed("people", () -> people(day));
        settle();
        boolean last = day == size.days() - 1;
        timed("checks", () -> checks.day(day, last || day % 30 == 29));
    }

    private void until(Instant then) {
        var left = Duration.between(clock.instant(), then);
        if (left.isPositive()) {
            clock.advance(left);
        }
    }

    /** Lets everything work until nothing is left to do and every module has taken up what happened. */
    private void settle() {
        for (int still = 0; still < 2; ) {
            int worked = workAll();
            timed("events", this::awaitEvents);
            still = worked == 0 && sweeps.stream().mapToInt(Sweep::due).sum() == 0 ? still + 1 : 0;
        }
    }

    /** The heavy ones side by side, as on two nodes. */
    private int workAll() {
        var heavy = sweeps.stream().filter(Year::isHeavy).map(List::of).toList();
        var lanes = new ArrayList<>(heavy);
        lanes.add(sweeps.stream().filter(s -> !isHeavy(s)).toList());
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var worked = lanes.stream()
                    .map(lane -> hands.submit(
                            () -> lane.stream().mapToInt(this::work).sum()))
                    .toList();
            int sum = 0;
            for (var one : worked) {
                sum += one.get();
            }
            return sum;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isHeavy(Sweep sweep) {
        return sweep instanceof Grades || name(sweep).equals("LadderSweep");
    }

    private static String name(Sweep sweep) {
        return sweep.getClass().getSimpleName().replaceAll("\\$.*", "");
    }

    private int work(Sweep sweep) {
        long begun = System.nanoTime();
        try {
            return sweep.work();
        } catch (ConcurrencyFailureException e) {
            // Two wanted the same row; as on two nodes, one of them tries again.
            return 1;
        } finally {
            spent.merge(name(sweep), System.nanoTime() - begun, Long::sum);
        }
    }

    private void awaitEvents() {
        long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (jdbc.sql("SELECT count(*) FROM event_publication WHERE completion_date IS NULL")
                        .query(Long.class)
                        .single()
                > 0) {
            if (System.nanoTime() > until) {
                throw new AssertionError("events are not taken up");
            }
            pause(5);
        }
    }

    /** The index of the register is made in the background at the start. */
    private void awaitIndex() {
        var register = installation.part(PublicRegister.class);
        for (int i = 0; i < 1200 && register.building() != null; i++) {
            pause(50);
        }
        settle();
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // Consumers and shops.

    private void file(int day) {
        int wanted = (int)
                ((long) size.complaints() * (day + 1) / size.days() - (long) size.complaints() * day / size.days());
        var today = clock.instant();
        var cases = new ArrayList<NewCase>();
        var about = new ArrayList<YearShop>();
        while (cases.size() < wanted) {
            var shop = any();
            if (!shop.mark.expiresAt().isAfter(today) || gone.contains(shop.mark.code())) {
                continue;
            }
            about.add(shop);
            cases.add(new NewCase(
                    id(),
                    id(),
                    shop.mark,
                    CATEGORIES.get(random.nextInt(CATEGORIES.size())),
                    random.nextBoolean() ? Remedy.REFUND : Remedy.DELIVERY,
                    new Money(BigDecimal.valueOf(100_000L * (1 + random.nextInt(90))), "IRR")));
        }
        var at = bulk.file(cases);
        filed += cases.size();
        for (int i = 0; i < cases.size(); i++) {
            decide(day, cases.get(i), about.get(i), at.get(i));
        }
    }

    /** Shops that lost their mark; nobody buys there any more. */
    private final Set<String> gone = new HashSet<>();

    private UUID id() {
        return new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() & ~(3L << 62)) | (2L << 62));
    }

    /** What will become of a complaint. */
    private void decide(int day, NewCase one, YearShop shop, Instant at) {
        if (random.nextInt(50) == 0) {
            plan(day + 1 + random.nextInt(3), one, shop, What.WITHDRAW, false);
        } else if (random.nextDouble() < shop.answers) {
            int days = shop.nature == Nature.SLOW ? 3 : 1 + random.nextInt(3);
            answerOn(day + days, one.id(), one.consumer(), shop);
        } else {
            if (shop.nature == Nature.LATE && random.nextBoolean()) {
                plan(day + 5 + random.nextInt(6), one, shop, What.ANSWER, false);
            }
            var ignoring = new Ignored(one.id(), one.consumer(), shop, at.plus(rounds));
            ignored.add(ignoring);
            shop.ignoring.add(ignoring);
        }
    }

    private void answerOn(int day, UUID id, UUID consumer, YearShop shop) {
        acts.get(day).add(new Act(id, consumer, shop, What.ANSWER, false));
        if (random.nextInt(10) < 6) {
            int later = day + 1 + random.nextInt(10);
            acts.get(later).add(new Act(id, consumer, shop, What.RATE, random.nextDouble() < shop.nature.solves));
        }
    }

    private void plan(int day, NewCase one, YearShop shop, What what, boolean solved) {
        acts.get(day).add(new Act(one.id(), one.consumer(), shop, what, solved));
    }

    private void act(int day) {
        var wanted = new ArrayList<Step>();
        for (var act : acts.get(day)) {
            wanted.add(
                    switch (act.what()) {
                        case ANSWER ->
                            Step.answer(
                                    act.id(),
                                    act.shop().mark.businessId(),
                                    Remedy.EXPLANATION,
                                    null,
                                    null,
                                    "We have looked into order "
                                            + act.id().toString().substring(0, 8) + " and put it right.");
                        case RATE -> Step.rate(act.id(), act.consumer(), act.solved(), act.solved() ? 4 : 2);
                        case WITHDRAW -> Step.withdraw(act.id(), act.consumer());
                    });
        }
        bulk.take(wanted);
        steps += wanted.size();
        acts.set(day, new ArrayList<>());
    }

    /** What the drill itself knows of points: complaints whose time is over and that nobody answered. */
    private void givePoints() {
        var now = clock.instant();
        for (var next = ignored.peek(); next != null && !next.deadline.isAfter(now); next = ignored.peek()) {
            ignored.remove();
            next.shop.ignoring.remove(next);
            if (!next.answered) {
                next.shop.points.add(next.deadline);
                next.shop.pointsFiled.add(next.deadline.minus(rounds));
            }
        }
    }

    /** A shop that mends answers from now on, also what is still open. */
    private void mend(YearShop shop, int day) {
        shop.answers = 0.99;
        var soonest = clock.instant().plus(Duration.ofHours(26));
        for (var one : shop.ignoring) {
            if (one.deadline.isAfter(soonest) && shop.nature != Nature.LATE) {
                one.answered = true;
                answerOn(day + 1, one.id, one.consumer, shop);
            }
        }
    }

    // Officers and owners.

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** A case that stands open. */
    private record OpenCase(
            UUID id,
            String code,
            String state,
            UUID letter,
            @Nullable String recommended,
            boolean pending,
            String markState) {}

    private void people(int day) {
        judge();
        second();
        // What was decided moves cases along.
        awaitEvents();
        var open = jdbc.sql("""
                        SELECT c.id, c.code, c.state, c.letter, c.recommended, m.state AS mark_state,
                               EXISTS (SELECT 1 FROM mark_decision d WHERE d.code = c.code AND d.stage = 'PENDING') AS pending
                        FROM supervision_case c JOIN mark m ON m.code = c.code
                        WHERE c.closed_at IS NULL ORDER BY c.code
                        """)
                .query((row, n) -> new OpenCase(
                        Objects.requireNonNull(row.getObject("id", UUID.class)),
                        row.getString("code"),
                        row.getString("state"),
                        Objects.requireNonNull(row.getObject("letter", UUID.class)),
                        row.getString("recommended"),
                        row.getBoolean("pending"),
                        row.getString("mark_state")))
                .list();
        for (var one : open) {
            var shop = Objects.requireNonNull(shops.get(one.code()));
            var seen = one.id() + one.state() + one.recommended();
            if (!seen.equals(shop.seen)) {
                shop.seen = seen;
                shop.actsOn = day + 1 + random.nextInt(4);
            } else if (day >= shop.actsOn) {
                act(one, shop, day);
            }
        }
        revoked();
    }

    private void act(OpenCase one, YearShop shop, int day) {
        boolean ended = one.markState().equals("EXPIRED");
        if (one.recommended() != null && !one.pending()) {
            if (ended) {
                cases.decide(any(officers), one.id(), CaseStep.WITHDRAW, "Its validity has passed.")
                        .done();
            } else if (random.nextInt(12) == 0) {
                cases.decide(any(officers), one.id(), CaseStep.NOT_FOLLOW, "It has begun to answer; it gets more time.")
                        .done();
            } else {
                cases.follow(any(officers), one.id(), "It left complaints unanswered after the letter as before.")
                        .done();
            }
            return;
        }
        switch (one.state()) {
            case "LETTER" -> letter(one, shop, day);
            case "PLAN_GIVEN" -> {
                if (!shop.returned && random.nextInt(6) == 0) {
                    shop.returned = true;
                    cases.decide(
                                    any(officers),
                                    one.id(),
                                    CaseStep.RETURN_PLAN,
                                    "Say who will answer, and from when on.")
                            .done();
                } else {
                    cases.decide(any(officers), one.id(), CaseStep.ACCEPT_PLAN, "The plan can be measured.")
                            .done();
                    if (shop.nature != Nature.BREAKING) {
                        mend(shop, day);
                    }
                }
            }
            case "SUSPENDED" -> {
                // While something about the mark waits for a second officer nothing else is decided.
                if (!one.pending()) {
                    suspended(one, shop, day);
                }
            }
            default -> {}
        }
    }

    private void join(YearShop shop) {
        if (!shop.joined) {
            shop.joined = true;
            installation.part(People.class).join(owner.id(), shop.mark.businessId(), "system:drill");
        }
    }

    private void letter(OpenCase one, YearShop shop, int day) {
        if (shop.nature.handsInPlans()) {
            join(shop);
            var check = policies.now().dayOf(clock.instant()).plusDays(8 + random.nextInt(10));
            var plan = new CurePlan(
                    List.of(
                            new CureTarget(CureTarget.Kind.ANSWER_RATE, 60),
                            new CureTarget(CureTarget.Kind.MEDIAN_HOURS, 95)),
                    check.atStartOfDay(policies.now().calendar().zone()).toInstant());
            cases.givePlan(owner, one.id(), plan, "A second person answers complaints every morning.")
                    .done();
        } else if (shop.nature == Nature.CONTESTING && shop.appealed.add(one.letter())) {
            join(shop);
            life.appeal(owner, one.code(), one.letter(), "We did answer, by telephone.")
                    .done();
        } else if (random.nextInt(5) == 0) {
            join(shop);
            cases.state(owner, one.id(), "The warehouse was closed for two weeks.")
                    .done();
            shop.actsOn = day + 20;
        }
    }

    private void suspended(OpenCase one, YearShop shop, int day) {
        if (shop.nature == Nature.APPEALING) {
            var suspension = life.decisions(one.code()).stream()
                    .filter(d -> d.step() == MarkStep.SUSPEND && d.stage() == Stage.EFFECTIVE)
                    .findFirst()
                    .orElseThrow();
            if (shop.appealed.add(suspension.id())) {
                join(shop);
                life.appeal(owner, one.code(), suspension.id(), "The letter never reached us.")
                        .done();
            }
        } else if (shop.nature != Nature.SILENT
                && random.nextInt(8) == 0
                && one.markState().equals("SUSPENDED")) {
            life.decide(any(officers), one.code(), MarkStep.REINSTATE, "It has answered everything since.", Map.of())
                    .done();
            mend(shop, day);
        }
    }

    /** A second officer looks at what was proposed; whoever proposed it is refused. */
    private void second() {
        for (var decision : life.pending(100_000)) {
            if (random.nextInt(10) < 7) {
                var proposer = caller(Objects.requireNonNull(decision.proposedBy()));
                if (random.nextInt(5) == 0) {
                    refused(life.second(proposer, decision.code(), decision.id(), true, null), "second officer");
                }
                boolean approve = random.nextInt(14) > 0;
                var senior = any(seniors);
                if (life.second(senior, decision.code(), decision.id(), approve, "Not before it was heard.")
                        instanceof MarkAttempt.Refused) {
                    life.second(senior, decision.code(), decision.id(), false, "The mark stands elsewhere now.")
                            .done();
                } else if (approve && decision.step() == MarkStep.REVOKE) {
                    gone.add(decision.code());
                }
            }
        }
    }

    /** Appeals are judged by somebody who had no part in the decision; whoever had is refused. */
    private void judge() {
        for (var decision : life.appealed(100_000)) {
            if (random.nextInt(2) == 0) {
                continue;
            }
            var both = seniors.getFirst();
            if (both.id().equals(decision.approvedBy())) {
                refused(life.judge(both, decision.code(), decision.id(), true, "I was right."), "judge");
            }
            boolean grant = random.nextBoolean();
            life.judge(any(judges), decision.code(), decision.id(), grant, grant ? "It had answered." : "It had not.")
                    .done();
            if (grant) {
                gone.remove(decision.code());
                Objects.requireNonNull(shops.get(decision.code())).answers = 0.97;
            }
        }
    }

    private static void refused(MarkAttempt<?> attempt, String who) {
        if (!(attempt instanceof MarkAttempt.Refused<?>(MarkRefusal.OwnDecision _))) {
            throw new AssertionError("the " + who + " decided about an own decision: " + attempt);
        }
    }

    /** Some who lost their mark appeal. */
    private void revoked() {
        var found = jdbc.sql("""
                        SELECT d.id, d.code FROM mark_decision d
                        WHERE d.step = 'REVOKE' AND d.stage = 'EFFECTIVE' AND d.effective_at > :since
                          AND NOT EXISTS (SELECT 1 FROM mark_appeal a WHERE a.decision_id = d.id) ORDER BY d.code
                        """)
                .param("since", clock.instant().minus(Duration.ofDays(3)).atOffset(ZoneOffset.UTC))
                .query((row, n) -> Map.entry(row.getObject("id", UUID.class), row.getString("code")))
                .list();
        for (var one : found) {
            if (random.nextInt(6) == 0) {
                var shop = Objects.requireNonNull(shops.get(one.getValue()));
                join(shop);
                life.appeal(owner, one.getValue(), one.getKey(), "We closed the shop over the summer.")
                        .done();
            }
        }
    }

    /** How often everything happened, by name. */
    Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("complaints", filed);
        jdbc.sql("""
                SELECT 'case ' || step AS what, count(*) AS count FROM supervision_event GROUP BY 1
                UNION ALL SELECT 'mark ' || step, count(*) FROM mark_event WHERE step IS NOT NULL GROUP BY 1
                UNION ALL SELECT 'declined ' || step, count(*) FROM mark_decision WHERE stage = 'DECLINED' GROUP BY 1
                UNION ALL SELECT 'letter ' || kind, count(*) FROM official_letter GROUP BY 1
                UNION ALL SELECT 'state ' || state, count(*) FROM mark GROUP BY 1
                UNION ALL SELECT 'complaint ' || state, count(*) FROM complaint GROUP BY 1
                UNION ALL SELECT 'corrections', count(*) FROM correction
                UNION ALL SELECT 'leaves', count(*) FROM log_entry
                UNION ALL SELECT 'heads', count(*) FROM log_checkpoint
                ORDER BY 1
                """).query(row -> {
            counts.put(row.getString("what"), row.getLong("count"));
        });
        counts.putAll(checks.counts());
        return counts;
    }

    @Override
    public void close() {
        installation.close();
    }

    /** The day a number of days after the begin, for messages. */
    LocalDate date(int day) {
        return LocalDate.ofInstant(begin, ZoneOffset.UTC).plusDays(day + 1L);
    }
}
