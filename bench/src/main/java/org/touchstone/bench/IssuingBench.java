package org.touchstone.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.touchstone.bench.Applicant.View;

/**
 * The issuing of marks by the machine alone, through the interface, on an installation of its own: how long one decision takes,
 * how fast a thousand are made, what a register that is down costs, and what looking again at every mark each day costs.
 */
final class IssuingBench {

    private static final int AT_ONCE = 64;
    private static final int ENOUGH_TO_LOOK_AT = 2_000;
    private static final Pattern LOOKED_AT = Pattern.compile("\"lookedAt\":\"([^\"]+)\"");
    private static final List<String> REGISTERS = List.of("IDENTITY", "BUSINESS", "LICENCE", "ADDRESS", "TAX");
    private static final int REGISTER_MILLIS = 200;

    private static final double ARRIVALS_PER_SECOND = 4;
    private static final Duration ARRIVING = Duration.ofSeconds(60);
    private static final Duration LOOKING = Duration.ofMillis(250);

    private static final int AT_ONE_MOMENT = 1000;
    private static final int WHILE_DOWN = 300;

    /**
     * Connections over TLS the checks of one application make to its website: proof as file and as meta tag, content, certificate,
     * and whether TLS 1.2 is offered beside what was agreed on.
     */
    private static final int FETCHES = 5;

    private static final double TARGET_SECONDS = 60;
    /** How many marks the centre has (sources.md 13). */
    private static final int MARKS_A_DAY = 60_138;

    private static final double DAY_OF_TWO_CORES = 2 * 86_400.0;

    private final Bench bench;
    private final Processes processes;
    private final OutsideWorld outside;
    private final Duration outage;
    private final List<Marked> marked = new ArrayList<>();
    private int hosts;

    IssuingBench(Bench bench, Processes processes, OutsideWorld outside, Duration outage) {
        this.bench = bench;
        this.processes = processes;
        this.outside = outside;
        this.outage = outage;
    }

    /** Measures everything, or one of {@code latency}, {@code burst}, {@code outage} and {@code rechecks}. */
    void run(String part) throws Exception {
        System.out.printf("issuing of marks, load %s%n", Processes.load());
        var warm = drafts(60);
        aDay();
        submitted(warm);
        if (of("latency", part)) {
            registers("UP", REGISTER_MILLIS);
            latency("checked while filled in", true);
            latency("nothing checked before", false);
            registers("UP", 0);
        }
        if (of("burst", part)) {
            atOneMoment();
        }
        if (of("outage", part)) {
            oneDown();
        }
        if (of("rechecks", part)) {
            rechecks();
        }
        System.out.printf("end, load %s%n", Processes.load());
    }

    private static boolean of(String one, String asked) {
        return asked.equals("all") || asked.equals(one);
    }

    private void registers(String mode, int millis) throws IOException, InterruptedException {
        for (var register : REGISTERS) {
            register(register, mode, millis);
        }
    }

    private void register(String name, String mode, int millis) throws IOException, InterruptedException {
        bench.post("/sandbox/registries/" + name, null, "{\"mode\":\"%s\",\"latencyMs\":%d}".formatted(mode, millis));
    }

    /** A mark that was issued here, with whoever may read what was seen when it was looked at. */
    private record Marked(Applicant owner, String code) {}

