package org.touchstone.foundation;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs every {@link Sweep} again and again. A sweep that fails is reported and tried again; it never stops the others. */
@Component
public class Sweeper {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private final List<Sweep> sweeps;

    Sweeper(List<Sweep> sweeps) {
        this.sweeps = sweeps;
    }

    /** Works everything that is due now, until nothing is. */
    public void workAll() {
        int worked;
        do {
            worked = sweeps.stream().mapToInt(Sweeper::workOne).sum();
        } while (worked > 0);
    }

    /** How much is due now, also what another thread or node is working at this moment. */
    public int due() {
        return sweeps.stream().mapToInt(Sweep::due).sum();
    }

    private static int workOne(Sweep sweep) {
        try {
            return sweep.work();
        } catch (RuntimeException e) {
            log.warn("{} failed and will be tried again: {}", sweep.getClass().getSimpleName(), e.toString());
            return 0;
        }
    }

    /** The rhythm of the sweeps. Off where a program only imports. */
    @Component
    @EnableScheduling
    @ConditionalOnProperty(name = "touchstone-internal.sweeping", matchIfMissing = true)
    static class Rhythm {

        private final Sweeper sweeper;

        Rhythm(Sweeper sweeper) {
            this.sweeper = sweeper;
        }

        @Scheduled(fixedDelay = 250, initialDelay = 1000)
        void tick() {
            sweeper.workAll();
        }
    }
}
