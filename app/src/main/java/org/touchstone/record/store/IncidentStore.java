package org.touchstone.record.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.record.Incident;

/** Incidents. */
@Repository
public class IncidentStore {

    private static final String INCIDENT =
            "SELECT id, mark, kind, severe, sentence, reason, opened_at, closed_at, closing, withdrawn_at,"
                    + " withdrawal FROM incident ";

    private final JdbcClient jdbc;

    IncidentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds one. Returns false where one of this identifier is there already. */
    public boolean add(Incident incident, UUID officer) {
        return jdbc.sql("""
                        INSERT INTO incident (id, mark, kind, severe, sentence, reason, opened_at, opened_by)
                        VALUES (:id, :mark, :kind, :severe, :sentence, :reason, :at, :officer)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", incident.id())
                        .param("mark", incident.mark())
                        .param("kind", incident.kind().name())
                        .param("severe", incident.severe())
                        .param("sentence", incident.sentence())
                        .param("reason", incident.reason())
                        .param("at", Rows.at(incident.openedAt()))
                        .param("officer", officer)
                        .update()
                > 0;
    }

    /** Closes one. Returns whether it was open. */
    public boolean close(UUID id, String closing, UUID officer, Instant now) {
        return jdbc.sql("""
                        UPDATE incident SET closed_at = :now, closed_by = :officer, closing = :closing
                        WHERE id = :id AND closed_at IS NULL AND withdrawn_at IS NULL
                        """)
                        .param("id", id)
                        .param("closing", closing)
                        .param("officer", officer)
                        .param("now", Rows.at(now))
                        .update()
                > 0;
    }

    /** Withdraws one, closed or not. Returns whether it had not been withdrawn. */
    public boolean withdraw(UUID id, String withdrawal, UUID officer, Instant now) {
        return jdbc.sql("""
                        UPDATE incident SET withdrawn_at = :now, withdrawn_by = :officer, withdrawal = :withdrawal
                        WHERE id = :id AND withdrawn_at IS NULL
                        """)
                        .param("id", id)
                        .param("withdrawal", withdrawal)
                        .param("officer", officer)
                        .param("now", Rows.at(now))
                        .update()
                > 0;
    }

    /** One of them. */
    public Optional<Incident> find(UUID id) {
        return jdbc.sql(INCIDENT + "WHERE id = :id")
                .param("id", id)
                .query(IncidentStore::incident)
                .optional();
    }

    /** Those of some marks, the oldest first. */
    public List<Incident> of(Collection<String> marks) {
        return jdbc.sql(INCIDENT + "WHERE mark = ANY (:marks) ORDER BY opened_at, id")
                .param("marks", marks.toArray(String[]::new))
                .query(IncidentStore::incident)
                .list();
    }

    /** The open ones, the oldest first. */
    public List<Incident> open(int limit) {
        return jdbc.sql(INCIDENT
                        + "WHERE closed_at IS NULL AND withdrawn_at IS NULL ORDER BY opened_at, id LIMIT :limit")
                .param("limit", limit)
                .query(IncidentStore::incident)
                .list();
    }

    private static Incident incident(ResultSet row, int n) throws SQLException {
        return new Incident(
                Rows.uuid(row, "id"),
                Rows.text(row, "mark"),
                Incident.Kind.valueOf(Rows.text(row, "kind")),
                row.getBoolean("severe"),
                Rows.text(row, "sentence"),
                Rows.text(row, "reason"),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "closed_at"),
                row.getString("closing"),
                Rows.instantOrNull(row, "withdrawn_at"),
                row.getString("withdrawal"));
    }
}
