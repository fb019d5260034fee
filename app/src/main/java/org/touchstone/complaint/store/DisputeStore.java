package org.touchstone.complaint.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.Dispute;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.rules.complaint.Correction;

/** Disputes of businesses about published figures. */
@Repository
public class DisputeStore {

    private static final String DISPUTE = """
            SELECT id, complaint_id, correction, reason, opened_at, due_at, decided_at, corrected, decision FROM dispute
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    DisputeStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Opens a dispute; one for each complaint and kind of correction. Returns whether it is new. */
    public boolean open(
            UUID id, UUID complaint, Correction correction, String reason, UUID by, Instant now, Instant due) {
        return jdbc.sql("""
                        INSERT INTO dispute (id, complaint_id, correction, reason, opened_at, opened_by, due_at)
                        VALUES (:id, :complaint, :correction, :reason, :now, :by, :due) ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("complaint", complaint)
                        .param("correction", correction.name())
                        .param("reason", vault.seal(reason, "dispute.reason"))
                        .param("now", Rows.at(now))
                        .param("by", by)
                        .param("due", Rows.at(due))
                        .update()
                == 1;
    }

    /** Decides an open dispute. Returns whether it was open. */
    public boolean decide(UUID id, UUID officer, boolean corrected, String decision, Instant now) {
        return jdbc.sql("""
                        UPDATE dispute SET decided_at = :now, decided_by = :officer, corrected = :corrected, decision = :decision
                        WHERE id = :id AND decided_at IS NULL
                        """)
                        .param("id", id)
                        .param("officer", officer)
                        .param("corrected", corrected)
                        .param("decision", decision)
                        .param("now", Rows.at(now))
                        .update()
                == 1;
    }

    /** The dispute of an identifier. */
    public Optional<Dispute> find(UUID id) {
        return jdbc.sql(DISPUTE + "WHERE id = :id")
                .param("id", id)
                .query(this::dispute)
                .optional();
    }

    /** The disputes about a complaint, the oldest first. */
    public List<Dispute> about(UUID complaint) {
        return jdbc.sql(DISPUTE + "WHERE complaint_id = :complaint ORDER BY opened_at, id")
                .param("complaint", complaint)
                .query(this::dispute)
                .list();
    }

    private Dispute dispute(ResultSet row, int n) throws SQLException {
        return new Dispute(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "complaint_id"),
                Correction.valueOf(Rows.text(row, "correction")),
                Objects.requireNonNull(vault.open(row.getBytes("reason"), "dispute.reason")),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "due_at"),
                Rows.instantOrNull(row, "decided_at"),
                Rows.bool(row, "corrected"),
                row.getString("decision"));
    }
}
