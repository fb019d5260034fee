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
}
