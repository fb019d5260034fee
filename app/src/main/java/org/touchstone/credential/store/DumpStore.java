package org.touchstone.credential.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** Dumps of the register, and which marks changed after which. */
@Repository
public class DumpStore {

    private static final long ONE_MAKER = 7_350_005;
    private static final long ONE_COUNTER = 7_350_006;

    private final JdbcClient jdbc;

    DumpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that a mark changed; in the transaction that changes it. */
    public void change(String code) {
        jdbc.sql("""
                INSERT INTO register_change (code) VALUES (:code)
                ON CONFLICT (code) DO UPDATE SET number = NULL
                """).param("code", code).update();
    }

    /** Numbers what was committed since. Those that are being changed again at this moment get their number later. */
    public void number() {
        hold(ONE_COUNTER);
        jdbc.sql("""
                UPDATE register_change SET number = nextval('register_change_number')
                WHERE code IN (SELECT code FROM register_change WHERE number IS NULL FOR UPDATE SKIP LOCKED)
                """).update();
    }

    /** The last number that was given, 0 for none. */
    public long last() {
        return jdbc.sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM register_change_number")
                .query(Long.class)
                .single();
    }

    /** The last number in the view of the transaction: what it and those before it stand for is in the view, too. */
    public long lastSeen() {
        return jdbc.sql("SELECT coalesce(max(number), 0) FROM register_change")
                .query(Long.class)
                .single();
    }

    /** A mark that changed, with the number of its last change. */
    public record Change(String code, long number) {}

    /** What changed after a number, in order. */
    public List<Change> after(long number, int limit) {
        return jdbc.sql("SELECT code, number FROM register_change WHERE number > :number ORDER BY number LIMIT :limit")
                .param("number", number)
                .param("limit", limit)
                .query((row, n) -> new Change(Rows.text(row, "code"), row.getLong("number")))
                .list();
    }

    /** Waits until no other node makes a dump; until the transaction ends, none will. */
    public void holdMaking() {
        hold(ONE_MAKER);
    }

    private void hold(long lock) {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", lock)
                .query()
                .singleRow();
    }

    /**
     * A dump.
     *
     * @param next number of the last change that is in it
     * @param bytes of the plain file
     * @param sha256 of the plain file, in hexadecimal
     */
    public record Dump(String id, Instant asOf, long next, long entries, long bytes, String sha256) {}

    /** The newest dump. */
    public Optional<Dump> newest() {
        return jdbc.sql("SELECT * FROM register_dump ORDER BY as_of DESC LIMIT 1")
                .query(DumpStore::dump)
                .optional();
    }

    /** The dump of a name. */
    public Optional<Dump> named(String id) {
        return jdbc.sql("SELECT * FROM register_dump WHERE id = :id")
                .param("id", id)
                .query(DumpStore::dump)
                .optional();
    }

    /** Adds a dump. */
    public void add(Dump dump) {
        jdbc.sql("""
                INSERT INTO register_dump (id, as_of, next, entries, bytes, sha256)
                VALUES (:id, :asOf, :next, :entries, :bytes, :sha256)
                """)
                .param("id", dump.id())
                .param("asOf", Rows.at(dump.asOf()))
                .param("next", dump.next())
                .param("entries", dump.entries())
                .param("bytes", dump.bytes())
                .param("sha256", dump.sha256())
                .update();
    }

    /** Adds a part of a dump's gzipped bytes. */
    public void addPart(String dump, int part, byte[] gzipped) {
        jdbc.sql("INSERT INTO register_dump_part (dump, part, gzipped) VALUES (:dump, :part, :gzipped)")
                .param("dump", dump)
                .param("part", part)
                .param("gzipped", gzipped)
                .update();
    }

    /** A part of a dump's gzipped bytes, counted from 0. */
    public Optional<byte[]> part(String dump, int part) {
        return jdbc.sql("SELECT gzipped FROM register_dump_part WHERE dump = :dump AND part = :part")
                .param("dump", dump)
                .param("part", part)
                .query((row, n) -> row.getBytes("gzipped"))
                .optional();
    }

    /** Drops all but the newest dumps. */
    public void keepNewest(int dumps) {
        jdbc.sql("""
                DELETE FROM register_dump
                WHERE id NOT IN (SELECT id FROM register_dump ORDER BY as_of DESC LIMIT :keep)
                """).param("keep", dumps).update();
    }

    private static Dump dump(ResultSet row, int n) throws SQLException {
        return new Dump(
                Rows.text(row, "id"),
                Rows.instant(row, "as_of"),
                row.getLong("next"),
                row.getLong("entries"),
                row.getLong("bytes"),
                Rows.text(row, "sha256"));
    }
}
