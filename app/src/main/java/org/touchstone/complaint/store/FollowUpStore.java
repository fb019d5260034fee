package org.touchstone.complaint.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.FollowUp;
import org.touchstone.complaint.FollowUp.Entry;
import org.touchstone.complaint.FollowUp.Kind;
import org.touchstone.complaint.FollowUp.NextStep;
import org.touchstone.complaint.FollowUp.Outcome;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.rules.complaint.State;

/** The centre's tasks about complaints left unanswered. */
@Repository
public class FollowUpStore {

    private static final String TASK = """
            SELECT f.id, f.complaint_id, c.reference, c.host, c.legal_name, c.category, c.state, f.opened_at, f.due_at,
                   f.next_step, f.done_at
            FROM follow_up f JOIN complaint c ON c.id = f.complaint_id
            """;

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

    /** The task of an identifier, with its log. */
    public Optional<FollowUp> find(UUID id) {
        return jdbc.sql(TASK + "WHERE f.id = :id")
                .param("id", id)
                .query((row, n) -> task(row, log(id)))
                .optional();
    }

    /** Open tasks by due instant, without their logs. */
    public List<FollowUp> open(Cursor after, int limit) {
        return jdbc.sql(TASK + """
                        WHERE f.done_at IS NULL AND (f.due_at, f.id) > (:at, :id)
                        ORDER BY f.due_at, f.id LIMIT :limit
                        """)
                .param("at", Rows.at(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query((row, n) -> task(row, List.of()))
                .list();
    }

    private static FollowUp task(ResultSet row, List<Entry> log) throws SQLException {
        return new FollowUp(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "complaint_id"),
                Rows.text(row, "reference"),
                Rows.text(row, "host"),
                Rows.text(row, "legal_name"),
                Rows.text(row, "category"),
                State.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "due_at"),
                NextStep.valueOf(Rows.text(row, "next_step")),
                Rows.instantOrNull(row, "done_at"),
                log);
    }

    private List<Entry> log(UUID id) {
        return jdbc.sql("""
                        SELECT at, officer, kind, outcome, content, next_step, next_due FROM follow_up_entry
                        WHERE follow_up_id = :id ORDER BY at DESC, id
                        """)
                .param("id", id)
                .query((row, n) -> {
                    var next = row.getString("next_step");
                    return new Entry(
                            Rows.instant(row, "at"),
                            Rows.uuid(row, "officer"),
                            Kind.valueOf(Rows.text(row, "kind")),
                            Outcome.valueOf(Rows.text(row, "outcome")),
                            vault.open(row.getBytes("content"), "follow_up_entry.content"),
                            next == null ? null : NextStep.valueOf(next),
                            Rows.instantOrNull(row, "next_due"));
                })
                .list();
    }

    /** Adds a line to the log and sets the next step and its due date. Returns whether the task was open. */
    public boolean log(UUID id, Entry entry) {
        boolean open = jdbc.sql("""
                        UPDATE follow_up SET next_step = coalesce(:next, next_step), due_at = coalesce(:due, due_at)
                        WHERE id = :id AND done_at IS NULL
                        """)
                        .param("id", id)
                        .param("next", name(entry.nextStep()))
                        .param("due", Rows.at(entry.nextDue()))
                        .update()
                == 1;
        if (open) {
            add(id, entry);
        }
        return open;
    }

    /** Closes a task with what was done. Returns whether it was open. */
    public boolean close(UUID id, Entry entry) {
        boolean open =
                jdbc.sql("UPDATE follow_up SET done_at = :at, done_by = :officer WHERE id = :id AND done_at IS NULL")
                                .param("id", id)
                                .param("at", Rows.at(entry.at()))
                                .param("officer", entry.officer())
                                .update()
                        == 1;
        if (open) {
            add(id, entry);
        }
        return open;
    }

    private void add(UUID id, Entry entry) {
        jdbc.sql("""
                INSERT INTO follow_up_entry (id, follow_up_id, at, officer, kind, outcome, content, next_step, next_due)
                VALUES (:id, :task, :at, :officer, :kind, :outcome, :content, :next, :due)
                """)
                .param("id", UUID.randomUUID())
                .param("task", id)
                .param("at", Rows.at(entry.at()))
                .param("officer", entry.officer())
                .param("kind", entry.kind().name())
                .param("outcome", entry.outcome().name())
                .param("content", vault.seal(entry.text(), "follow_up_entry.content"))
                .param("next", name(entry.nextStep()))
                .param("due", Rows.at(entry.nextDue()))
                .update();
    }

    private static @Nullable String name(@Nullable NextStep step) {
        return step == null ? null : step.name();
    }
}
