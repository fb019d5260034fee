package org.touchstone.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.policy.PolicyHistory;
import org.touchstone.rules.record.Simulation;
import org.touchstone.rules.record.Simulation.Comparison;

/** A draft of the policy on a large stored history, from the request to the result, beside the same comparison in memory. */
final class SimulationBench {

    private final Bench bench;

    SimulationBench(Bench bench) {
        this.bench = bench;
    }

    void run() throws IOException, InterruptedException {
        var officer = bench.post("/sandbox/people", null, "{\"count\":1,\"role\":\"OFFICER\"}");
        var token = Bench.found(
                "\"token\":\"([^\"]+)\"",
                bench.post(
                        "/sandbox/sign-in",
                        null,
                        "{\"nationalId\":\"" + Bench.found("\"nationalId\":\"([^\"]+)\"", officer) + "\"}"));
        var now = Instant.parse(Bench.found("\"now\":\"([^\"]+)\"", bench.get("/sandbox/clock")));
        var draft = Bench.found("\"id\":\"([^\"]+)\"", bench.post("/api/v1/policy-drafts", token, """
                {"version":"bench-%d","title":{"fa":"آزمون","zh":"试验","en":"Bench"},"validFrom":"%s",
                 "rounds":["PT72H","PT48H","PT24H"]}
                """.formatted(
                        System.nanoTime(), now.plus(Duration.ofDays(3)))));
        for (int round = 1; round <= 2; round++) {
            stored("/api/v1/policy-drafts/" + draft + "/simulation", token, inMemory(now));
        }
    }

    /** Complaints a second, from the request to the result, and how that compares with memory. */
    private void stored(String path, String token, double ceiling) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        bench.post(path, token, "{}");
        var answer = bench.get(path, token);
        while (answer.contains("\"state\":\"RUNNING\"")) {
            Thread.sleep(100);
            answer = bench.get(path, token);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!answer.contains("\"state\":\"DONE\"")) {
            throw new IllegalStateException(answer.substring(0, Math.min(400, answer.length())));
        }
        long complaints = Long.parseLong(Bench.found("\"done\":(\\d+)", answer));
        System.out.printf(
                "simulation of a draft: %d complaints from request to result in %.1f s, %.0f a second; in memory %.0f a second; ratio %.3f%n",
                complaints, seconds, complaints / seconds, ceiling, complaints / seconds / ceiling);
    }

    /** Complaints a second of the same comparison without a database: the best of three. */
    private static double inMemory(Instant now) {
        var own = Bench.policy("bench", List.of(Duration.ofHours(72), Duration.ofHours(24)), false);
        var proposed =
                Bench.policy("next", List.of(Duration.ofHours(72), Duration.ofHours(48), Duration.ofHours(24)), false);
        var comparison = new Comparison(own, proposed, new PolicyHistory(List.of(own, LargeHistory.policy())), now);
        var histories = LargeHistory.histories();
        double best = 0;
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            var sum = Simulation.NONE;
            for (var mark : histories.entrySet()) {
                sum = sum.plus(comparison.compare(mark.getKey(), mark.getValue(), SimulationBench::unknown));
            }
            best = Math.max(best, sum.cases() / ((System.nanoTime() - begun) / 1e9));
        }
        return best;
    }

    /** Orders of a shop whose orders nobody reports. */
    private static @Nullable Long unknown(Instant from) {
        return null;
    }
}
