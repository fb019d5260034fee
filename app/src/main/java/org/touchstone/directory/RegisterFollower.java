package org.touchstone.directory;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.touchstone.directory.index.RegisterIndex;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.Sweep;
import org.touchstone.registry.RegisterEntry;
import org.touchstone.registry.RegisterFeed;
import org.touchstone.registry.Registry;

/**
 * Keeps the index of this node in step with the register: builds it where there is none, takes up changes again and again, and
 * compares everything at start and once a day. One thread of its own writes: an interrupt in the middle of writing would close the
 * files. Off where a program only imports.
 */
@Component
@ConditionalOnProperty(name = "touchstone-internal.sweeping", matchIfMissing = true)
class RegisterFollower implements Sweep, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RegisterFollower.class);

    private static final Duration RHYTHM = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration KEEPING = Duration.ofSeconds(5);
    private static final Duration COMPARING = Duration.ofDays(1);
    private static final int AT_ONCE = 2000;

    private final PublicRegister register;
    private final RegisterFeed feed;
    private final Registry registry;
    private final Settings settings;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private long asked;
    private long served;
    private int newest;
    private volatile boolean closed;
    private @Nullable Thread thread;

    // What follows is the writing thread's alone.
    private final Map<String, Long> lately = new HashMap<>();
    private @Nullable RegisterIndex index;
    private String horizon = "0";
    private boolean unkept;
    private long keptAt;

    RegisterFollower(
            PublicRegister register, RegisterFeed feed, Registry registry, Settings settings, MeterRegistry meters) {
        this.register = register;
        this.feed = feed;
        this.registry = registry;
        this.settings = settings;
        meters.gauge("touchstone.register.index.building", register, r -> r.building() == null ? 0 : 1);
        meters.gauge("touchstone.register.index.entries", register, PublicRegister::size);
    }

    /** Begins in the background; a small register is ready before the first request. */
    @Order(0)
    @EventListener(ApplicationStartedEvent.class)
    public void begin() {
        thread = Thread.ofPlatform().daemon().name("register-index").start(this::follow);
        work();
    }

    /** Lets the writing thread take up what changed, and waits for it a little. Returns how many entries say something new. */
    @Override
    public int work() {
        lock.lock();
        try {
            long ticket = ++asked;
            turn.signalAll();
            long left = PATIENCE.toNanos();
            while (served < ticket && !closed && left > 0) {
                left = turn.awaitNanos(left);
            }
            int news = newest;
            newest = 0;
            return news;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        long compareAt = System.nanoTime();
        boolean ready = false;
        while (!closed) {
            try {
                if (!ready) {
                    open();
                    ready = true;
                }
                takeUp();
                if (System.nanoTime() - compareAt >= 0) {
                    compare();
                    compareAt = System.nanoTime() + COMPARING.toNanos();
                }
            } catch (RuntimeException | IOException e) {
                if (!closed) {
                    log.warn(
                            "The index of the register could not be kept in step and will be tried again: {}",
                            e.toString());
                }
                letGo();
            }
            rest();
        }
        close();
    }

    /** Nobody waits for what could not be done now. */
    private void letGo() {
        lock.lock();
        try {
            served = asked;
            turn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        lock.lock();
        try {
            long left = RHYTHM.toNanos();
            while (served >= asked && !closed && left > 0) {
                left = turn.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Opens the index that is there and lets it answer; or builds one. */
    private void open() throws IOException {
        var open = index;
        if (open == null) {
            open = RegisterIndex.open(settings.data().resolve("index").resolve("register"));
            index = open;
        }
        if (open.isComplete()) {
            horizon = open.horizon().orElse("0");
        } else {
            build(open);
        }
        register.answerFrom(open);
    }

    /** Writes every entry anew. What changes meanwhile is taken up from the horizon it began at. */
    private void build(RegisterIndex open) throws IOException {
        long begun = System.nanoTime();
        long all = registry.count();
        register.build(0, all);
        open.clear();
        var since = feed.horizon();
        long done = 0;
        for (var page = feed.after("", AT_ONCE);
                !page.isEmpty();
                page = feed.after(page.getLast().code(), AT_ONCE)) {
            if (closed) {
                throw new IOException("closed while building");
            }
            open.add(page);
            done += page.size();
            register.build(done, Math.max(all, done));
        }
        open.settle();
        open.show();
        open.keep(since);
        horizon = since;
        if (done > 0) {
            log.info(
                    "The index of the register was built: {} entries, {} MB, {} s",
                    done,
                    open.bytes() >> 20,
                    (System.nanoTime() - begun) / 1_000_000_000);
        }
    }

    /** Takes up what changed, and lets those who wait for it go on. */
    private void takeUp() throws IOException {
        long ticket;
        lock.lock();
        try {
            ticket = asked;
        } finally {
            lock.unlock();
        }
        int news = 0;
        var open = index;
        if (open != null) {
            var changed = feed.changedSince(horizon);
            if (changed.tooMany()) {
                horizon = changed.until();
                compare();
            } else {
                news = takeUp(open, changed);
            }
        }
        lock.lock();
        try {
            served = ticket;
            newest += news;
            turn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int takeUp(RegisterIndex open, RegisterFeed.Changed changed) throws IOException {
        var news = news(open, changed.entries());
        if (!news.isEmpty()) {
            open.put(news);
            open.show();
            unkept = true;
        }
        lately.clear();
        changed.entries().forEach(e -> lately.put(e.code(), e.version()));
        horizon = changed.until();
        if (unkept && System.nanoTime() - keptAt > KEEPING.toNanos()) {
            keep(open);
        }
        return news.size();
    }

    private void keep(RegisterIndex open) throws IOException {
        open.keep(horizon);
        keptAt = System.nanoTime();
        unkept = false;
    }

    /** Entries that say something else than the index does. */
    private List<RegisterEntry> news(RegisterIndex open, List<RegisterEntry> entries) {
        var maybe = new ArrayList<RegisterEntry>();
        for (var entry : entries) {
            if (!Long.valueOf(entry.version()).equals(lately.get(entry.code()))) {
                maybe.add(entry);
            }
        }
        if (!maybe.isEmpty()) {
            var known = open.versions(maybe.stream().map(RegisterEntry::code).toList());
            maybe.removeIf(e -> Long.valueOf(e.version()).equals(known.get(e.code())));
        }
        return maybe;
    }

    /** Compares every entry with the register and puts right what differs: after a restored backup, or whatever else may have been. */
    private void compare() throws IOException {
        var open = index;
        if (open == null) {
            return;
        }
        // What changed before now is compared; what changes from now on is taken up in between.
        horizon = feed.horizon();
        long all = 0;
        int wrong = 0;
        for (var page = feed.versionsAfter("", AT_ONCE); !page.isEmpty() && !closed; ) {
            var known = open.versions(page.keySet());
            var differing = page.entrySet().stream()
                    .filter(e -> !e.getValue().equals(known.get(e.getKey())))
                    .map(Map.Entry::getKey)
                    .toList();
            open.put(feed.named(differing));
            wrong += differing.size();
            all += page.size();
            var changed = feed.changedSince(horizon);
            if (!changed.tooMany()) {
                takeUp(open, changed);
            }
            page = feed.versionsAfter(List.copyOf(page.keySet()).getLast(), AT_ONCE);
        }
        if (closed) {
            return;
        }
        open.show();
        if (open.size() > all) {
            wrong += drop(open);
        }
        keep(open);
        if (wrong > 0) {
            log.info("The index of the register was compared with it: {} of {} entries put right", wrong, all);
        }
    }

    /** Takes out what the register does not know. Returns how many entries that were. */
    private int drop(RegisterIndex open) throws IOException {
        var unknown = new ArrayList<String>();
        var some = new ArrayList<String>();
        open.eachCode(code -> {
            some.add(code);
            if (some.size() == AT_ONCE) {
                unknown.addAll(unknown(some));
                some.clear();
            }
        });
        unknown.addAll(unknown(some));
        open.remove(unknown);
        open.show();
        return unknown.size();
    }

    private List<String> unknown(List<String> codes) {
        var known = new HashSet<String>();
        feed.named(codes).forEach(e -> known.add(e.code()));
        return codes.stream().filter(c -> !known.contains(c)).toList();
    }

    private void close() {
        var open = index;
        if (open == null) {
            return;
        }
        try {
            if (unkept && open.isComplete()) {
                open.keep(horizon);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("What changed last in the register will be taken up again: {}", e.toString());
        }
        try {
            open.close();
        } catch (IOException | RuntimeException e) {
            log.warn("The index of the register could not be closed: {}", e.toString());
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        closed = true;
        lock.lock();
        try {
            turn.signalAll();
        } finally {
            lock.unlock();
        }
        var running = thread;
        if (running != null) {
            running.join(TimeUnit.SECONDS.toMillis(20));
        }
    }
}
