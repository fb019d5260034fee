package org.touchstone.issuing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.touchstone.issuing.store.ApplicationStore;
import org.touchstone.issuing.store.CheckStore;
import org.touchstone.issuing.store.CheckStore.Claimed;

/**
 * Does the checks that are due, many at the same time. Each stands as a row with a due instant: what a node that died had taken up
 * is taken up again, and what a register does not answer is tried again after 1, 2, 4 … seconds, half a minute at most, for as long
 * as it takes. No check waits for another.
 */
@Component
public class Checking implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Checking.class);
    private static final int AT_ONCE = 160;
    private static final int BATCH = 40;
    private static final Duration HOLD = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final CheckStore checks;
    private final ApplicationStore applications;
    private final RegisterExaminations registers;
    private final WebsiteExaminations websites;
    private final HostObstacle hosts;
    private final Deciding deciding;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(AT_ONCE);

    Checking(
            CheckStore checks,
            ApplicationStore applications,
            RegisterExaminations registers,
            WebsiteExaminations websites,
            HostObstacle hosts,
            Deciding deciding) {
        this.checks = checks;
        this.applications = applications;
        this.registers = registers;
        this.websites = websites;
        this.hosts = hosts;
        this.deciding = deciding;
    }

    /** Begins what is due as soon as the present transaction stands. */
    void wake() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                threads.execute(Checking.this::begin);
            }
        });
    }

    /**
     * Begins what is due and waits a moment for it, so that a slow register never holds up the other work of this node.
     *
     * @return how many checks were begun
     */
    public int work(Duration moment) {
        var begun = begin();
        long until = System.nanoTime() + moment.toNanos();
        for (var one : begun) {
            try {
                one.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                break;
            } catch (ExecutionException e) {
                log.warn("A check could not be written; it is done again", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return begun.size();
    }

    private List<Future<?>> begin() {
        var begun = new ArrayList<Future<?>>();
        int room = takeRoom();
        while (room > 0) {
            var claimed = checks.claim(room, HOLD);
            free.release(room - claimed.size());
            for (var check : claimed) {
                begun.add(threads.submit(() -> done(check)));
            }
            room = claimed.size() < room ? 0 : takeRoom();
        }
        return begun;
    }

    private int takeRoom() {
        int room = Math.min(BATCH, free.availablePermits());
        return room > 0 && free.tryAcquire(room) ? room : 0;
    }

    /** Does one check; whoever ends it looks whether more is due where much was. */
    private void done(Claimed check) {
        boolean crowded = free.availablePermits() == 0;
        try {
            write(check, examined(check));
        } finally {
            free.release();
        }
        if (crowded || free.availablePermits() <= BATCH) {
            threads.execute(this::begin);
        }
    }

    private Examined examined(Claimed check) {
        var application = applications.find(check.application()).orElseThrow();
        try {
            return examine(check, application);
        } catch (RuntimeException e) {
            // The message may repeat what was asked; its kind and place are enough.
            log.warn("The check {} of {} failed: {} at {}", check.code(), application, e.getClass(), e.getStackTrace()[0]);
            return new Examined.NoAnswer("PLATFORM");
        }
    }

    private Examined examine(Claimed check, Application application) {
        return switch (check.code()) {
            case IDENTITY -> registers.identity(application);
            case BUSINESS -> registers.business(application);
            case LICENCE -> registers.licence(application);
            case ADDRESS -> registers.address(application);
            case TAX -> registers.tax(application);
            case CONTROL ->
                hosts.examine(application, websites.control(new Challenge(application.host().orElseThrow(), application.token())));
            case CONTENT -> websites.content(application.host().orElseThrow(), application.answers());
            case TLS -> websites.tls(application.host().orElseThrow());
        };
    }

    private void write(Claimed check, Examined examined) {
        switch (examined) {
            case Examined.Found(var findings) -> deciding.found(check, findings);
            case Examined.NoAnswer(var waitsFor) -> deciding.waits(check, waitsFor, again(check.tries()));
        }
    }

    /** 1, 2, 4 … seconds, half a minute at most; scattered, so that not all come back at one moment. */
    private static Duration again(int tries) {
        long millis = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(tries - 1, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis));
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
