package org.touchstone.complaint.store;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.Letter;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.rules.complaint.Party;

/** The letters between the parties and the centre. */
@Repository
public class LetterStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    LetterStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Keeps a letter. */
    public void add(UUID complaint, UUID author, Letter letter) {
        jdbc.sql("""
                INSERT INTO complaint_message (id, complaint_id, at, party, author, content)
                VALUES (:id, :complaint, :at, :party, :author, :content)
                """)
                .param("id", UUID.randomUUID())
                .param("complaint", complaint)
                .param("at", Rows.at(letter.at()))
                .param("party", letter.from().name())
                .param("author", author)
                .param("content", vault.seal(letter.text(), "complaint_message.content"))
                .update();
    }

    /** The letters about a case, the oldest first. */
    public List<Letter> about(UUID complaint) {
        return jdbc.sql(
                        "SELECT at, party, content FROM complaint_message WHERE complaint_id = :complaint ORDER BY at, id")
                .param("complaint", complaint)
                .query((row, n) -> new Letter(
                        Rows.instant(row, "at"),
                        Party.valueOf(Rows.text(row, "party")),
                        Objects.requireNonNull(vault.open(row.getBytes("content"), "complaint_message.content"))))
                .list();
    }
}
