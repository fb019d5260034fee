package org.touchstone.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.registry.BulkMark;
import org.touchstone.registry.Host;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkState;

/** A register as large as a country's, for measuring: filled before the first request of an empty sandbox. */
@Component
class SampleRegister {

    private static final int AT_ONCE = 5000;

    private final int wanted;
    private final Settings settings;
    private final Registry registry;
    private final DatabaseClock clock;

    SampleRegister(
            @Value("${touchstone-internal.sample-register:0}") int wanted,
            Settings settings,
            Registry registry,
            DatabaseClock clock) {
        this.wanted = wanted;
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
    }

    /** Fills the register where that is wanted and has not been done. */
    @Order(-1)
    @EventListener(ApplicationStartedEvent.class)
    public void fill() {
        if (wanted <= 0 || !settings.sandbox() || registry.count() >= wanted) {
            return;
        }
        var now = clock.instant();
        for (int i = 0; i < wanted; ) {
            var some = new ArrayList<BulkMark>();
            for (int end = Math.min(wanted, i + AT_ONCE); i < end; i++) {
                var firm = SampleNames.firm(i);
                var since = now.minus(Duration.ofDays(i % 700));
                some.add(new BulkMark(
                        new Host(firm.label() + ".example"),
                        firm.legalName(),
                        firm.trade(),
                        firm.city(),
                        i % 97 == 0 ? MarkState.SUSPENDED : i % 89 == 0 ? MarkState.REVOKED : MarkState.ISSUED,
                        since,
                        since.plus(Duration.ofDays(1095))));
            }
            registry.takeOver(some, "sandbox:register");
            System.out.printf("Sample register: %,d of %,d%n", i, wanted);
        }
    }
}
