package org.touchstone.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.transparency.Fault;
import org.touchstone.transparency.Fault.What;

/**
 * Seals the journal: entries not yet sealed are gathered into a seal whose hash covers them and the seal before it. The seal keeps the
 * hash of each entry too, so that a changed, missing or added entry is named by itself.
 */
@Component
public class Seals implements Sweep {

    private static final long ONE_SEALER = 7_350_001;
    private static final int HASH = 32;
    private static final String ENTRY = "journal_entry";

    private final JdbcClient jdbc;

    Seals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry, and the text that is sealed of it. */
    private record Line(long id, String text) {

        byte[] hash() {
            return Sha256.of(text);
        }
    }

    /** A seal; without the hashes of its entries where it is from before there were any. */
    private record Seal(long number, byte[] hash, long @Nullable [] ids, byte @Nullable [] hashes) {}

    /** Seals at most a thousand entries; other nodes leave them to us meanwhile. */
    @Override
    @Transactional
    public int work() {
        if (!jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
                .param("lock", ONE_SEALER)
                .query(Boolean.class)
                .single()) {
            return 0;
        }
        var lines = lines("seal IS NULL ORDER BY id LIMIT :which", 1000);
        if (lines.isEmpty()) {
            return 0;
        }
        var last = jdbc.sql("SELECT number, hash FROM journal_seal ORDER BY number DESC LIMIT 1")
                .query((row, n) -> new Seal(row.getLong("number"), row.getBytes("hash"), null, null))
                .optional();
        long number = last.map(Seal::number).orElse(0L) + 1;
        var ids = lines.stream().map(Line::id).toArray(Long[]::new);
        var hashes = new ByteArrayOutputStream();
        lines.forEach(line -> hashes.writeBytes(line.hash()));
        var previous = last.map(Seal::hash).orElse(new byte[0]);
        jdbc.sql("""
                INSERT INTO journal_seal (number, sealed_at, entries, hash, entry_ids, entry_hashes)
                VALUES (:number, touchstone_now(), :entries, :hash, :ids, :hashes)
                """)
                .param("number", number)
                .param("entries", ids.length)
                .param("hash", hash(previous, Stream.of(ids).mapToLong(id -> id).toArray(), hashes.toByteArray()))
                .param("ids", ids)
                .param("hashes", hashes.toByteArray())
                .update();
        jdbc.sql("UPDATE journal_entry SET seal = :number WHERE id = ANY (:ids)")
                .param("number", number)
                .param("ids", ids)
                .update();
        return ids.length;
    }

    /**
     * How much is sealed.
     *
     * @param seals how many seals there are
     * @param entries how many entries they cover
     * @param unsealed how many entries wait for one
     * @param sealedAt when the last was made; absent before the first
     */
    public record State(
            long seals,
            long entries,
            long unsealed,
            @Nullable Instant sealedAt) {}

    /** How much is sealed. */
    @Transactional(readOnly = true)
    public State state() {
        return jdbc.sql("""
                        SELECT count(*) AS seals, coalesce(sum(entries), 0) AS entries, max(sealed_at) AS sealed_at,
                               (SELECT count(*) FROM journal_entry WHERE seal IS NULL) AS unsealed
                        FROM journal_seal
                        """)
                .query((row, n) -> new State(
                        row.getLong("seals"),
                        row.getLong("entries"),
                        row.getLong("unsealed"),
                        Rows.instantOrNull(row, "sealed_at")))
                .single();
    }

    /**
     * What does not agree with its seal: entries by their number where the seal tells them apart, otherwise all that the seal covers.
     * Each seal is held against its entries and the seal before it, so that one broken seal does not break those after it.
     */
    @Transactional(readOnly = true)
    public List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        var previous = new byte[0];
        long expected = 1;
        for (long number : jdbc.sql("SELECT number FROM journal_seal ORDER BY number")
                .query(Long.class)
                .list()) {
            var seal = jdbc.sql("SELECT number, hash, entry_ids, entry_hashes FROM journal_seal WHERE number = :number")
                    .param("number", number)
                    .query(Seals::seal)
                    .single();
            var lines = lines("seal = :which ORDER BY id", number);
            if (number != expected || !isOf(seal, previous, lines)) {
                faults.add(new Fault(ENTRY, words(number, lines), What.ALTERED));
            } else if (seal.ids() != null && seal.hashes() != null) {
                compare(seal.ids(), seal.hashes(), lines, faults);
            }
            expected = number + 1;
            previous = seal.hash();
        }
        return faults;
    }

    /** The same in words: which entry, and what became of it. */
    @Transactional(readOnly = true)
    public List<String> broken() {
        return faults().stream().map(fault -> fault.key() + " " + fault.what()).toList();
    }

    /** Whether a seal covers what it keeps of its entries; of one from before, the entries themselves. */
    private static boolean isOf(Seal seal, byte[] previous, List<Line> lines) {
        var hash = seal.ids() == null || seal.hashes() == null
                ? hash(previous, lines)
                : hash(previous, seal.ids(), seal.hashes());
        return MessageDigest.isEqual(hash, seal.hash());
    }

    private static void compare(long[] ids, byte[] hashes, List<Line> lines, List<Fault> faults) {
        var sealed = new TreeMap<Long, byte[]>();
        for (int i = 0; i < ids.length; i++) {
            sealed.put(ids[i], Arrays.copyOfRange(hashes, i * HASH, (i + 1) * HASH));
        }
        for (var line : lines) {
            var hash = sealed.remove(line.id());
            if (hash == null) {
                faults.add(new Fault(ENTRY, String.valueOf(line.id()), What.ADDED));
            } else if (!MessageDigest.isEqual(hash, line.hash())) {
                faults.add(new Fault(ENTRY, String.valueOf(line.id()), What.ALTERED));
            }
        }
        sealed.keySet().forEach(id -> faults.add(new Fault(ENTRY, String.valueOf(id), What.REMOVED)));
    }

    private static String words(long seal, List<Line> lines) {
        var range = lines.isEmpty()
                ? "none left"
                : "%d entries, %d to %d"
                        .formatted(
                                lines.size(),
                                lines.getFirst().id(),
                                lines.getLast().id());
        return "of seal " + seal + " (" + range + ")";
    }

    private List<Line> lines(String condition, Object which) {
        return jdbc.sql("""
                        SELECT id, concat_ws(E'\\x1f', id, extract(epoch FROM at), actor, action, subject, details::text) AS line
                        FROM journal_entry WHERE %s
                        """.formatted(condition))
                .param("which", which)
                .query((row, n) -> new Line(row.getLong("id"), Rows.text(row, "line")))
                .list();
    }

    private static Seal seal(ResultSet row, int n) throws SQLException {
        var ids = row.getArray("entry_ids");
        return new Seal(
                row.getLong("number"),
                Objects.requireNonNull(row.getBytes("hash")),
                ids == null
                        ? null
                        : Stream.of((Long[]) ids.getArray()).mapToLong(id -> id).toArray(),
                row.getBytes("entry_hashes"));
    }

    private static byte[] hash(byte[] previous, long[] ids, byte[] hashes) {
        var digest = Sha256.digest();
        digest.update(previous);
        for (long id : ids) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
        }
        digest.update(hashes);
        return digest.digest();
    }

    /** How seals covered their entries before they kept hashes of them. */
    private static byte[] hash(byte[] previous, List<Line> lines) {
        var digest = Sha256.digest();
        digest.update(previous);
        for (var line : lines) {
            digest.update(line.text().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0x1e);
        }
        return digest.digest();
    }
}
