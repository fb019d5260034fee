package org.touchstone.complaint.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** The history of a case as it is stored, with who did what. */
@Repository
public class BundleStore {

    private final JdbcClient jdbc;

    BundleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An event as it is stored.
     *
     * @param at when it took effect
     * @param recordedAt when it was written down
     * @param event its facts as JSON
     */
    public record StoredEvent(int seq, Instant at, Instant recordedAt, String actor, String event) {}

    /** All events of a case, in order. */
    public List<StoredEvent> events(UUID complaint) {
        return jdbc.sql("""
                        SELECT seq, at, recorded_at, actor, event FROM complaint_event
                        WHERE complaint_id = :complaint ORDER BY seq
                        """)
                .param("complaint", complaint)
                .query((row, n) -> new StoredEvent(
                        row.getInt("seq"),
                        Rows.instant(row, "at"),
                        Rows.instant(row, "recorded_at"),
                        Rows.text(row, "actor"),
                        Rows.text(row, "event")))
                .list();
    }
}
