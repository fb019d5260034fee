package org.touchstone.complaint.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.FollowUp;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.rules.complaint.State;

/** The centre's tasks about complaints left unanswered. */
@Repository
public class FollowUpStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    FollowUpStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Opens a task; one complaint has one. */
    public void open(UUID complaint, Instant at, Duration within) {
        jdbc.sql("""
                INSERT INTO follow_up (id, complaint_id, opened_at, due_at) VALUES (:id, :complaint, :at, :due)
                ON CONFLICT (complaint_id) DO NOTHING
                """)
                .param("id", UUID.randomUUID())
                .param("complaint", complaint)
                .param("at", Rows.at(at))
                .param("due", Rows.at(at.plus(within)))
                .update();
    }

    /** Open tasks by due instant. */
    public List<FollowUp> open(Cursor after, int limit) {
        return jdbc.sql("""
                        SELECT f.id, f.complaint_id, c.reference, c.host, c.legal_name, c.category, c.state, f.opened_at, f.due_at
                        FROM follow_up f JOIN complaint c ON c.id = f.complaint_id
                        WHERE f.done_at IS NULL AND (f.due_at, f.id) > (:at, :id)
                        ORDER BY f.due_at, f.id LIMIT :limit
                        """)
                .param("at", Rows.at(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query((row, n) -> new FollowUp(
                        Rows.uuid(row, "id"),
                        Rows.uuid(row, "complaint_id"),
                        Rows.text(row, "reference"),
                        Rows.text(row, "host"),
                        Rows.text(row, "legal_name"),
                        Rows.text(row, "category"),
                        State.valueOf(Rows.text(row, "state")),
                        Rows.instant(row, "opened_at"),
                        Rows.instant(row, "due_at")))
                .list();
    }

    /** Closes a task with what was done. Returns whether it was open. */
    public boolean close(UUID id, UUID officer, String note) {
        return jdbc.sql("""
                        UPDATE follow_up SET done_at = touchstone_now(), done_by = :officer, note = :note
                        WHERE id = :id AND done_at IS NULL
                        """)
                        .param("id", id)
                        .param("officer", officer)
                        .param("note", vault.seal(note, "follow_up.note"))
                        .update()
                == 1;
    }
}
