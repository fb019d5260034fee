package org.touchstone.issuing.store;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How often people looked at websites lately; forgotten after that. */
@Repository
public class DryRunStore {

    private final JdbcClient jdbc;

    DryRunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts one more, if no more than so many were made within the period. Two at one moment are counted one after the other. */
    @Transactional
    public boolean count(UUID person, int most, Duration within) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('dry-run:' || :person, 0))")
                .param("person", person.toString())
                .query((row, n) -> true)
                .list();
        jdbc.sql("DELETE FROM dry_run WHERE at <= touchstone_now() - make_interval(secs => :within)")
                .param("within", (double) within.toSeconds())
                .update();
        return jdbc.sql("""
                        INSERT INTO dry_run (person, at) SELECT :person, touchstone_now()
                        WHERE (SELECT count(*) FROM dry_run WHERE person = :person) < :most
                        """)
                        .param("person", person)
                        .param("most", most)
                        .update()
                > 0;
    }
}
