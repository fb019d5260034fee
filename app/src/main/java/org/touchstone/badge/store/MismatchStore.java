package org.touchstone.badge.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** Pictures shown by sites that are not the mark's, by mark, host and day. */
@Repository
public class MismatchStore {

    /** Stands for the hosts that are not named because there are too many. */
    public static final String OTHERS = "*";

    private final JdbcClient jdbc;

    MismatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How often a host showed the picture of a mark. */
    public record Showing(String mark, String host, long times) {}

    /** The same over some days. */
    public record Row(String mark, String host, LocalDate first, LocalDate last, long times) {}

    /**
     * Adds to what was counted today and forgets what is older than some days.
     *
     * @param hosts how many hosts of a mark are named on one day
     * @param rows how many rows a day may have in all
     */
    public void add(List<Showing> showings, int hosts, int rows, int days) {
        var day = jdbc.sql("SELECT (touchstone_now() AT TIME ZONE 'UTC')::date")
                .query(LocalDate.class)
                .single();
        int left = rows
                - jdbc.sql("SELECT count(*) FROM badge_mismatch WHERE day = :day")
                        .param("day", day)
                        .query(Integer.class)
                        .single();
        for (var showing : showings) {
            left -= add(showing, day, left > 0 ? hosts : 0);
        }
        jdbc.sql("DELETE FROM badge_mismatch WHERE day < :day - :days")
                .param("day", day)
                .param("days", days)
                .update();
    }

    /** Returns how many rows were added. */
    private int add(Showing showing, LocalDate day, int hosts) {
        boolean known = jdbc.sql("""
                        UPDATE badge_mismatch SET times = times + :times WHERE mark = :mark AND day = :day AND host = :host
                        """)
                        .param("mark", showing.mark())
                        .param("day", day)
                        .param("host", showing.host())
                        .param("times", showing.times())
                        .update()
                > 0;
        if (known) {
            return 0;
        }
        return jdbc.sql("""
                        INSERT INTO badge_mismatch (mark, day, host, times)
                        SELECT :mark, :day, CASE WHEN count(*) < :hosts THEN :host ELSE '*' END, :times
                        FROM badge_mismatch WHERE mark = :mark AND day = :day
                        ON CONFLICT (mark, day, host) DO UPDATE SET times = badge_mismatch.times + excluded.times
                        """)
                .param("mark", showing.mark())
                .param("day", day)
                .param("host", showing.host())
                .param("hosts", hosts)
                .param("times", showing.times())
                .update();
    }

    /** The hosts that showed foreign pictures, by how often. */
    public List<Row> lately(int limit) {
        return jdbc.sql("""
                        SELECT mark, host, min(day) AS first, max(day) AS last, sum(times) AS times FROM badge_mismatch
                        GROUP BY mark, host ORDER BY times DESC, mark, host LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new Row(
                        Rows.text(row, "mark"),
                        Rows.text(row, "host"),
                        Objects.requireNonNull(row.getObject("first", LocalDate.class)),
                        Objects.requireNonNull(row.getObject("last", LocalDate.class)),
                        row.getLong("times")))
                .list();
    }
}
