package org.touchstone.complaint.store;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;

/** Addresses for answering by mail, and answers that came by it and are not confirmed yet. Those are kept thirty days. */
@Repository
public class MailStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    MailStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Whose address it is, for which case. */
    public record Addressed(UUID complaint, UUID person) {}

    /** Keeps an address. */
    public void addAddress(byte[] hash, UUID complaint, UUID person) {
        jdbc.sql("""
                INSERT INTO complaint_reply_address (hash, complaint_id, person_id) VALUES (:hash, :complaint, :person)
                ON CONFLICT DO NOTHING
                """)
                .param("hash", hash)
                .param("complaint", complaint)
                .param("person", person)
                .update();
    }

    /** The case and person of an address. */
    public Optional<Addressed> findAddress(byte[] hash) {
        return jdbc.sql("SELECT complaint_id, person_id FROM complaint_reply_address WHERE hash = :hash")
                .param("hash", hash)
                .query((row, n) -> new Addressed(Rows.uuid(row, "complaint_id"), Rows.uuid(row, "person_id")))
                .optional();
    }

    /** Keeps an answer to be confirmed; a later one takes its place. */
    public void putDraft(UUID complaint, UUID person, String text) {
        jdbc.sql("""
                INSERT INTO complaint_mail_draft (complaint_id, person_id, content, came_at)
                VALUES (:complaint, :person, :content, touchstone_now())
                ON CONFLICT (complaint_id, person_id) DO UPDATE
                SET content = excluded.content, came_at = excluded.came_at
                """)
                .param("complaint", complaint)
                .param("person", person)
                .param("content", vault.seal(text, "complaint_mail_draft.content"))
                .update();
        jdbc.sql("DELETE FROM complaint_mail_draft WHERE came_at < (SELECT touchstone_now()) - interval '30 days'")
                .update();
    }

    /** An answer to be confirmed. */
    public Optional<String> draft(UUID complaint, UUID person) {
        return jdbc.sql("""
                        SELECT content FROM complaint_mail_draft WHERE complaint_id = :complaint AND person_id = :person
                        """)
                .param("complaint", complaint)
                .param("person", person)
                .query((row, n) -> row.getBytes("content"))
                .optional()
                .map(content -> vault.open(content, "complaint_mail_draft.content"));
    }
}
