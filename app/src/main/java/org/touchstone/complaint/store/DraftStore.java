package org.touchstone.complaint.store;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.secrecy.Vault;

/** Complaints being written, each known only to the browser that holds its secret. Kept thirty days. */
@Repository
public class DraftStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    DraftStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What a draft holds. */
    public Optional<String> find(String secret) {
        return jdbc.sql("SELECT content FROM complaint_draft WHERE secret_hash = :hash")
                .param("hash", Tokens.hash(secret))
                .query((row, n) -> row.getBytes("content"))
                .optional()
                .map(content -> vault.open(content, "complaint_draft.content"));
    }

    /** Keeps a draft; those nobody has touched for thirty days go. */
    @Transactional
    public void put(String secret, String content) {
        jdbc.sql("""
                INSERT INTO complaint_draft (secret_hash, content, changed_at) VALUES (:hash, :content, touchstone_now())
                ON CONFLICT (secret_hash) DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at
                """)
                .param("hash", Tokens.hash(secret))
                .param("content", vault.seal(content, "complaint_draft.content"))
                .update();
        jdbc.sql("DELETE FROM complaint_draft WHERE changed_at < (SELECT touchstone_now()) - interval '30 days'")
                .update();
    }

    /** Forgets a draft. */
    public void remove(String secret) {
        jdbc.sql("DELETE FROM complaint_draft WHERE secret_hash = :hash")
                .param("hash", Tokens.hash(secret))
                .update();
    }
}
