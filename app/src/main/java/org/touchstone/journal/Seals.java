package org.touchstone.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Sha256;

/**
 * Seals the journal: entries not yet sealed are gathered into a seal whose hash covers them and the seal before it. A changed or
 * missing entry breaks its seal, and every later one.
 */
@Component
public class Seals implements Sweep {

    private static final long ONE_SEALER = 7_350_001;

    private final JdbcClient jdbc;

    Seals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Seal(long number, byte[] hash) {}

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
        var ids = jdbc.sql("SELECT id FROM journal_entry WHERE seal IS NULL ORDER BY id LIMIT 1000")
                .query(Long.class)
                .list();
        if (ids.isEmpty()) {
            return 0;
        }
        var last = jdbc.sql("SELECT number, hash FROM journal_seal ORDER BY number DESC LIMIT 1")
                .query((row, n) -> new Seal(row.getLong("number"), row.getBytes("hash")))
                .optional();
        long number = last.map(Seal::number).orElse(0L) + 1;
        var hash = hash(last.map(Seal::hash).orElse(new byte[0]), lines("id = ANY (:which)", ids.toArray(Long[]::new)));
        jdbc.sql(
                        "INSERT INTO journal_seal (number, sealed_at, entries, hash) VALUES (:number, touchstone_now(), :entries, :hash)")
                .param("number", number)
                .param("entries", ids.size())
                .param("hash", hash)
                .update();
        jdbc.sql("UPDATE journal_entry SET seal = :number WHERE id = ANY (:ids)")
                .param("number", number)
                .param("ids", ids.toArray(Long[]::new))
                .update();
        return ids.size();
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

    /** The number of the first seal that its entries no longer match, if any. */
    @Transactional(readOnly = true)
    public Optional<Long> firstBroken() {
        return check().findFirst().map(Broken::number);
    }

    /** The seals that do not match their entries, each with the entries it covers, or covered. */
    @Transactional(readOnly = true)
    public List<String> broken() {
        return check().map(Broken::words).toList();
    }

    private record Broken(long number, String words) {}

    /** Each seal is held against its entries and the seal before it, so that one broken seal does not break those after it. */
    private Stream<Broken> check() {
        var broken = new ArrayList<Broken>();
        var previous = new byte[0];
        long expected = 1;
        for (var seal : jdbc.sql("SELECT number, hash FROM journal_seal ORDER BY number")
                .query((row, n) -> new Seal(row.getLong("number"), row.getBytes("hash")))
                .list()) {
            var hash = hash(previous, lines("seal = :which", seal.number()));
            if (seal.number() != expected || !MessageDigest.isEqual(hash, seal.hash())) {
                broken.add(new Broken(seal.number(), words(seal.number())));
            }
            expected = seal.number() + 1;
            previous = seal.hash();
        }
        return broken.stream();
    }

    private String words(long seal) {
        return jdbc.sql(
                        "SELECT count(*) AS left, min(id) AS first, max(id) AS last FROM journal_entry WHERE seal = :seal")
                .param("seal", seal)
                .query((row, n) -> "of seal " + seal + " (" + row.getLong("left") + " entries, " + row.getLong("first")
                        + " to " + row.getLong("last") + ")")
                .single();
    }

    private List<String> lines(String condition, Object which) {
        return jdbc.sql("""
                        SELECT concat_ws(E'\\x1f', id, extract(epoch FROM at), actor, action, subject, details::text)
                        FROM journal_entry WHERE %s ORDER BY id
                        """.formatted(condition))
                .param("which", which)
                .query(Rows::onlyText)
                .list();
    }

    private static byte[] hash(byte[] previous, List<String> lines) {
        var digest = Sha256.digest();
        digest.update(previous);
        for (var line : lines) {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0x1e);
        }
        return digest.digest();
    }
}
