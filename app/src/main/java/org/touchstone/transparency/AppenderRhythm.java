package org.touchstone.transparency;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A rhythm of the log's own, beside that of all sweeps: what was decided stands in the log within a second, however much mail waits to
 * be sent. At a fixed rate, because such work gets a thread of its own; one at a time.
 */
@Component
@ConditionalOnProperty(name = "touchstone-internal.sweeping", matchIfMissing = true)
class AppenderRhythm {

    private static final Logger log = LoggerFactory.getLogger(AppenderRhythm.class);

    private final Appender appender;
    private final AtomicBoolean busy = new AtomicBoolean();

    AppenderRhythm(Appender appender) {
        this.appender = appender;
    }

    @Scheduled(fixedRate = 250, initialDelay = 1000)
    void tick() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            appender.work();
        } catch (RuntimeException e) {
            log.warn("The log could not be continued and will be tried again: {}", e.toString());
        } finally {
            busy.set(false);
        }
    }
}
