package org.touchstone.transparency.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** The log as it stands in the database. */
@Repository
public class LogStore {

    private static final long ONE_APPENDER = 7_350_010;
    private static final int HASH = 32;
    private static final int FETCH = 2000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LogStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A row the log has not taken yet. */
    public record Pending(long id, String source, String content) {}

    /**
     * An entry.
     *
     * @param source the table its row stands in
     * @param key which row
     */
    public record Entry(
            long index,
            byte[] leaf,
            byte[] hash,
            String source,
            String key,
            @Nullable String mark) {}

    /**
     * What opens the commitments of an entry.
     *
     * @param content the disclosed content; absent where not everyone may read it
     * @param restricted the salt of the restricted content; absent where there is none
     */
    public record Opening(byte[] salt, @Nullable String content, byte @Nullable [] restricted) {}

    /** An entry with what opens it; that may have been deleted. */
    public record Opened(Entry entry, @Nullable Opening opening) {}

    /** A head that was signed. */
    public record Checkpoint(long id, long size, byte[] root, String origin, String note, Instant signedAt) {}

    /** A witness and where it stands. */
    public record Standing(
            String witness,
            long size,
            int failures,
            @Nullable String fault) {}

    // Appending.

    /** Whether this transaction alone appends until it ends. */
    public boolean holdAppending() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
                .param("lock", ONE_APPENDER)
                .query(Boolean.class)
                .single();
    }

    /** Rows not taken yet, in the order they were written. */
    public List<Pending> pending(int limit) {
        return jdbc.sql("SELECT id, source, content::text AS content FROM log_pending ORDER BY id LIMIT :limit")
                .param("limit", limit)
                .query((row, n) -> new Pending(row.getLong("id"), Rows.text(row, "source"), Rows.text(row, "content")))
                .list();
    }

    /** Whether rows wait. */
    public boolean waiting() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM log_pending)")
                .query(Boolean.class)
                .single();
    }

    /** Forgets rows that were taken. */
    public void taken(List<Pending> pending) {
        jdbc.sql("DELETE FROM log_pending WHERE id = ANY (:ids)")
                .param("ids", pending.stream().map(Pending::id).toArray(Long[]::new))
                .update();
    }

    /** Appends entries with their salts. */
    public void append(List<Opened> entries) {
        batches.batchUpdate(
                "INSERT INTO log_entry (idx, leaf, hash, source, key, mark) VALUES (?, ?, ?, ?, ?, ?)",
                entries,
                entries.size(),
                (statement, opened) -> {
                    var entry = opened.entry();
                    statement.setLong(1, entry.index());
                    statement.setBytes(2, entry.leaf());
                    statement.setBytes(3, entry.hash());
                    statement.setString(4, entry.source());
                    statement.setString(5, entry.key());
                    statement.setString(6, entry.mark());
                });
        batches.batchUpdate(
                "INSERT INTO log_opening (idx, salt, content, restricted_salt) VALUES (?, ?, ?, ?)",
                entries,
                entries.size(),
                (statement, opened) -> {
                    statement.setLong(1, opened.entry().index());
                    var opening = Objects.requireNonNull(opened.opening());
                    statement.setBytes(2, opening.salt());
                    statement.setString(3, opening.content());
                    statement.setBytes(4, opening.restricted());
                });
    }

    /** Keeps the hash of a full tile of the level below. */
    public void addNode(int level, long n, byte[] hash) {
        jdbc.sql("INSERT INTO log_node (level, n, hash) VALUES (:level, :n, :hash)")
                .param("level", level)
                .param("n", n)
                .param("hash", hash)
                .update();
    }

    // Reading the tree.

    /** How many leaves there are. */
    public long size() {
        return jdbc.sql("SELECT coalesce(max(idx) + 1, 0) FROM log_entry")
                .query(Long.class)
                .single();
    }

    /** So many hashes of a level from one on, one after another. Fails where one is missing. */
    public byte[] hashes(int level, long from, int count) {
        var hashes = (level == 0
                        ? jdbc.sql("SELECT hash FROM log_entry WHERE idx >= :from AND idx < :to ORDER BY idx")
                        : jdbc.sql(
                                        "SELECT hash FROM log_node WHERE level = :level AND n >= :from AND n < :to ORDER BY n")
                                .param("level", level))
                .param("from", from)
                .param("to", from + count)
                .query((row, n) -> Objects.requireNonNull(row.getBytes(1)))
                .list();
        if (hashes.size() != count) {
            throw new IllegalStateException("the log has a hole at level " + level + " after " + from);
        }
        var all = new byte[count * HASH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(hashes.get(i), 0, all, i * HASH, HASH);
        }
        return all;
    }

    private static final String ENTRY =
            "SELECT e.idx, e.leaf, e.hash, e.source, e.key, e.mark, o.salt, o.content, o.restricted_salt FROM log_entry e LEFT JOIN log_opening o ON o.idx = e.idx ";

    /** Entries from one on, in order. */
    public List<Opened> entries(long from, int count) {
        return jdbc.sql(ENTRY + "WHERE e.idx >= :from AND e.idx < :to ORDER BY e.idx")
                .param("from", from)
                .param("to", from + count)
                .query(LogStore::opened)
                .list();
    }

    /** An entry. */
    public Optional<Opened> entry(long index) {
        return entries(index, 1).stream().findFirst();
    }

    /** The newest entry that answers for a row. */
    public Optional<Opened> newestOf(String source, String key) {
        return jdbc.sql(ENTRY + "WHERE e.source = :source AND e.key = :key ORDER BY e.idx DESC LIMIT 1")
                .param("source", source)
                .param("key", key)
                .query(LogStore::opened)
                .optional();
    }

    /** The newest entries before one that everyone may open, at most so many. */
    public List<Opened> openBefore(long index, int limit) {
        return jdbc.sql("""
                        SELECT e.idx, e.leaf, e.hash, e.source, e.key, e.mark, o.salt, o.content, o.restricted_salt
                        FROM log_opening o JOIN log_entry e ON e.idx = o.idx
                        WHERE o.content IS NOT NULL AND o.idx < :before ORDER BY o.idx DESC LIMIT :limit
                        """)
                .param("before", index)
                .param("limit", limit)
                .query(LogStore::opened)
                .list();
    }

    /** The entries about a mark from one on, at most so many. */
    public List<Opened> ofMark(String mark, long from, int limit) {
        return jdbc.sql(ENTRY + "WHERE e.mark = :mark AND e.idx >= :from ORDER BY e.idx LIMIT :limit")
                .param("mark", mark)
                .param("from", from)
                .param("limit", limit)
                .query(LogStore::opened)
                .list();
    }

    /** Hands over all entries in order, without holding them. Only within a transaction. */
    public void eachEntry(Consumer<Opened> taker) {
        stream(ENTRY + "ORDER BY e.idx", row -> taker.accept(opened(row, 0)));
    }

    /** The newest entry of each row of a table, in the order of the bytes of their keys. To be closed; only within a transaction. */
    public Stream<Opened> newestOfEach(String source) {
        return batches.queryForStream(
                connection -> {
                    var statement = connection.prepareStatement("""
                            SELECT DISTINCT ON (e.key COLLATE "C") e.idx, e.leaf, e.hash, e.source, e.key, e.mark,
                                o.salt, o.content, o.restricted_salt
                            FROM log_entry e LEFT JOIN log_opening o ON o.idx = e.idx
                            WHERE e.source = ? ORDER BY e.key COLLATE "C", e.idx DESC
                            """);
                    statement.setFetchSize(FETCH);
                    statement.setString(1, source);
                    return statement;
                },
                LogStore::opened);
    }

    /** The hashes of full tiles, in order. */
    public List<byte[]> nodes(int level) {
        return jdbc.sql("SELECT hash FROM log_node WHERE level = :level ORDER BY n")
                .param("level", level)
                .query((row, n) -> Objects.requireNonNull(row.getBytes(1)))
                .list();
    }

    /** Hands over the rows of a table that are not taken yet, each as JSON, in the order they were written. */
    public void eachPendingOf(String source, Consumer<String> taker) {
        stream(
                "SELECT content::text FROM log_pending WHERE source = ? ORDER BY id",
                row -> taker.accept(Rows.onlyText(row, 0)),
                source);
    }

    // Rows of audited tables, by the query their module describes.

    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private void stream(String sql, RowTaker taker, Object... arguments) {
        batches.query(
                connection -> {
                    var statement = connection.prepareStatement(sql);
                    statement.setFetchSize(FETCH);
                    for (int i = 0; i < arguments.length; i++) {
                        statement.setObject(i + 1, arguments[i]);
                    }
                    return statement;
                },
                row -> {
                    taker.take(row);
                });
    }

    /** Makes the texts of rows independent of the session, until the transaction ends. */
    public void readAsLogged() {
        batches.execute("SET LOCAL timezone = 'UTC'");
        batches.execute("SET LOCAL bytea_output = 'hex'");
    }

    /** Hands over the rows of a query, each as JSON. Only within a transaction. */
    public void eachRow(String query, Consumer<String> taker) {
        stream(query, row -> taker.accept(Rows.onlyText(row, 0)));
    }

    // Heads.

    private static final String CHECKPOINT = "SELECT id, size, root, origin, note, signed_at FROM log_checkpoint ";

    /** The newest head. */
    public Optional<Checkpoint> newest() {
        return jdbc.sql(CHECKPOINT + "ORDER BY id DESC LIMIT 1")
                .query(LogStore::checkpoint)
                .optional();
    }

    /** The newest head that a witness cosigned. */
    public Optional<Checkpoint> newestCosigned() {
        return jdbc.sql(CHECKPOINT + """
                        WHERE id = (SELECT max(checkpoint) FROM log_cosignature)
                        """).query(LogStore::checkpoint).optional();
    }

    /** All heads, in the order they were signed. */
    public List<Checkpoint> checkpoints() {
        return jdbc.sql(CHECKPOINT + "ORDER BY id").query(LogStore::checkpoint).list();
    }

    /** Keeps a head that was signed. */
    public void addCheckpoint(long size, byte[] root, String origin, String note) {
        jdbc.sql("""
                INSERT INTO log_checkpoint (size, root, origin, note, signed_at)
                VALUES (:size, :root, :origin, :note, touchstone_now())
                """)
                .param("size", size)
                .param("root", root)
                .param("origin", origin)
                .param("note", note)
                .update();
    }

    // Witnesses.

    /** The lines of the witnesses of a head. */
    public List<String> cosignatures(long checkpoint) {
        return jdbc.sql("SELECT line FROM log_cosignature WHERE checkpoint = :checkpoint ORDER BY witness")
                .param("checkpoint", checkpoint)
                .query(Rows::onlyText)
                .list();
    }

    /** Makes a witness known. */
    public void know(String witness) {
        jdbc.sql(
                        "INSERT INTO log_witness (witness, next_at) VALUES (:witness, touchstone_now()) ON CONFLICT DO NOTHING")
                .param("witness", witness)
                .update();
    }

    /** Takes the asking of a witness for a while, where it is due and has not cosigned that head; returns what it cosigned last. */
    public Optional<Long> claim(String witness, long checkpoint, Duration claim) {
        return jdbc.sql("""
                        UPDATE log_witness SET next_at = touchstone_now() + make_interval(secs => :seconds)
                        WHERE witness = :witness AND next_at <= (SELECT touchstone_now())
                          AND NOT EXISTS (SELECT 1 FROM log_cosignature WHERE checkpoint = :checkpoint AND witness = :witness)
                        RETURNING size
                        """)
                .param("seconds", (double) claim.toSeconds())
                .param("witness", witness)
                .param("checkpoint", checkpoint)
                .query(Long.class)
                .optional();
    }

    /** Notes that a witness cosigned a head. */
    public void cosigned(String witness, long checkpoint, long size, String line, Instant at) {
        jdbc.sql("""
                INSERT INTO log_cosignature (checkpoint, witness, line, cosigned_at)
                VALUES (:checkpoint, :witness, :line, :at) ON CONFLICT DO NOTHING
                """)
                .param("checkpoint", checkpoint)
                .param("witness", witness)
                .param("line", line)
                .param("at", Rows.at(at))
                .update();
        jdbc.sql("""
                UPDATE log_witness SET size = :size, next_at = touchstone_now(), failures = 0, fault = NULL
                WHERE witness = :witness
                """).param("witness", witness).param("size", size).update();
    }

    /** Notes that a witness did not cosign. */
    public void failed(String witness, String fault, Duration again) {
        jdbc.sql("""
                UPDATE log_witness SET failures = failures + 1, fault = :fault,
                    next_at = touchstone_now() + make_interval(secs => :seconds)
                WHERE witness = :witness
                """)
                .param("witness", witness)
                .param("fault", fault)
                .param("seconds", again.toMillis() / 1000.0)
                .update();
    }

    /** Where the witnesses stand. */
    public List<Standing> witnesses() {
        return jdbc.sql("SELECT witness, size, failures, fault FROM log_witness ORDER BY witness")
                .query((row, n) -> new Standing(
                        Rows.text(row, "witness"), row.getLong("size"), row.getInt("failures"), row.getString("fault")))
                .list();
    }

    /** Writes a note of the installation itself. */
    public void note(String kind, String facts) {
        jdbc.sql("INSERT INTO log_note (at, kind, facts) VALUES (touchstone_now(), :kind, :facts::jsonb)")
                .param("kind", kind)
                .param("facts", facts)
                .update();
    }

    private static Opened opened(ResultSet row, int n) throws SQLException {
        var salt = row.getBytes("salt");
        return new Opened(
                new Entry(
                        row.getLong("idx"),
                        Objects.requireNonNull(row.getBytes("leaf")),
                        Objects.requireNonNull(row.getBytes("hash")),
                        Rows.text(row, "source"),
                        Rows.text(row, "key"),
                        row.getString("mark")),
                salt == null ? null : new Opening(salt, row.getString("content"), row.getBytes("restricted_salt")));
    }

    private static Checkpoint checkpoint(ResultSet row, int n) throws SQLException {
        return new Checkpoint(
                row.getLong("id"),
                row.getLong("size"),
                Objects.requireNonNull(row.getBytes("root")),
                Rows.text(row, "origin"),
                Rows.text(row, "note"),
                Rows.instant(row, "signed_at"));
    }
}
