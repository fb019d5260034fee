package org.touchstone.complaint.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.rules.calendar.LegalCalendar;

/** How far the running complaints have been extended by declared stops of all clocks. */
@Repository
public class ForceMajeureStore {

    private static final String THIS = "WHERE policy_version = :version AND stop_from = :from AND stop_to = :to ";

    private final JdbcClient jdbc;

    ForceMajeureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where a pass stands.
     *
     * @param after complaints up to this one have been seen
     * @param passes passes finished
     */
    public record Progress(UUID after, int passes) {}

    private JdbcClient.StatementSpec of(String sql, String version, LegalCalendar.Period stop) {
        return jdbc.sql(sql)
                .param("version", version)
                .param("from", Rows.at(stop.from()))
                .param("to", Rows.at(stop.to()));
    }

    /** The progress of a stop with a pass to do now, held until the transaction ends; nothing where another node is at it. */
    public Optional<Progress> lockDue(String version, LegalCalendar.Period stop, Instant now) {
        of("""
                INSERT INTO force_majeure (policy_version, stop_from, stop_to, next_at) VALUES (:version, :from, :to, :now)
                ON CONFLICT DO NOTHING
                """, version, stop).param("now", Rows.at(now)).update();
        return of(
                        "SELECT after, passes FROM force_majeure " + THIS
                                + "AND done_at IS NULL AND next_at <= :now FOR UPDATE SKIP LOCKED",
                        version,
                        stop)
                .param("now", Rows.at(now))
                .query((row, n) -> new Progress(Rows.uuid(row, "after"), row.getInt("passes")))
                .optional();
    }

    /** A page is done. */
    public void goOn(String version, LegalCalendar.Period stop, UUID after) {
        of("UPDATE force_majeure SET after = :after " + THIS, version, stop)
                .param("after", after)
                .update();
    }

    /**
     * A pass is done.
     *
     * @param done when no further one is needed; absent where one is
     */
    public void passed(String version, LegalCalendar.Period stop, Instant next, @Nullable Instant done) {
        of("""
                UPDATE force_majeure SET after = '00000000-0000-0000-0000-000000000000', next_at = :next, done_at = :done,
                    passes = passes + 1
                """ + THIS, version, stop)
                .param("next", Rows.at(next))
                .param("done", Rows.at(done))
                .update();
    }
}