    /**
     * A good day passes. Answers of checks count for a day, so whoever submits now is asked everything again; and every mark issued
     * here is looked at. Returns when all have been, so that nothing of it runs beside what is measured next.
     */
    private void aDay() throws IOException, InterruptedException {
        var before = now();
        bench.post("/sandbox/clock", null, "{\"advance\":\"PT25H\"}");
        var since = before.plus(Duration.ofHours(24));
        for (var mark : marked) {
            while (!lookedAt(mark).isAfter(since)) {
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private Instant now() throws IOException, InterruptedException {
        return Instant.parse(Bench.found("\"now\":\"([^\"]+)\"", bench.get("/sandbox/clock")));
    }

    private Instant lookedAt(Marked mark) throws IOException, InterruptedException {
        var answer = bench.get(
                "/api/v1/marks/" + mark.code() + "/findings", mark.owner().token());
        var at = LOOKED_AT.matcher(answer);
        return at.find() ? Instant.parse(at.group(1)) : Instant.EPOCH;
    }

    /** So many drafts with everything filled in, their registers asked, their shops open with the proof. */
    private List<Applicant> drafts(int count) throws Exception {
        var drafts = begun(count);
        each(drafts, draft -> draft.awaitChecks(List.of("PASSED", "NEEDS_INPUT", "QUESTION", "BARRED")));
        each(drafts, draft -> {
            draft.openShop();
            return draft;
        });
        return drafts;
    }

    private List<Applicant> begun(int count) throws Exception {
        var people = Applicant.people(bench, count);
        int first = hosts;
        hosts += count;
        var run = Long.toString(System.currentTimeMillis(), 36);
        return each(
                IntStream.range(0, count).boxed().toList(),
                n -> Applicant.begin(bench, people.get(n), "bench-%s-%d.example".formatted(run, first + n)));
    }

    private List<View> submitted(List<Applicant> applicants) throws Exception {
        each(applicants, Applicant::submit);
        return issued(applicants);
    }

    /** Waits until all are issued, and remembers their marks. */
    private List<View> issued(List<Applicant> applicants) throws Exception {
        var views = each(applicants, a -> a.awaitIssued(LOOKING));
        for (int i = 0; i < views.size(); i++) {
            marked.add(new Marked(applicants.get(i), views.get(i).mark()));
        }
        return views;
    }

    private record Took(double decided, double seen) {}

    /** From the last input to the decision, at a rate the machine can bear, beside the slowest single question asked alone. */
    private void latency(String how, boolean before) throws Exception {
        int count = (int) (ARRIVALS_PER_SECOND * ARRIVING.toSeconds());
        var drafts = drafts(count);
        if (before) {
            each(drafts, draft -> {
                draft.lookAgain("CONTROL");
                draft.lookAgain("CONTENT");
                draft.lookAgain("TLS");
                return draft.awaitChecks(List.of("PASSED"));
            });
        } else {
            aDay();
        }
        var took = new ArrayList<Future<Took>>();
        var cpu = processes.cpu();
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                var applicant = drafts.get(i);
                long at = begun + (long) (i / ARRIVALS_PER_SECOND * 1e9);
                Thread.sleep(Duration.ofNanos(Math.max(0, at - System.nanoTime())));
                took.add(threads.submit(() -> {
                    long from = System.nanoTime();
                    applicant.submit();
                    var view = applicant.awaitIssued(Duration.ofMillis(20));
                    return new Took(view.millis(), (System.nanoTime() - from) / 1e6);
                }));
            }
        }
        var spent = processes.cpu().minus(cpu);
        issued(drafts);
        var decided = new ArrayList<Double>();
        var seen = new ArrayList<Double>();
        for (var one : took) {
            decided.add(one.get().decided());
            seen.add(one.get().seen());
        }
        var alone = new ArrayList<Double>();
        for (var draft : drafts.subList(0, 40)) {
            alone.add(Math.max(outside.register(draft.legalId()), outside.page(draft.host())));
        }
        System.out.printf(
                Locale.ROOT,
                "from the last input to the mark, %s, %d at %.0f a second: decided p50 %.0f ms p99 %.0f ms, seen p50 %.0f ms p99 %.0f ms;"
                        + " slowest question alone p50 %.0f ms; ratio p50 %.2f p99 %.2f; target p99 2000 ms; %s%n",
                how,
                count,
                ARRIVALS_PER_SECOND,
                at(decided, 50),
                at(decided, 99),
                at(seen, 50),
                at(seen, 99),
                at(alone, 50),
                at(seen, 50) / at(alone, 50),
                at(seen, 99) / at(alone, 50),
                spent);
    }

    private static double at(List<Double> values, int percent) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    /** All submit within a moment, with nothing checked before. */
    private void atOneMoment() throws Exception {
        var drafts = drafts(AT_ONE_MOMENT);
        aDay();
        var hosts = drafts.stream().map(Applicant::host).toList();
        outside.pagesPerSecond(hosts, 500, AT_ONCE);
        double pages = outside.pagesPerSecond(hosts, 3000, AT_ONCE);
        int before = decided();
        var cpu = processes.cpu();
        long begun = System.nanoTime();
        each(drafts, Applicant::submit);
        double submitted = (System.nanoTime() - begun) / 1e9;
        while (decided() - before < AT_ONE_MOMENT) {
            Thread.sleep(LOOKING);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        var spent = processes.cpu().minus(cpu);
        var took = issued(drafts).stream().map(View::millis).toList();
        System.out.printf(
                Locale.ROOT,
                "%d submitted within %.1f s: all decided after %.1f s (target %.0f), %.1f a second, each p50 %.1f s p99 %.1f s;"
                        + " ceiling %.0f pages over TLS a second of a plain client, %d for each: %.1f decisions a second; ratio %.2f; %s%n",
                AT_ONE_MOMENT,
                submitted,
                seconds,
                TARGET_SECONDS,
                AT_ONE_MOMENT / seconds,
                at(took, 50) / 1000,
                at(took, 99) / 1000,
                pages,
                FETCHES,
                pages / FETCHES,
                AT_ONE_MOMENT / seconds / (pages / FETCHES),
                spent);
    }

    private int decided() throws IOException, InterruptedException {
        return Integer.parseInt(Bench.found("\"decided\":(\\d+)", bench.get("/api/v1/issuing")));
    }

    /** The register of taxpayers is down when everybody applies, and stays so for a while. */
    private void oneDown() throws Exception {
        register("TAX", "DOWN", 0);
        var applicants = begun(WHILE_DOWN);
        var states = List.of("PASSED", "NEEDS_INPUT", "WAITING");
        each(applicants, a -> a.awaitChecks(states));
        each(applicants, a -> {
            a.openShop();
            return a.submit();
        });
        var cpu = processes.cpu();
        long begun = System.nanoTime();
        var kept = each(
                applicants, a -> a.awaitChecks(List.of("PASSED", "WAITING")).passed());
        Thread.sleep(Duration.ofNanos(Math.max(0, begun + outage.toNanos() - System.nanoTime())));
        var spent = processes.cpu().minus(cpu);
        register("TAX", "UP", 0);
        var back = now();
        var ended = issued(applicants);
        long asked = IntStream.range(0, WHILE_DOWN)
                .mapToLong(n -> kept.get(n).stream()
                        .filter(check -> !ended.get(n).passed().contains(check))
                        .count())
                .sum();
        var after = ended.stream()
                .map(view -> Duration.between(back, view.decidedAt()).toMillis() / 1000.0)
                .toList();
        System.out.printf(
                Locale.ROOT,
                "register of taxpayers down for %s: %d applications kept %d passed checks, %d of them asked again; all ended by themselves,"
                        + " p50 %.1f s, last %.1f s after it was back (longest wait between two questions: 30 s); while it was down %s%n",
                outage,
                WHILE_DOWN,
                kept.stream().mapToInt(List::size).sum(),
                asked,
                at(after, 50),
                at(after, 100),
                spent);
    }

    /** Every mark issued here is looked at again, once. The reader who waits for it asks once for each mark, and is counted too. */
    private void rechecks() throws Exception {
        if (marked.size() < ENOUGH_TO_LOOK_AT) {
            submitted(drafts(ENOUGH_TO_LOOK_AT - marked.size()));
        }
        aDay();
        var cpu = processes.cpu();
        long begun = System.nanoTime();
        aDay();
        double seconds = (System.nanoTime() - begun) / 1e9;
        var spent = processes.cpu().minus(cpu);
        double each = spent.platform() / marked.size();
        System.out.printf(
                Locale.ROOT,
                "daily look at %d marks: %.1f s, platform %.1f ms CPU each; %d a day take %.1f %% of two cores (target 5 %%); %s%n",
                marked.size(),
                seconds,
                each * 1000,
                MARKS_A_DAY,
                100 * each * MARKS_A_DAY / DAY_OF_TWO_CORES,
                spent);
    }

    private interface Task<T, R> {
        R of(T one) throws Exception;
    }

    private static <T, R> List<R> each(List<T> all, Task<T, R> task) throws Exception {
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var running = new ArrayList<Future<R>>();
            for (var one : all) {
                Callable<R> call = () -> task.of(one);
                running.add(threads.submit(call));
            }
            var results = new ArrayList<R>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
