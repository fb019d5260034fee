package org.touchstone.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The websites of the outside world. Each change is written down at once. */
final class Websites implements Closeable {

    /** A change, as it is kept; without a website, that of the host is gone. */
    private record Change(String host, @Nullable Website website) {}

    private record Served(Website website, AtomicInteger questions, AtomicInteger questionsOfSix) {

        Served(Website website) {
            this(website, new AtomicInteger(), new AtomicInteger());
        }
    }

    private static final List<String> LOOPBACK = List.of(Sandbox.LOOPBACK);
    private static final String WWW = "www.";

    private final Lines lines;
    private final Map<String, Served> byHost = new ConcurrentHashMap<>();

    private Websites(Lines lines) {
        this.lines = lines;
    }

    /** Reads the websites of earlier runs; without a folder there are none. */
    static Websites in(@Nullable Path folder) throws IOException {
        var websites = new Websites(Lines.in(folder, "websites.jsonl"));
        try {
            websites.load();
            return websites;
        } catch (IOException | RuntimeException e) {
            websites.close();
            throw e;
        }
    }

    private synchronized void load() throws IOException {
        lines.read(line -> apply(Json.value(line, Change.class)));
    }

    private void apply(Change change) {
        if (change.website() == null) {
            byHost.remove(change.host());
        } else {
            byHost.put(change.host(), new Served(change.website()));
        }
    }

    /** Replaces the website of its host. */
    synchronized void open(Website website) {
        change(new Change(website.host(), website));
    }

    /** Whether there was a website of this host, which is gone now. */
    synchronized boolean shut(String host) {
        boolean known = byHost.containsKey(host);
        if (known) {
            change(new Change(host, null));
        }
        return known;
    }

    private void change(Change change) {
        lines.append(List.of(change));
        apply(change);
    }

    /** By host. */
    List<Website.Summary> all() {
        return byHost.keySet().stream()
                .sorted()
                .flatMap(host -> Optional.ofNullable(byHost.get(host)).stream())
                .map(served -> served.website().summary())
                .toList();
    }

    /** The website of a host, or of the host behind {@code www.}. */
    Optional<Website> at(String host) {
        return served(host).map(Served::website);
    }

    private Optional<Served> served(String host) {
        Served exactly = byHost.get(host);
        return Optional.ofNullable(
                exactly == null && host.startsWith(WWW) ? byHost.get(host.substring(WWW.length())) : exactly);
    }

    /** The IP addresses a name leads to, the next ones of a sequence each time it is asked. */
    List<String> addresses(String name, boolean six) {
        return served(name)
                .map(served -> addresses(served, six).stream()
                        .filter(address -> address.contains(":") == six)
                        .toList())
                .orElse(List.of());
    }

    private static List<String> addresses(Served served, boolean six) {
        List<List<String>> sequence = served.website().addressSequence();
        if (sequence.isEmpty()) {
            return served.website().addresses().isEmpty()
                    ? LOOPBACK
                    : served.website().addresses();
        }
        int asked = (six ? served.questionsOfSix() : served.questions()).getAndIncrement();
        return sequence.get(Math.floorMod(asked, sequence.size()));
    }

    /** The TXT records of a name, of whichever websites. */
    List<String> texts(String name) {
        return byHost.values().stream()
                .flatMap(served -> served.website().dns().getOrDefault(name, List.of()).stream())
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }
}
