package org.touchstone.complaint.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.FollowUp.NextStep;
import org.touchstone.complaint.Task;
import org.touchstone.complaint.Task.Why;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.rules.complaint.State;

/** What needs the centre now. */
@Repository
public class TaskStore {

    private static final String TASKS = """
            WITH task AS (
                SELECT f.id, f.complaint_id, 'UNANSWERED' AS why, f.due_at, f.next_step
                FROM follow_up f WHERE f.done_at IS NULL
                UNION ALL
                SELECT c.id, c.id, c.expects_why, c.expected_by, NULL
                FROM complaint c WHERE c.expects = 'CENTRE'
                UNION ALL
                SELECT c.id, c.id, c.expects_why, c.expected_by, NULL
                FROM complaint c WHERE c.expects_why IN ('COMPLIANCE', 'PROPOSAL') AND c.expected_by <= (SELECT touchstone_now())
                UNION ALL
                SELECT d.id, d.complaint_id, 'DISPUTE', d.due_at, NULL
                FROM dispute d WHERE d.decided_at IS NULL
            )
            """;

    private final JdbcClient jdbc;

    TaskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Tasks by due instant, all or those of one kind. */
    public List<Task> open(@Nullable Why why, Cursor after, int limit) {
        return jdbc.sql(TASKS + """
                        SELECT t.id, t.complaint_id, c.reference, c.host, c.legal_name, c.state, t.why, t.due_at, t.next_step
                        FROM task t JOIN complaint c ON c.id = t.complaint_id
                        WHERE (cast(:why AS text) IS NULL OR t.why = :why) AND (t.due_at, t.id) > (:at, :id)
                        ORDER BY t.due_at, t.id LIMIT :limit
                        """)
                .param("why", why == null ? null : why.name())
                .param("at", Rows.at(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query((row, n) -> {
                    var next = row.getString("next_step");
                    return new Task(
                            Rows.uuid(row, "id"),
                            Rows.uuid(row, "complaint_id"),
                            Rows.text(row, "reference"),
                            Rows.text(row, "host"),
                            Rows.text(row, "legal_name"),
                            State.valueOf(Rows.text(row, "state")),
                            Why.valueOf(Rows.text(row, "why")),
                            Rows.instant(row, "due_at"),
                            next == null ? null : NextStep.valueOf(next));
                })
                .list();
    }

    /** How many tasks of each kind there are. */
    public Map<Why, Integer> counts() {
        var counts = new EnumMap<Why, Integer>(Why.class);
        jdbc.sql(TASKS + "SELECT why, count(*) AS n FROM task GROUP BY why").query(row -> {
            counts.put(Why.valueOf(Rows.text(row, "why")), row.getInt("n"));
        });
        return counts;
    }
}
