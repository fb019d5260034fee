package org.touchstone.record.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.record.SimulationRun;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.record.Simulation;
import org.touchstone.rules.record.Simulation.MarkChange;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Simulations under way and what came of them. */
@Repository
public class SimulationStore {

    private static final TypeReference<List<ComplaintEvent>> HISTORY = new TypeReference<>() {};

    private static final int STEP = 4000;

    private static final String RUN = """
            SELECT draft_id, hash, state, as_of, total, done, last_mark, worked_ms, sum::text AS sum FROM policy_simulation
            """;
    private static final String FILED = " submitted > :from AND submitted <= :asOf ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SimulationStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The history of one complaint and the mark it is about. */
    public record History(String mark, List<ComplaintEvent> events) {}

    /** Begins a simulation anew. */
    public void begin(UUID draft, String hash, Instant asOf, UUID by, long total) {
        jdbc.sql("DELETE FROM policy_simulation WHERE draft_id = :draft")
                .param("draft", draft)
                .update();
        jdbc.sql("""
                INSERT INTO policy_simulation (draft_id, hash, state, as_of, started_by, total, sum)
                VALUES (:draft, :hash, 'RUNNING', :asOf, :by, :total, :sum::jsonb)
                """)
                .param("draft", draft)
                .param("hash", hash)
                .param("asOf", Rows.at(asOf))
                .param("by", by)
                .param("total", total)
                .param("sum", json.writeValueAsString(Simulation.NONE))
                .update();
    }

    /** A simulation. */
    public Optional<SimulationRun> find(UUID draft) {
        return jdbc.sql(RUN + "WHERE draft_id = :draft")
                .param("draft", draft)
                .query(this::run)
                .optional();
    }

    /** A simulation, held until the transaction ends. */
    public Optional<SimulationRun> lock(UUID draft) {
        return jdbc.sql(RUN + "WHERE draft_id = :draft FOR UPDATE")
                .param("draft", draft)
                .query(this::run)
                .optional();
    }

    /** The simulation that has waited longest, held until the transaction ends; nothing where other nodes are at it. */
    public Optional<SimulationRun> lockRunning() {
        return jdbc.sql(RUN + "WHERE state = 'RUNNING' ORDER BY as_of LIMIT 1 FOR UPDATE SKIP LOCKED")
                .query(this::run)
                .optional();
    }

    /** Keeps how far a simulation has come. */
    public void put(SimulationRun run) {
        jdbc.sql("""
                UPDATE policy_simulation SET state = :state, done = :done, last_mark = :last, worked_ms = :worked,
                    sum = :sum::jsonb
                WHERE draft_id = :draft
                """)
                .param("draft", run.draft())
                .param("state", run.state().name())
                .param("done", run.done())
                .param("last", run.lastMark())
                .param("worked", run.workedMs())
                .param("sum", json.writeValueAsString(run.sum()))
                .update();
    }

    /** Adds a mark for which anything would differ. */
    public void add(UUID draft, MarkChange change) {
        jdbc.sql("""
                INSERT INTO policy_simulation_mark (draft_id, mark, difference, change)
                VALUES (:draft, :mark, :difference, :change::jsonb)
                """)
                .param("draft", draft)
                .param("mark", change.mark())
                .param(
                        "difference",
                        change.before().unanswered() - change.after().unanswered())
                .param("change", json.writeValueAsString(change))
                .update();
    }

    /** Marks for which anything would differ, the largest difference first. */
    public List<MarkChange> most(UUID draft, int limit) {
        return jdbc.sql("""
                        SELECT change::text FROM policy_simulation_mark WHERE draft_id = :draft
                        ORDER BY abs(difference) DESC, mark LIMIT :limit
                        """)
                .param("draft", draft)
                .param("limit", limit)
                .query(this::change)
                .list();
    }

    /** All marks for which anything would differ. To be closed; in a transaction. */
    public Stream<MarkChange> all(UUID draft) {
        return jdbc
                .sql("SELECT change::text FROM policy_simulation_mark WHERE draft_id = :draft ORDER BY mark")
                .param("draft", draft)
                .withFetchSize(2000)
                .query(this::change)
                .stream();
    }

    /** How many complaints a simulation will see. */
    public long count(Instant from, Instant asOf) {
        return jdbc.sql("SELECT count(*) FROM record_case WHERE" + FILED)
                .param("from", Rows.at(from))
                .param("asOf", Rows.at(asOf))
                .query(Long.class)
                .single();
    }

    /**
     * The mark up to which some thousand complaints stand after another mark; nothing where fewer are left. A step reads no
     * further, so that no step ever sorts the whole record.
     */
    public Optional<String> bound(String after) {
        return jdbc.sql("""
                        SELECT mark FROM record_case WHERE mark COLLATE "C" > :after
                        ORDER BY mark COLLATE "C" OFFSET :step LIMIT 1
                        """)
                .param("after", after)
                .param("step", STEP)
                .query(Rows::onlyText)
                .optional();
    }

    /**
     * The histories after a mark, in the order of marks. To be closed; in a transaction.
     *
     * @param until the last mark to read; absent for all
     */
    public Stream<History> histories(String after, @Nullable String until, Instant from, Instant asOf) {
        return jdbc
                .sql("SELECT mark, history::text AS history FROM record_case WHERE mark COLLATE \"C\" > :after"
                        + (until == null ? "" : " AND mark COLLATE \"C\" <= :until") + " AND" + FILED
                        + "ORDER BY mark COLLATE \"C\", submitted")
                .param("after", after)
                .param("until", until)
                .param("from", Rows.at(from))
                .param("asOf", Rows.at(asOf))
                .withFetchSize(500)
                .query((row, n) -> new History(
                        Rows.text(row, "mark"),
                        Objects.requireNonNull(json.readValue(Rows.text(row, "history"), HISTORY))))
                .stream();
    }

    private MarkChange change(ResultSet row, int n) throws SQLException {
        return Objects.requireNonNull(json.readValue(Rows.onlyText(row, n), MarkChange.class));
    }

    private SimulationRun run(ResultSet row, int n) throws SQLException {
        return new SimulationRun(
                Rows.uuid(row, "draft_id"),
                Rows.text(row, "hash"),
                SimulationRun.State.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "as_of"),
                row.getLong("total"),
                row.getLong("done"),
                Rows.text(row, "last_mark"),
                row.getLong("worked_ms"),
                Objects.requireNonNull(json.readValue(Rows.text(row, "sum"), Simulation.class)));
    }
}
