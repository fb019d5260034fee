package org.touchstone.foundation;

import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Hands events a module could not take up, because the database was busy or away, to it again. Without it they would wait for the next
 * start.
 */
@Component
@ConditionalOnProperty(name = "touchstone-internal.sweeping", matchIfMissing = true)
class FailedEvents {

    private static final ResubmissionOptions SOME =
            ResubmissionOptions.defaults().withMinAge(Duration.ofSeconds(20)).withBatchSize(50);

    private final FailedEventPublications failed;

    FailedEvents(FailedEventPublications failed) {
        this.failed = failed;
    }

    @Scheduled(fixedDelay = 20_000, initialDelay = 60_000)
    void again() {
        failed.resubmit(SOME);
    }
}
