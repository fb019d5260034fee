package org.touchstone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.Figures;

/** Runs all scenarios against an installation with sample data, named by its address, and prints a table. */
public final class Bench {

    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;

    private final String base;
    private final HttpClient client = HttpClient.newHttpClient();

    private Bench(String base) {
        this.base = base;
    }

    /**
     * With the address of a running sandbox installation, everything but the simulation. {@code histories FILE} writes a large
     * history for the importer; {@code badge ADDRESS} measures the badge beside nginx; {@code simulation ADDRESS} measures on an
     * installation that has taken it in; {@code issuing} the issuing of marks, see {@link IssuingBench}; {@code register} searching,
     * see {@link RegisterBench}; {@code log ADDRESS DATA} the transparency log, see {@link LogBench}.
     */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "histories" -> LargeHistory.write(Path.of(arguments[1]));
            case "badge" -> new BadgeBench(arguments[1], new Bench(arguments[1])).run();
            case "simulation" -> new SimulationBench(new Bench(arguments[1])).run();
            case "register" ->
                new RegisterBench(arguments[1], Integer.parseInt(arguments[2]), Path.of(arguments[3]))
                        .run(Path.of(arguments[4]));
            case "register-sizes" -> RegisterBench.compare(Path.of(arguments[1]), Path.of(arguments[2]));
            case "log" -> new LogBench(arguments[1], Path.of(arguments[2])).run();
            case "issuing" ->
                new IssuingBench(
                                new Bench(arguments[1]),
                                Processes.of(Long.parseLong(arguments[2])),
                                OutsideWorld.of(Path.of(arguments[3])),
                                Duration.parse(arguments[4]))
                        .run(arguments[5]);
            default -> everything(arguments[0]);
        }
    }

    private static void everything(String address) throws Exception {
        var bench = new Bench(address);
        System.out.println("scenario                              per second   p50 ms   p99 ms   ratio to ceiling");
        bench.reads();
        new BadgeBench(address, bench).run();
        bench.shown();
        bench.filing();
        rules();
    }

    private record Load(double perSecond, double p50, double p99) {
        void print(String name, Load ceiling) {
            System.out.printf(
                    "%-36s %11.0f %8.2f %8.2f   %.2f%n", name, perSecond, p50, p99, perSecond / ceiling.perSecond());
        }
    }

    private void reads() throws Exception {
        var code = found("\"mark\":\\{\"code\":\"([^\"]+)\"", get("/api/v1/websites/nilgoonafzar.example"));
        var paths = List.of(
                "/assets/favicon.svg",
                "/api/v1/marks/" + code,
                "/api/v1/marks/" + code + "/record",
                "/m/" + code,
                "/check?q=nilgoonafzan.example");
        for (var path : paths) {
            load(() -> get(path), Duration.ofSeconds(3));
        }
        var ceiling = load(() -> get(paths.getFirst()), LENGTH);
        ceiling.print("ceiling: a static file, same server", ceiling);
        load(() -> get(paths.get(1)), LENGTH).print("mark (one row)", ceiling);
        load(() -> get(paths.get(2)), LENGTH).print("record of a mark with 64 complaints", ceiling);
        load(() -> get(paths.get(3)), LENGTH).print("profile page of the same", ceiling);
        load(() -> get(paths.get(4)), LENGTH).print("check of a look-alike address", ceiling);
    }

    /** Filings by different people, beside the cheapest write of the interface: a sign-in, which inserts one row and a journal line. */
    private void filing() throws Exception {
        var people = post("/sandbox/people", null, "{\"count\":600,\"role\":\"CONSUMER\"}");
        var numbers = Pattern.compile("\"nationalId\":\"([^\"]+)\"")
                .matcher(people)
                .results()
                .map(r -> r.group(1))
                .toList();
        var next = new AtomicInteger();
        var tokens = new ArrayList<String>();
        var signIns = times(
                () -> {
                    var answer = post(
                            "/sandbox/sign-in",
                            null,
                            "{\"nationalId\":\"" + numbers.get(next.getAndIncrement()) + "\"}");
                    synchronized (tokens) {
                        tokens.add(found("\"token\":\"([^\"]+)\"", answer));
                    }
                    return answer;
                },
                numbers.size());
        var counter = new AtomicInteger();
        var filings = times(
                () -> {
                    int n = counter.getAndIncrement();
                    return post("/api/v1/complaints", tokens.get(n), body("bench-" + n));
                },
                numbers.size());
        signIns.print("peer: signing in (registry, two rows)", signIns);
        filings.print("filing a complaint", signIns);
    }

    /** How long until the public number has moved. Before the flood of filings, whose messages would stand in the way. */
    private void shown() throws Exception {
        var people = post("/sandbox/people", null, "{\"count\":20,\"role\":\"CONSUMER\"}");
        var tokens = new ArrayList<String>();
        for (var number : Pattern.compile("\"nationalId\":\"([^\"]+)\"")
                .matcher(people)
                .results()
                .toList()) {
            tokens.add(found(
                    "\"token\":\"([^\"]+)\"",
                    post("/sandbox/sign-in", null, "{\"nationalId\":\"" + number.group(1) + "\"}")));
        }
        var shown = new ArrayList<Double>();
        var code = found("\"mark\":\\{\"code\":\"([^\"]+)\"", get("/api/v1/websites/fernhollow-books.example"));
        for (int i = 0; i < 20; i++) {
            shown.add(untilShown(code, tokens.get(i), i));
        }
        shown.sort(null);
        System.out.printf(
                "from filing to the changed figure: median %.0f ms, worst of 20 %.0f ms%n",
                shown.get(10), shown.getLast());
    }

    private double untilShown(String code, String token, int n) throws IOException, InterruptedException {
        var path = "/m/" + code + "/record/all?lang=en";
        var before = found("<p class=\"lead\">([^<]+)<", get(path));
        post(
                "/api/v1/complaints",
                token,
                body("shown-" + n).replace("nilgoonafzar.example", "fernhollow-books.example"));
        long begun = System.nanoTime();
        while (found("<p class=\"lead\">([^<]+)<", get(path)).equals(before)) {
            if (System.nanoTime() - begun > 10_000_000_000L) {
                throw new IllegalStateException("the figure did not change within ten seconds");
            }
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static String body(String invoice) {
        return """
                {"website":"nilgoonafzar.example","invoiceNumber":"%s","purchasedOn":"2026-11-01","category":"NOT_DELIVERED",
                 "narrative":"It never came.","publishNarrative":false,"remedy":"REFUND"}
                """.formatted(invoice);
    }

    /** A year of one very large shop: folding histories and computing every figure, beside merely walking over the events. */
    private static void rules() {
        var policy = policy();
        var begin = Instant.parse("2025-12-01T00:00:00Z");
        var histories = new ArrayList<List<ComplaintEvent>>();
        for (int i = 0; i < 100_000; i++) {
            var filed = Complaint.file(begin.plusSeconds(i * 300L), policy, "M", "OTHER", Remedy.REFUND, null);
            var answered = filed.at().plusSeconds(3600L * (1 + i % 120));
            var complaint = Complaint.of(List.of(filed), policy);
            var history = new ArrayList<ComplaintEvent>();
            history.add(filed);
            if (complaint.answer(answered, new Offer(Remedy.REFUND, null, null), "f" + i % 500, policy)
                    instanceof Decision.Happened happened) {
                history.addAll(happened.events());
            }
            histories.add(history);
        }
        var asOf = Instant.parse("2026-12-01T00:00:00Z");
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            long walked = 0;
            for (var history : histories) {
                for (var event : history) {
                    walked += event.at().getEpochSecond() & 1;
                }
            }
            long walk = System.nanoTime();
            var facts =
                    histories.stream().map(h -> CaseFacts.at(asOf, h, policy)).toList();
            long fold = System.nanoTime();
            var figures = Figures.of(facts, asOf, policy.record().window(), policy.record(), null);
            long end = System.nanoTime();
            if (round == 2) {
                System.out.printf(
                        "100,000 cases (%d matured, %d): walking the events %.0f ms, folding them %.0f ms, all figures %.0f ms%n",
                        figures.matured(), walked % 2, (walk - start) / 1e6, (fold - walk) / 1e6, (end - fold) / 1e6);
            }
        }
    }

    private static Policy policy() {
        return policy("bench", List.of(Duration.ofHours(72), Duration.ofHours(48), Duration.ofHours(24)), false);
    }

    static Policy policy(String version, List<Duration> rounds, boolean imported) {
        return new Policy(
                version,
                Map.of(),
                Instant.EPOCH,
                rounds,
                LegalCalendar.everyHour(ZoneOffset.UTC),
                1,
                List.of(new Policy.Category("OTHER", Map.of())),
                Period.ofYears(1),
                List.of(),
                Duration.ofDays(20),
                new Policy.RecordRules(Period.ofMonths(12), 10, 30, 7, 3),
                Policy.Procedure.STANDARD,
                Policy.Ladder.STANDARD,
                Policy.Marks.STANDARD,
                org.touchstone.rules.policy.Grading.STANDARD,
                imported);
    }

    private static Load load(Callable<String> request, Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        return run(request, () -> System.nanoTime() < end);
    }

    private static Load times(Callable<String> request, int times) throws Exception {
        var left = new AtomicInteger(times);
        return run(request, () -> left.getAndDecrement() > 0);
    }

    private interface Going {
        boolean on();
    }

    private static Load run(Callable<String> request, Going going) throws Exception {
        var durations = Collections.synchronizedList(new ArrayList<Double>());
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<?>>();
            for (int i = 0; i < AT_ONCE; i++) {
                futures.add(threads.submit(() -> {
                    while (going.on()) {
                        long start = System.nanoTime();
                        request.call();
                        durations.add((System.nanoTime() - start) / 1e6);
                    }
                    return null;
                }));
            }
            for (var future : futures) {
                future.get();
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        var sorted = durations.stream().mapToDouble(d -> d).sorted().toArray();
        return new Load(
                sorted.length / seconds,
                sorted[sorted.length / 2],
                sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)]);
    }

    String get(String path) throws IOException, InterruptedException {
        return get(path, null);
    }

    String get(String path, @Nullable String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return sound(client.send(request.build(), BodyHandlers.ofString()));
    }

    String post(String path, @Nullable String token, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return sound(client.send(request.build(), BodyHandlers.ofString()));
    }

    String put(String path, String body) throws IOException, InterruptedException {
        return sound(client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString()));
    }

    private static String sound(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(
                    response.request().uri() + " " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    static String found(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("not found: " + pattern + " in " + Arrays.toString(text.split("\n", 3)));
        }
        return matcher.group(1);
    }
}
