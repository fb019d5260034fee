package org.touchstone.issuing.store;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** When each mark is looked at again, and what was found. */
@Repository
public class RecheckStore {

    private final JdbcClient jdbc;

    RecheckStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Looks at a mark again and again, first after a period; each at its own time of the day. */
    public void schedule(String mark, Instant now, Duration every) {
        jdbc.sql("""
                INSERT INTO recheck (mark, next_at) VALUES (:mark, :next) ON CONFLICT (mark) DO NOTHING
                """)
                .param("mark", mark)
                .param("next", Rows.at(now.plus(every)))
                .update();
    }
}
