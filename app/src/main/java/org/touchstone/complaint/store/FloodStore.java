package org.touchstone.complaint.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.Flood;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.web.Cursor;

/** Suspected floods, their complaints, and what officers decided. */
@Repository
public class FloodStore {

    private static final String FLOOD = """
            SELECT f.id, f.opened_at, array_agg(DISTINCT c.host ORDER BY c.host) AS hosts, count(*) AS complaints,
                   count(DISTINCT c.consumer_id) AS people, min(c.filed_at) AS first_at, max(c.filed_at) AS last_at,
                   min(m.similarity) AS likeness, count(m.set_aside_at) AS set_aside
            FROM flood f JOIN flood_member m ON m.flood_id = f.id JOIN complaint c ON c.id = m.complaint_id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    FloodStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Opens a suspicion about a cluster of narratives. Returns whether there was none yet. */
    public boolean open(UUID cluster) {
        return jdbc.sql("""
                        INSERT INTO flood (id, cluster, opened_at) VALUES (:cluster, :cluster, touchstone_now())
                        ON CONFLICT DO NOTHING
                        """).param("cluster", cluster).update() == 1;
    }

    /** Takes the cluster's narratives between two instants into the suspicion. */
    public void gather(UUID cluster, Instant from, Instant until) {
        jdbc.sql("""
                INSERT INTO flood_member (flood_id, complaint_id, similarity)
                SELECT :cluster, s.complaint_id, s.similarity FROM narrative_sketch s
                WHERE s.cluster = :cluster AND s.at > :from AND s.at <= :until
                ON CONFLICT DO NOTHING
                """)
                .param("cluster", cluster)
                .param("from", Rows.at(from))
                .param("until", Rows.at(until))
                .update();
    }

    /** Suspicions in the order of their opening. */
    public List<Flood> floods(Cursor after, int limit) {
        return jdbc.sql(FLOOD + """
                        WHERE (f.opened_at, f.id) > (:at, :id) GROUP BY f.id ORDER BY f.opened_at, f.id LIMIT :limit
                        """)
                .param("at", Rows.at(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query(FloodStore::flood)
                .list();
    }

    private static final String UNDECIDED = " NOT EXISTS (SELECT 1 FROM flood_decision d WHERE d.flood_id = f.id) ";

    /** Suspicions without a decision, the oldest first. */
    public List<Flood> undecided(int limit) {
        return jdbc.sql(FLOOD + "WHERE" + UNDECIDED + "GROUP BY f.id ORDER BY f.opened_at, f.id LIMIT :limit")
                .param("limit", limit)
                .query(FloodStore::flood)
                .list();
    }

    /** How many suspicions have no decision. */
    public int countUndecided() {
        return jdbc.sql("SELECT count(*) FROM flood f WHERE" + UNDECIDED)
                .query(Integer.class)
                .single();
    }

    /** One suspicion. */
    public Optional<Flood> find(UUID id) {
        return jdbc.sql(FLOOD + "WHERE f.id = :id GROUP BY f.id")
                .param("id", id)
                .query(FloodStore::flood)
                .optional();
    }

    private static Flood flood(ResultSet row, int n) throws SQLException {
        return new Flood(
                Rows.uuid(row, "id"),
                Rows.instant(row, "opened_at"),
                Rows.texts(row, "hosts"),
                row.getInt("complaints"),
                row.getInt("people"),
                Rows.instant(row, "first_at"),
                Rows.instant(row, "last_at"),
                row.getDouble("likeness"),
                row.getInt("set_aside"));
    }

    /** A complaint of a suspicion. */
    public record Row(
            UUID complaint,
            String reference,
            String host,
            Instant filedAt,
            double likeness,
            @Nullable Instant setAsideAt,
            String narrative) {

        @Override
        public String toString() {
            return "complaint:" + complaint;
        }
    }

    /** The complaints of a suspicion in the order of filing. */
    public List<Row> members(UUID flood) {
        return jdbc.sql("""
                        SELECT c.id, c.reference, c.host, c.filed_at, m.similarity, m.set_aside_at, c.narrative
                        FROM flood_member m JOIN complaint c ON c.id = m.complaint_id
                        WHERE m.flood_id = :flood ORDER BY c.filed_at, c.id
                        """)
                .param("flood", flood)
                .query((row, n) -> new Row(
                        Rows.uuid(row, "id"),
                        Rows.text(row, "reference"),
                        Rows.text(row, "host"),
                        Rows.instant(row, "filed_at"),
                        row.getDouble("similarity"),
                        Rows.instantOrNull(row, "set_aside_at"),
                        String.valueOf(vault.open(row.getBytes("narrative"), "complaint.narrative"))))
                .list();
    }

    /** Takes a suspicion for a change; others wait. */
    public boolean lock(UUID flood) {
        return jdbc.sql("SELECT id FROM flood WHERE id = :id FOR UPDATE")
                .param("id", flood)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** Those of some complaints that belong to a suspicion and are, or are not, quarantined. */
    public List<UUID> those(UUID flood, List<UUID> complaints, boolean quarantined) {
        return jdbc.sql("""
                        SELECT complaint_id FROM flood_member
                        WHERE flood_id = :flood AND complaint_id = ANY (:complaints) AND (set_aside_at IS NOT NULL) = :quarantined
                        ORDER BY complaint_id
                        """)
                .param("flood", flood)
                .param("complaints", complaints.toArray(UUID[]::new))
                .param("quarantined", quarantined)
                .query(Rows::onlyUuid)
                .list();
    }

    /** Writes a decision down and marks the complaints. */
    public void decide(UUID flood, UUID officer, boolean quarantine, List<UUID> complaints, String reason) {
        jdbc.sql("""
                INSERT INTO flood_decision (flood_id, at, officer, decision, complaints, reason)
                VALUES (:flood, touchstone_now(), :officer, :decision, :complaints, :reason)
                """)
                .param("flood", flood)
                .param("officer", officer)
                .param("decision", quarantine ? "QUARANTINE" : "RELEASE")
                .param("complaints", complaints.toArray(UUID[]::new))
                .param("reason", vault.seal(reason, "flood_decision.reason"))
                .update();
        jdbc.sql("""
                UPDATE flood_member SET set_aside_at = CASE WHEN :quarantine THEN touchstone_now() END
                WHERE flood_id = :flood AND complaint_id = ANY (:complaints)
                """)
                .param("flood", flood)
                .param("quarantine", quarantine)
                .param("complaints", complaints.toArray(UUID[]::new))
                .update();
    }

    /** What was decided about a suspicion, in order. */
    public List<Flood.Decided> decisions(UUID flood) {
        return jdbc.sql("SELECT * FROM flood_decision WHERE flood_id = :flood ORDER BY id")
                .param("flood", flood)
                .query(this::decided)
                .list();
    }

    /** The last decision about a complaint. */
    public Optional<Flood.Decided> lastAbout(UUID complaint) {
        return jdbc.sql("""
                        SELECT d.* FROM flood_decision d JOIN flood_member m ON m.flood_id = d.flood_id
                        WHERE m.complaint_id = :complaint AND :complaint = ANY (d.complaints) ORDER BY d.id DESC LIMIT 1
                        """).param("complaint", complaint).query(this::decided).optional();
    }

    private Flood.Decided decided(ResultSet row, int n) throws SQLException {
        Array complaints = row.getArray("complaints");
        return new Flood.Decided(
                Rows.instant(row, "at"),
                "QUARANTINE".equals(Rows.text(row, "decision")),
                Arrays.asList((UUID[]) complaints.getArray()),
                String.valueOf(vault.open(row.getBytes("reason"), "flood_decision.reason")));
    }
}
