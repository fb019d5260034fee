package org.touchstone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Searching the register through HTTP, one question after another, on installations of two sizes in one run: what people type, drawn
 * from the register itself. Beside it, in the same minute, the cheapest answer of the same server.
 */
final class RegisterBench {

    private static final int EACH = 300;
    private static final int WARM = 100;
    private static final int SAMPLE = 4000;

    private final String base;
    private final int size;
    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(1398);

    RegisterBench(String base, int size, Path data) {
        this.base = base;
        this.size = size;
        this.data = data;
    }

    /** What is asked. */
    private enum Kind {
        EXACT,
        WORD,
        BEGINNING,
        TYPO,
        HOST,
        PART_OF_HOST,
        FILTERS,
        WORD_AND_FILTERS,
        DEEP_PAGE
    }

    private record Firm(String name, String host, String trade, String city) {}

    /** Measures and leaves the figures in a file for {@link #compare}. */
    void run(Path results) throws IOException, InterruptedException {
        var firms = firms();
        var times = new EnumMap<Kind, List<Double>>(Kind.class);
        for (int round = 0; round < WARM; round++) {
            for (var kind : Kind.values()) {
                ask(path(kind, firms.get(random.nextInt(firms.size()))));
            }
        }
        for (int n = 0; n < EACH; n++) {
            for (var kind : Kind.values()) {
                var path = path(kind, firms.get(random.nextInt(firms.size())));
                long begun = System.nanoTime();
                ask(path);
                times.computeIfAbsent(kind, _ -> new ArrayList<>()).add((System.nanoTime() - begun) / 1e6);
            }
        }
        var pages = new ArrayList<Double>();
        var floor = new ArrayList<Double>();
        for (int n = 0; n < EACH; n++) {
            long begun = System.nanoTime();
            ask("/assets/favicon.svg");
            floor.add((System.nanoTime() - begun) / 1e6);
            begun = System.nanoTime();
            ask("/register?q=" + encoded(word(firms.get(random.nextInt(firms.size())))));
            pages.add((System.nanoTime() - begun) / 1e6);
        }
        var all = times.values().stream().flatMap(List::stream).sorted().toList();
        System.out.printf("%,d marks, load %s, index %,d MB, %s%n", size, Processes.load(), indexMegabytes(), heap());
        times.forEach((kind, each) -> print(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), each));
        print("all " + all.size() + " questions", all);
        print("the page, with counts by trade, city, state", pages);
        print("floor: a static file", floor);
        Files.writeString(results, "%f %f".formatted(at(all, 0.5), at(all, 0.99)));
    }

    /** The second size beside the first. */
    static void compare(Path small, Path large) throws IOException {
        var first = Files.readString(small).split(" ");
        var second = Files.readString(large).split(" ");
        double p50 = Double.parseDouble(second[0]) / Double.parseDouble(first[0]);
        double p99 = Double.parseDouble(second[1]) / Double.parseDouble(first[1]);
        System.out.printf(
                "asked for: p99 50 ms; measured %s and %s ms. Between the sizes (asked for: 2): p50 %.2f, p99 %.2f%n",
                first[1], second[1], p50, p99);
    }

    private static void print(String name, List<Double> times) {
        System.out.printf("%-46s p50 %7.2f ms   p99 %7.2f ms%n", name, at(times, 0.5), at(times, 0.99));
    }

    private static double at(List<Double> times, double share) {
        var sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    /** Some of the register, from all over it. */
    private List<Firm> firms() throws IOException, InterruptedException {
        var firms = new ArrayList<Firm>();
        var response = client.send(
                HttpRequest.newBuilder(URI.create(base + "/register.csv")).build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            lines.readLine();
            int n = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (n++ % Math.max(1, size / SAMPLE) == 0) {
                    var cells = line.split(",", -1);
                    firms.add(new Firm(cells[4], cells[2], cells[5], cells[6]));
                }
            }
            System.out.printf("register.csv: %,d rows%n", n);
        }
        return firms;
    }

    private String path(Kind kind, Firm firm) throws IOException, InterruptedException {
        var label = firm.host().substring(0, firm.host().indexOf('.'));
        var path = "/api/v1/register?limit=20&q=";
        return switch (kind) {
            case EXACT -> path + encoded(firm.name());
            case WORD -> path + encoded(word(firm));
            case BEGINNING -> path + encoded(beginning(word(firm), 2 + random.nextInt(4)));
            case TYPO -> path + encoded(typo(word(firm)));
            case HOST -> path + encoded(firm.host());
            case PART_OF_HOST -> path + encoded(label.substring(1, Math.min(label.length(), 5 + random.nextInt(3))));
            case FILTERS ->
                path + "&trade=" + firm.trade() + (random.nextBoolean() ? "&city=" + encoded(firm.city()) : "");
            case WORD_AND_FILTERS -> path + encoded(word(firm)) + "&state=ISSUED&trade=" + firm.trade();
            case DEEP_PAGE -> deep(path + encoded(beginning(word(firm), 2)));
        };
    }

    /** The address of a page far inside an answer; the way there is not measured. */
    private String deep(String path) throws IOException, InterruptedException {
        var page = path.replace("limit=20", "limit=200");
        @Nullable String cursor = null;
        for (int i = 0; i < 5; i++) {
            var found = Pattern.compile("\"next\":\"([^\"]+)\"")
                    .matcher(ask(page + (cursor == null ? "" : "&cursor=" + cursor)));
            if (!found.find()) {
                break;
            }
            cursor = found.group(1);
        }
        return cursor == null ? path : path + "&cursor=" + cursor;
    }

    private String word(Firm firm) {
        var words = firm.name().split(" ");
        return words[random.nextInt(words.length)];
    }

    private static String beginning(String word, int length) {
        return word.substring(0, Math.min(word.length(), length));
    }

    private String typo(String word) {
        if (word.length() < 4) {
            return word;
        }
        int at = 1 + random.nextInt(word.length() - 2);
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            default -> word.substring(0, at) + word.charAt(0) + word.substring(at + 1);
        };
    }

    private String ask(String path) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private long indexMegabytes() throws IOException {
        try (var files = Files.walk(data.resolve("index"))) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(f -> f.toFile().length())
                            .sum()
                    >> 20;
        }
    }

    /** Heap in use, as the platform says of itself. */
    private String heap() throws IOException, InterruptedException {
        double bytes = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*\\} ([0-9.E+]+)")
                .matcher(ask("/metrics"))
                .results()
                .mapToDouble(r -> Double.parseDouble(r.group(1)))
                .sum();
        return "heap %,.0f MB".formatted(bytes / (1 << 20));
    }
}
