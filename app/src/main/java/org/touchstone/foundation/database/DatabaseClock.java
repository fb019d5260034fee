package org.touchstone.foundation.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one clock. Its time is the database's, so that all nodes agree; a sandbox may run ahead of it. Nothing else in the
 * platform asks what time it is.
 */
@Component
public class DatabaseClock implements InstantSource {

    private final JdbcClient jdbc;

    DatabaseClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Instant instant() {
        return jdbc.sql("SELECT touchstone_now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Moves the clock ahead for everyone. Only a sandbox does this; time never runs backwards. */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time never runs backwards");
        }
        jdbc.sql("UPDATE sandbox_clock SET ahead = ahead + make_interval(secs => :seconds)")
                .param("seconds", duration.toMillis() / 1000.0)
                .update();
    }

    /** Lets the clock of an empty sandbox begin in the past, so that a sample year can really happen. */
    public void beginEarlier(Duration by) {
        jdbc.sql("UPDATE sandbox_clock SET ahead = make_interval(secs => -:seconds) WHERE ahead = interval '0'")
                .param("seconds", (double) by.toSeconds())
                .update();
    }

    /** Ends a past that was lived through: the clock is the database's again. Never sets a clock back that is ahead. */
    public void catchUp() {
        jdbc.sql("UPDATE sandbox_clock SET ahead = interval '0' WHERE ahead < interval '0'")
                .update();
    }
}
