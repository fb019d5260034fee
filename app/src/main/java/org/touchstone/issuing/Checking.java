package org.touchstone.issuing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.touchstone.issuing.store.ApplicationStore;
import org.touchstone.issuing.store.CheckStore;
import org.touchstone.issuing.store.CheckStore.Claimed;
import org.touchstone.registers.RegisterBack;

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
    /** How long a claim outlives its node; somebody waits for the decision. */
    private static final Duration HOLD = Duration.ofSeconds(9);

    private static final Duration KEEP_EVERY = Duration.ofSeconds(3);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final int ALL = 100_000;
    private static final int TRYING = 3;

    private final CheckStore checks;
    private final ApplicationStore applications;
    private final Examinations examinations;
    private final Deciding deciding;
    private final Crew<Claimed> crew;

    Checking(CheckStore checks, ApplicationStore applications, Examinations examinations, Deciding deciding) {
        this.checks = checks;
        this.applications = applications;
        this.examinations = examinations;
        this.deciding = deciding;
        this.crew = new Crew<Claimed>(
                        AT_ONCE, BATCH, most -> checks.claim(most, HOLD), check -> write(check, examined(check)))
                .keeping(KEEP_EVERY, busy -> checks.keep(busy, HOLD));
    }

    /** Begins what is due as soon as the present transaction stands. */
    void wake() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                crew.start();
            }
        });
    }

    /**
     * A register answers again: everything that waits for it is due at once, not only when its own wait is over. While it is only being
     * tried, a few try it.
     */
    @EventListener
    void back(RegisterBack back) {
        int due = checks.dueNow(back.register().name(), back.answers() ? ALL : TRYING);
        if (due > 0) {
            crew.start();
        }
    }

    /** Begins what is due and waits a moment. Returns how many checks were begun or under way. */
    public int work(Duration moment) {
        return crew.work(moment);
    }

    private Examined examined(Claimed check) {
        var application = applications.find(check.application()).orElseThrow();
        try {
            return examinations.examine(check.code(), application);
        } catch (RuntimeException e) {
            // The message may repeat what was asked; its kind and place are enough.
            log.warn(
                    "The check {} of {} failed: {} at {}",
                    check.code(),
                    application,
                    e.getClass(),
                    e.getStackTrace().length == 0 ? "a place left out" : e.getStackTrace()[0]);
            return new Examined.NoAnswer("PLATFORM");
        }
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
        crew.close();
    }
}
