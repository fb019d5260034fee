package org.touchstone.evidence.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.evidence.EvidenceFile;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;

/** Rows of evidence. */
@Repository
public class EvidenceStore {

    private static final String FILE =
            "SELECT id, subject, name, media_type, size, sha256, side, uploaded_by, received_at FROM evidence ";
    private static final String NAME = "evidence.name";

    private final JdbcClient jdbc;
    private final Vault vault;

    EvidenceStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Says that a content is about to be written; it goes again unless it is kept within an hour. */
    public void reserve(UUID id, String mediaType, int size, byte[] sha256, String keptIn) {
        jdbc.sql("""
                INSERT INTO evidence (id, media_type, size, sha256, received_at, kept_in, expires_at)
                VALUES (:id, :type, :size, :sha256, touchstone_now(), :keptIn, touchstone_now() + interval '1 hour')
                """)
                .param("id", id)
                .param("type", mediaType)
                .param("size", size)
                .param("sha256", sha256)
                .param("keptIn", keptIn)
                .update();
    }

    /** Makes others who add to the same subject, or to drafts of the same person, wait to the end of the transaction. */
    public void lock(String subjectOrPerson) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('evidence ' || :name, 0))")
                .param("name", subjectOrPerson)
                .query((row, n) -> n)
                .single();
    }

    /**
     * Gives a written content to a subject.
     *
     * @param expires after how long it goes unless somebody takes it over; absent if never
     * @return whether its content is still there
     */
    public boolean keep(
            UUID id, String subject, String name, String side, UUID uploadedBy, @Nullable Duration expires) {
        return jdbc.sql("""
                        UPDATE evidence SET subject = :subject, name = :name, side = :side, uploaded_by = :uploadedBy,
                            expires_at = touchstone_now() + make_interval(secs => :seconds::double precision)
                        WHERE id = :id AND subject IS NULL
                        """)
                        .param("subject", subject)
                        .param("name", vault.seal(name, NAME))
                        .param("side", side)
                        .param("uploadedBy", uploadedBy)
                        .param("seconds", expires == null ? null : expires.toSeconds())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Files of a subject, in the order they came. */
    public List<EvidenceFile> of(String subject) {
        return jdbc.sql(FILE + "WHERE subject = :subject ORDER BY received_at, id")
                .param("subject", subject)
                .query((row, n) -> file(row))
                .list();
    }

    /** One file of a subject. */
    public Optional<EvidenceFile> find(String subject, UUID id) {
        return jdbc.sql(FILE + "WHERE subject = :subject AND id = :id")
                .param("subject", subject)
                .param("id", id)
                .query((row, n) -> file(row))
                .optional();
    }

    /** The store that holds the content of a file. */
    public String keptIn(UUID id) {
        return jdbc.sql("SELECT kept_in FROM evidence WHERE id = :id")
                .param("id", id)
                .query(Rows::onlyText)
                .single();
    }

    /** How many bytes of a person wait to be taken over. */
    public long waitingOf(UUID person) {
        return jdbc.sql(
                        "SELECT coalesce(sum(size), 0) FROM evidence WHERE uploaded_by = :person AND expires_at IS NOT NULL")
                .param("person", person)
                .query(Long.class)
                .single();
    }

    /** Gives all files of one subject to another, for good. */
    public List<EvidenceFile> move(String from, String to) {
        jdbc.sql("UPDATE evidence SET subject = :to, expires_at = NULL WHERE subject = :from")
                .param("from", from)
                .param("to", to)
                .update();
        return of(to);
    }

    /** Takes a file from a subject; its content goes with the next sweep. */
    public boolean remove(String subject, UUID id) {
        return jdbc.sql("""
                        UPDATE evidence SET subject = NULL, name = NULL, expires_at = touchstone_now()
                        WHERE subject = :subject AND id = :id
                        """).param("subject", subject).param("id", id).update() == 1;
    }

    /** Keeps the files of a subject that wait to be taken over for longer. */
    public void extend(String subject, Duration expires) {
        jdbc.sql("""
                UPDATE evidence SET expires_at = touchstone_now() + make_interval(secs => :seconds::double precision)
                WHERE subject = :subject AND expires_at IS NOT NULL
                """)
                .param("subject", subject)
                .param("seconds", expires.toSeconds())
                .update();
    }

    /**
     * A content to delete.
     *
     * @param keptIn the store that holds it
     */
    public record Expired(UUID id, String keptIn) {}

    /** The content whose time was over first, locked to the end of the transaction. */
    public Optional<Expired> lockExpired() {
        return jdbc.sql("""
                        SELECT id, kept_in FROM evidence WHERE expires_at <= (SELECT touchstone_now())
                        ORDER BY expires_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .query((row, n) -> new Expired(Rows.uuid(row, "id"), Rows.text(row, "kept_in")))
                .optional();
    }

    /** Deletes a row. */
    public void delete(UUID id) {
        jdbc.sql("DELETE FROM evidence WHERE id = :id").param("id", id).update();
    }

    /** Tries a content that could not be deleted again later. */
    public void postpone(UUID id) {
        jdbc.sql("UPDATE evidence SET expires_at = touchstone_now() + interval '10 minutes' WHERE id = :id")
                .param("id", id)
                .update();
    }

    private EvidenceFile file(ResultSet row) throws SQLException {
        return new EvidenceFile(
                Rows.uuid(row, "id"),
                Rows.text(row, "subject"),
                Objects.requireNonNull(vault.open(row.getBytes("name"), NAME)),
                Rows.text(row, "media_type"),
                row.getInt("size"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                Rows.text(row, "side"),
                Rows.uuid(row, "uploaded_by"),
                Rows.instant(row, "received_at"));
    }
}
