package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.touchstone.Http.Answer;
import org.touchstone.Walk.Open;
import org.touchstone.transparency.Audit;
import tools.jackson.databind.JsonNode;

/**
 * The platform is killed again and again while many act at once and the clock jumps. Whatever was acknowledged is there
 * afterwards, once; no due instant has moved back; the record is what recomputation makes of it.
 *
 * <p>{@code ./touchstone drill kill} does it for longer. A seed repeats what everybody does, not how their acts fall together.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {

    private static final int KILLS = kills(2);
    private static final int KILLS_OF_THE_LOG = kills(1);
    private static final long SEED = Long.getLong("touchstone.drill.seed", 20_261_125);
    private static final int AT_ONCE = 4;

    /** As many as the drill asks for, or so many in the suite. */
    private static int kills(int inTheSuite) {
        return Integer.getInteger("touchstone.drill.rounds", inTheSuite);
    }

    /** What each request leaves in the history of its complaint, exactly once. */
    private static final Map<String, Set<String>> LEFT = Map.ofEntries(
            Map.entry("answer", Set.of("Answered", "AnsweredAfterExpiry")),
            Map.entry("outcome", Set.of("Rated")),
            Map.entry("information-request", Set.of("InformationAsked")),
            Map.entry("refusal", Set.of("RefusalAsked")),
            Map.entry("refusal-review", Set.of("RefusalUpheld", "RefusalDenied")),
            Map.entry("reopening", Set.of("Reopened")),
            Map.entry("settlement-proposal", Set.of("SettlementProposed")),
            Map.entry("ruling", Set.of("Ruled")),
            Map.entry("compliance", Set.of("Complied")),
            Map.entry("referral", Set.of("Referred")),
            Map.entry("appeal", Set.of("AppealFiled")),
            Map.entry("withdrawal", Set.of("Withdrawn")));

    private final PlatformProcess platform = Installation.process();
    private final Http http = platform.http();
    private final Random random = new Random(SEED);
    private final Ledger ledger = new Ledger();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    @AfterAll
    void close() {
        platform.close();
    }

    /** A request of somebody that has a key, so that it may be repeated. */
    private record Sent(String key, String token, String path, Object body) {}

    private record Acknowledged(Sent sent, Answer answer) {}

    /** Everything that was asked for, and what was answered. */
    private final class Ledger implements Walk.Sender {
        private final AtomicInteger keys = new AtomicInteger();
        private final Semaphore acts = new Semaphore(0);
        private final Set<Sent> underWay = ConcurrentHashMap.newKeySet();
        private final Queue<Acknowledged> fresh = new ConcurrentLinkedQueue<>();
        private final Queue<Acknowledged> all = new ConcurrentLinkedQueue<>();

        @Override
        public Answer post(String token, String path, Object body) {
            var sent = new Sent("drill-" + keys.incrementAndGet(), token, path, body);
            underWay.add(sent);
            var answer = send(sent);
            answered(sent, answer);
            return answer;
        }

        Answer send(Sent sent) {
            return http.as(sent.token()).with("Idempotency-Key", sent.key()).post(sent.path(), sent.body());
        }

        void answered(Sent sent, Answer answer) {
            assertThat(answer.status()).as("%s: %s", sent, answer.text()).isLessThan(500);
            if (answer.status() < 400) {
                var acknowledged = new Acknowledged(sent, answer);
                all.add(acknowledged);
                fresh.add(acknowledged);
                acts.release();
            }
            underWay.remove(sent);
        }
    }

    @Test
    void nothing_acknowledged_is_lost_or_happens_twice_however_often_the_platform_is_killed() throws Exception {
        System.out.printf("drill: %d kills, seed %d%n", KILLS, SEED);
        platform.start();
        var world = Walk.World.of(http, 3, 40);
        int cut = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int lasting = 20 + random.nextInt(100);
            cut += liveAndDie(world, lasting);
            if (random.nextInt(2) == 0) {
                platform.startAndKill(Duration.ofMillis(1000 + random.nextInt(9000)));
            }
            platform.start();
            repeat(world);
            http.advance(Duration.ofHours(random.nextInt(80)).plusSeconds(1).toString());
            look(world);
            System.out.printf(
                    "drill: kill %d, %d acts acknowledged so far, %d cut off so far, %d complaints%n",
                    kill, ledger.all.size(), cut, world.cases().size());
        }
        assertThat(cut).as("requests cut off by a kill").isPositive();
        platform.kill();
        soundAtTheEnd(world);
    }

    /** Lets many act until some acts have been acknowledged, and kills the platform under them. Returns how many acts were cut off. */
    private int liveAndDie(Walk.World world, int lasting) throws InterruptedException {
        ledger.acts.drainPermits();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lives = new ArrayList<Future<?>>();
            for (int i = 0; i < AT_ONCE; i++) {
                var walk = new Walk(world, http, ledger, new Random(random.nextLong()));
                var name = "D-" + random.nextInt(1_000_000) + "-";
                lives.add(threads.submit(() -> live(walk, name)));
            }
            var enough = ledger.acts.tryAcquire(lasting, 3, TimeUnit.MINUTES);
            while (ledger.underWay.isEmpty() && lives.stream().noneMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            platform.kill();
            for (var life : lives) {
                ended(life);
            }
            assertThat(enough).as("%d acts in three minutes", lasting).isTrue();
        }
        return ledger.underWay.size();
    }

    private static void live(Walk walk, String name) {
        for (int n = 0; ; n++) {
            walk.act(name + n);
        }
    }

    /** A life ends with the connection, never otherwise. */
    private static void ended(Future<?> life) throws InterruptedException {
        try {
            life.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).hasCauseInstanceOf(IOException.class);
        }
    }

    /** What was acknowledged is answered with the same words; what was cut off is asked for again. */
    private void repeat(Walk.World world) {
        for (var one = ledger.fresh.poll(); one != null; one = ledger.fresh.poll()) {
            var again = ledger.send(one.sent());
            assertThat(again.text()).as("%s", one.sent()).isEqualTo(one.answer().text());
            assertThat(again.status()).isEqualTo(one.answer().status());
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        }
        for (var sent : List.copyOf(ledger.underWay)) {
            var answer = ledger.send(sent);
            ledger.answered(sent, answer);
            if (answer.status() == 201 && sent.path().equals("/api/v1/complaints")) {
                var filed = answer.json();
                var shop = world.shops().stream()
                        .filter(s -> s.code().equals(filed.path("mark").asString()))
                        .findFirst()
                        .orElseThrow();
                world.cases().add(new Open(filed.path("id").asString(), sent.token(), shop));
            }
        }
    }

    /** A complaint as it was shown. */
    private record Seen(
            List<String> events,
            List<Instant> deadlines,
            @Nullable String dueAt) {
        static Seen of(JsonNode complaint) {
            return new Seen(
                    complaint
                            .path("events")
                            .valueStream()
                            .map(e -> e.path("type").asString() + " "
                                    + e.path("at").asString())
                            .toList(),
                    complaint
                            .path("deadlines")
                            .valueStream()
                            .map(d -> Instant.parse(d.asString()))
                            .toList(),
                    complaint.path("dueAt").isNull()
                            ? null
                            : complaint.path("dueAt").asString());
        }

        List<Instant> at(String type) {
            return events.stream()
                    .filter(e -> e.startsWith(type + " "))
                    .map(e -> Instant.parse(e.substring(type.length() + 1)))
                    .toList();
        }
    }

    /** Every complaint is looked at beside everything that was ever shown of it. */
    private void look(Walk.World world) {
        var shown = new HashMap<String, List<Seen>>();
        var asked = new HashMap<String, Map<String, Integer>>();
        for (var one : ledger.all) {
            var words = one.sent().path().split("/");
            var answer = one.answer().json();
            if (answer.has("events")) {
                shown.computeIfAbsent(answer.path("id").asString(), _ -> new ArrayList<>())
                        .add(Seen.of(answer));
            }
            if (words.length == 6) {
                asked.computeIfAbsent(words[4], _ -> new HashMap<>()).merge(words[5], 1, Integer::sum);
            }
        }
        assertThat(shown.keySet())
                .isEqualTo(Set.copyOf(world.cases().stream().map(Open::id).toList()));
        for (var one : world.cases()) {
            var now = http.as(world.officer()).get("/api/v1/complaints/" + one.id());
            assertThat(now.status()).as(one.id()).isEqualTo(200);
            var complaint = Seen.of(now.json());
            var then = new ArrayList<>(shown.getOrDefault(one.id(), List.of()));
            Optional.ofNullable(seen.get(one.id())).ifPresent(then::add);
            then.forEach(earlier -> follows(one.id(), earlier, complaint));
            neverBefore(one.id(), then, complaint);
            once(one.id(), asked.getOrDefault(one.id(), Map.of()), complaint);
            seen.put(one.id(), complaint);
        }
    }

    /** What was shown is the beginning of what is; a due instant is where it was announced, or later. */
    private static void follows(String id, Seen earlier, Seen now) {
        assertThat(now.events()).as(id).startsWith(earlier.events().toArray(String[]::new));
        assertThat(now.deadlines()).as(id).hasSameSizeAs(earlier.deadlines());
        for (int i = 0; i < earlier.deadlines().size(); i++) {
            assertThat(now.deadlines().get(i))
                    .as("%s, round %d", id, i + 1)
                    .isAfterOrEqualTo(earlier.deadlines().get(i));
        }
        if (now.events().size() == earlier.events().size()) {
            assertThat(now.dueAt()).as(id).isEqualTo(earlier.dueAt());
        }
    }

    /** Time brings nothing about before the instant that was announced. */
    private static void neverBefore(String id, Collection<Seen> shown, Seen now) {
        for (var earlier : shown) {
            int past = earlier.at("RoundMissed").size();
            var missed = now.at("RoundMissed");
            for (int i = past; i < missed.size() && i < earlier.deadlines().size(); i++) {
                assertThat(missed.get(i))
                        .as(id)
                        .isAfterOrEqualTo(earlier.deadlines().get(i));
            }
            if (earlier.at("LeftUnanswered").isEmpty()) {
                assertThat(now.at("LeftUnanswered"))
                        .as(id)
                        .allSatisfy(at -> assertThat(at)
                                .isAfterOrEqualTo(earlier.deadlines().getLast()));
            }
        }
    }

    private static void once(String id, Map<String, Integer> asked, Seen now) {
        LEFT.forEach((path, types) -> assertThat(
                        types.stream().mapToInt(t -> now.at(t).size()).sum())
                .as("%s of %s: %s", path, id, now)
                .isEqualTo(asked.getOrDefault(path, 0)));
    }

    private void soundAtTheEnd(Walk.World world) throws IOException, InterruptedException {
        try (var after = Installation.after(platform)) {
            after.http().advance("PT1S");
            assertThat(after.jdbc()
                            .sql("SELECT count(*) FROM event_publication")
                            .query(Integer.class)
                            .single())
                    .as("events nobody took up")
                    .isZero();
            assertThat(Sound.complaints(after)).isEqualTo(world.cases().size());
            Sound.record(after);
            assertThat(Sound.verifier(after.http())).contains(", 0 differ");
            assertThat(after.part(Audit.class).run().faults()).isEmpty();
        }
    }

    // The log.

    private static final int ROWS = 20_000;

    /** A head that was handed out is a beginning of the log after every kill, and each row stands in it once. */
    @Test
    void a_log_that_is_killed_while_it_takes_rows_in_only_continues(@TempDir Path folder) throws Exception {
        try (var log = Installation.process()) {
            log.start();
            int cut = 0;
            for (int kill = 1; kill <= KILLS_OF_THE_LOG; kill++) {
                // Whoever looks at the log keeps its head, at a moment of its own.
                var head = Files.writeString(folder.resolve("head-" + kill), killedWhileTakingIn(log, ROWS));
                long left = count(log, "SELECT count(*) FROM log_pending");
                cut += left > 0 ? 1 : 0;
                log.start();
                Sound.continues(log.http(), head);
                System.out.printf("drill: kill %d of the log, %d rows were left to take in%n", kill, left);
            }
            assertThat(cut).as("kills while rows were taken in").isPositive();
            for (int i = 0; i < 600 && count(log, "SELECT count(*) FROM log_pending") > 0; i++) {
                Thread.sleep(100);
            }
            assertThat(count(log, "SELECT count(*) FROM log_entry WHERE source = 'log_note'"))
                    .isEqualTo(count(log, "SELECT count(*) FROM log_note"))
                    .isGreaterThanOrEqualTo((long) KILLS_OF_THE_LOG * ROWS);
            log.kill();
            try (var after = Installation.after(log)) {
                assertThat(after.part(Audit.class).run().faults()).isEmpty();
            }
        }
    }

    /** Returns the newest head that was handed out before the kill. */
    private String killedWhileTakingIn(PlatformProcess log, int rows) {
        long before = size(head(log));
        Installation.databaseOf(log)
                .sql("INSERT INTO log_note (at, kind, facts) SELECT now(), 'drill', jsonb_build_object('n', n)"
                        + " FROM generate_series(1, :rows) n")
                .param("rows", rows)
                .update();
        long enough = before + 1 + random.nextInt(rows / 2);
        var head = head(log);
        while (size(head) < enough) {
            head = head(log);
        }
        log.kill();
        return head;
    }

    /** The newest head; a platform that has just started signs its first one soon after. */
    private static String head(PlatformProcess log) {
        for (int i = 0; i < 600; i++) {
            var answer = log.http().get("/log/checkpoint");
            if (answer.status() == 200) {
                return answer.text();
            }
            pause();
        }
        throw new AssertionError("no head within a minute");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long size(String head) {
        return Long.parseLong(head.lines().toList().get(1));
    }

    private static long count(PlatformProcess log, String sql) {
        return Installation.databaseOf(log).sql(sql).query(Long.class).single();
    }
}
