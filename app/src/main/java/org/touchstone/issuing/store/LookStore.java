package org.touchstone.issuing.store;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How often people looked at websites lately; forgotten after that. */
@Repository
public class LookStore {

    private final JdbcClient jdbc;

    LookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** On what occasion a person had us look. */
    public enum Occasion {
        /** Before applying. */
        TRY,
        /** In an application, by hand or by changing an answer. */
        APPLICATION
    }

    /** Counts one more, if no more than so many were made within the period. Two at one moment are counted one after the other. */
    @Transactional
    public boolean count(UUID person, Occasion occasion, int most, Duration within) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('look:' || :person, 0))")
                .param("person", person.toString())
                .query((row, n) -> true)
                .list();
        jdbc.sql("DELETE FROM website_look WHERE at <= (SELECT touchstone_now()) - make_interval(secs => :within)")
                .param("within", (double) within.toSeconds())
                .update();
        return jdbc.sql("""
                        INSERT INTO website_look (person, occasion, at) SELECT :person, :occasion, touchstone_now()
                        WHERE (SELECT count(*) FROM website_look WHERE person = :person AND occasion = :occasion) < :most
                        """)
                        .param("person", person)
                        .param("occasion", occasion.name())
                        .param("most", most)
                        .update()
                > 0;
    }
}
