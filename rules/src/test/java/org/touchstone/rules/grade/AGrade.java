package org.touchstone.rules.grade;

import static java.time.Duration.ofDays;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;

/** Facts of a mark: those of the worked example of docs/grades.md, or any. */
final class AGrade {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    /** Issued a year and a day ago. */
    static final Instant ISSUED = Instant.parse("2025-11-20T10:00:00Z");

    static final Tally TALLY = new Tally(40, 36, 30, 2, 1, 6, 20, 18, 20, 76, 12_000L);
    static final Peers PEERS = new Peers(800, 1000, 500, 2000, Instant.parse("2026-11-01T00:00:00Z"));

    private AGrade() {}

    /** 29 of 30 looks reached, one of eight checks not in order, two protections missing, a small incident closed lately. */
    static GradeFacts example() {
        return new GradeFacts(
                NOW,
                MarkState.ISSUED,
                ISSUED,
                null,
                TALLY,
                PEERS,
                seen(),
                List.of(new IncidentFacts("i", false, NOW.minus(ofDays(60)), NOW.minus(ofDays(30)))));
    }

    static Seen seen() {
        var checks = new EnumMap<CheckCode, Boolean>(CheckCode.class);
        for (var check : CheckCode.values()) {
            checks.put(check, check != CheckCode.CONTENT);
        }
        return new Seen(
                NOW.minus(ofDays(1)),
                checks,
                30,
                (1L << 30) - 1 - 8,
                new Seen.Site(
                        NOW.minus(ofDays(1)),
                        true,
                        NOW.plus(ofDays(60)),
                        Set.of(Protection.CONTENT_SECURITY_POLICY, Protection.REFERRER_POLICY)));
    }

    static GradeFacts any(RandomGenerator random) {
        int matured = random.nextInt(60);
        int answered = matured == 0 ? 0 : random.nextInt(matured + 1);
        int promises = random.nextInt(matured + 1);
        int rated = random.nextInt(answered + 1);
        var tally = new Tally(
                matured,
                answered,
                random.nextInt(answered + 1),
                random.nextInt(matured / 4 + 1),
                random.nextInt(3),
                random.nextInt(20),
                promises,
                random.nextInt(promises + 1),
                rated,
                rated * (1 + random.nextInt(5)),
                random.nextInt(4) == 0 ? null : (long) random.nextInt(30_000));
        var peers = random.nextInt(5) == 0
                ? Peers.NONE
                : new Peers(random.nextInt(1000), 1000, 500, 500 + random.nextInt(2000), NOW.minus(ofDays(20)));
        var incidents = new ArrayList<IncidentFacts>();
        for (int i = random.nextInt(3); i > 0; i--) {
            incidents.add(new IncidentFacts(
                    "i" + i,
                    random.nextBoolean(),
                    NOW.minus(ofDays(600)),
                    random.nextBoolean() ? null : NOW.minus(ofDays(random.nextInt(1, 500)))));
        }
        return new GradeFacts(
                NOW,
                random.nextInt(10) == 0 ? one(MarkState.values(), random) : MarkState.ISSUED,
                NOW.minus(ofDays(random.nextInt(1000))),
                random.nextInt(6) == 0 ? one(SupervisionStep.values(), random) : null,
                tally,
                peers,
                random.nextInt(5) == 0 ? null : seen(random),
                incidents);
    }

    private static <T> T one(T[] values, RandomGenerator random) {
        return values[random.nextInt(values.length)];
    }

    private static Seen seen(RandomGenerator random) {
        var checks = new EnumMap<CheckCode, Boolean>(CheckCode.class);
        for (var check : CheckCode.values()) {
            if (random.nextInt(5) > 0) {
                checks.put(check, random.nextBoolean());
            }
        }
        var missing = new ArrayList<>(List.of(Protection.values()));
        missing.removeIf(_ -> random.nextBoolean());
        int looks = random.nextInt(61);
        return new Seen(
                NOW,
                checks,
                looks,
                random.nextLong() & ((1L << looks) - 1),
                random.nextInt(5) == 0
                        ? null
                        : new Seen.Site(
                                NOW,
                                random.nextBoolean(),
                                random.nextBoolean() ? null : NOW.plus(ofDays(random.nextInt(60) - 10)),
                                Set.copyOf(missing)));
    }

    static Tally tally(Map<String, Integer> changes, @Nullable Long orders) {
        return new Tally(
                TALLY.matured() + changes.getOrDefault("matured", 0),
                TALLY.answered() + changes.getOrDefault("answered", 0),
                TALLY.onTime() + changes.getOrDefault("onTime", 0),
                TALLY.reopened() + changes.getOrDefault("reopened", 0),
                TALLY.refusalsLost() + changes.getOrDefault("refusalsLost", 0),
                TALLY.delivery() + changes.getOrDefault("delivery", 0),
                TALLY.promises() + changes.getOrDefault("promises", 0),
                TALLY.kept() + changes.getOrDefault("kept", 0),
                TALLY.rated() + changes.getOrDefault("rated", 0),
                TALLY.scores() + changes.getOrDefault("scores", 0),
                orders);
    }
}
