package org.touchstone.issuing.store;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** When the register of orders is asked about each mark that is looked at. */
@Repository
public class OrderStore {

    private final JdbcClient jdbc;

    OrderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes up so many marks that are due; nobody else takes them for a while. */
    public List<String> claim(int most, Duration hold) {
        return jdbc.sql("""
                        UPDATE recheck r SET orders_claimed_until = clock_timestamp() + make_interval(secs => :hold)
                        FROM (SELECT mark FROM recheck
                              WHERE orders_at <= (SELECT touchstone_now())
                                AND (orders_claimed_until IS NULL OR orders_claimed_until < clock_timestamp())
                              ORDER BY orders_at LIMIT :most FOR UPDATE SKIP LOCKED) due
                        WHERE r.mark = due.mark RETURNING r.mark
                        """)
                .param("hold", (double) hold.toSeconds())
                .param("most", most)
                .query(Rows::onlyText)
                .list();
    }

    /** Asks again after a while. */
    public void next(String mark, Duration after) {
        jdbc.sql("""
                UPDATE recheck SET orders_claimed_until = NULL, orders_at = touchstone_now() + make_interval(secs => :after)
                WHERE mark = :mark
                """)
                .param("mark", mark)
                .param("after", (double) after.toSeconds())
                .update();
    }
}
