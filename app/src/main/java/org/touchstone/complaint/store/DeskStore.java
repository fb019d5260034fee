package org.touchstone.complaint.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.SavedReply;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.rules.complaint.State;

/** What a business keeps about its complaints for itself. */
@Repository
public class DeskStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    DeskStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Those complaints that were filed here about one of these businesses. */
    public List<UUID> filedAmong(Collection<UUID> complaints, Collection<UUID> businesses) {
        return jdbc.sql("""
                        SELECT id FROM complaint
                        WHERE id = ANY (:ids) AND business_id = ANY (:businesses) AND source = 'filed'
                        """)
                .param("ids", complaints.toArray(UUID[]::new))
                .param("businesses", businesses.toArray(UUID[]::new))
                .query(Rows::onlyUuid)
                .list();
    }

    private static final String NO_CLOCK = "timestamptz '9000-01-01 00:00:00+00'";

    /** Identifiers of cases in the order of the desk: those of one person, or those nobody sees to where none is named. */
    public List<UUID> ids(
            Collection<UUID> businesses, List<State> states, @Nullable UUID assignee, Cursor after, int limit) {
        return jdbc.sql("""
                        SELECT c.id FROM complaint c LEFT JOIN complaint_assignment a ON a.complaint_id = c.id
                        WHERE c.business_id = ANY (:businesses) AND c.state = ANY (:states) AND c.source = 'filed'
                          AND a.person_id IS NOT DISTINCT FROM :assignee::uuid
                          AND (coalesce(c.due_at, %1$s), c.id) > (:at, :id)
                        ORDER BY coalesce(c.due_at, %1$s), c.id LIMIT :limit
                        """.formatted(NO_CLOCK))
                .param("businesses", businesses.toArray(UUID[]::new))
                .param("states", states.stream().map(State::name).toArray(String[]::new))
                .param("assignee", assignee)
                .param("at", Rows.at(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query(Rows::onlyUuid)
                .list();
    }

    /** Who sees to a case. */
    public Optional<UUID> assigned(UUID complaint) {
        return jdbc.sql("SELECT person_id FROM complaint_assignment WHERE complaint_id = :id")
                .param("id", complaint)
                .query(UUID.class)
                .optional();
    }

    /** Who sees to these cases. */
    public Map<UUID, UUID> assigned(Collection<UUID> complaints) {
        var assigned = new HashMap<UUID, UUID>();
        jdbc.sql("SELECT complaint_id, person_id FROM complaint_assignment WHERE complaint_id = ANY (:ids)")
                .param("ids", complaints.toArray(UUID[]::new))
                .query(row -> {
                    assigned.put(Rows.uuid(row, "complaint_id"), Rows.uuid(row, "person_id"));
                });
        return assigned;
    }

    /** Gives a case to somebody. */
    public void assign(UUID complaint, UUID person, UUID by) {
        jdbc.sql("""
                INSERT INTO complaint_assignment (complaint_id, person_id, assigned_by, assigned_at)
                VALUES (:complaint, :person, :by, touchstone_now())
                ON CONFLICT (complaint_id) DO UPDATE
                SET person_id = excluded.person_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at
                """)
                .param("complaint", complaint)
                .param("person", person)
                .param("by", by)
                .update();
    }

    /** Gives a case to nobody. */
    public void unassign(UUID complaint) {
        jdbc.sql("DELETE FROM complaint_assignment WHERE complaint_id = :id")
                .param("id", complaint)
                .update();
    }

    /** Gives all cases of a business that somebody saw to to nobody. */
    public void unassignAll(UUID person, UUID business) {
        jdbc.sql("""
                DELETE FROM complaint_assignment a USING complaint c
                WHERE c.id = a.complaint_id AND c.business_id = :business AND a.person_id = :person
                """).param("business", business).param("person", person).update();
    }

    /** A note as it is kept. */
    public record Note(UUID id, UUID author, Instant at, String text) {}

    /** The notes of a case. */
    public List<Note> notes(UUID complaint) {
        return jdbc.sql("""
                        SELECT id, author_id, written_at, content FROM complaint_note
                        WHERE complaint_id = :complaint ORDER BY written_at, id
                        """)
                .param("complaint", complaint)
                .query((row, n) -> new Note(
                        Rows.uuid(row, "id"),
                        Rows.uuid(row, "author_id"),
                        Rows.instant(row, "written_at"),
                        opened(row, "content", "complaint_note.content")))
                .list();
    }

    /** Keeps a note. */
    public void addNote(UUID complaint, UUID author, String text) {
        jdbc.sql("""
                INSERT INTO complaint_note (id, complaint_id, author_id, written_at, content)
                VALUES (:id, :complaint, :author, touchstone_now(), :content)
                """)
                .param("id", UUID.randomUUID())
                .param("complaint", complaint)
                .param("author", author)
                .param("content", vault.seal(text, "complaint_note.content"))
                .update();
    }

    private static final String REPLY = """
            SELECT id, business_id, title, content, language, changed_at FROM saved_reply
            """;

    /** The saved replies of a business, in the order in which they were changed. */
    public List<SavedReply> replies(UUID business) {
        return jdbc.sql(REPLY + "WHERE business_id = :business ORDER BY changed_at, id")
                .param("business", business)
                .query(this::savedReply)
                .list();
    }

    /** A saved reply. */
    public Optional<SavedReply> reply(UUID id) {
        return jdbc.sql(REPLY + "WHERE id = :id")
                .param("id", id)
                .query(this::savedReply)
                .optional();
    }

    /** Keeps a reply, in place of an earlier one of the same identifier. */
    public void saveReply(UUID id, UUID business, String title, String text, Language language, UUID by) {
        jdbc.sql("""
                INSERT INTO saved_reply (id, business_id, title, content, language, changed_by, changed_at)
                VALUES (:id, :business, :title, :content, :language, :by, touchstone_now())
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, content = excluded.content,
                    language = excluded.language, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("id", id)
                .param("business", business)
                .param("title", vault.seal(title, "saved_reply.title"))
                .param("content", vault.seal(text, "saved_reply.content"))
                .param("language", language.code())
                .param("by", by)
                .update();
    }

    /** Removes a reply. */
    public void removeReply(UUID id) {
        jdbc.sql("DELETE FROM saved_reply WHERE id = :id").param("id", id).update();
    }

    private SavedReply savedReply(ResultSet row, int n) throws SQLException {
        return new SavedReply(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "business_id"),
                opened(row, "title", "saved_reply.title"),
                opened(row, "content", "saved_reply.content"),
                Language.of(row.getString("language")).orElse(Language.FA),
                Rows.instant(row, "changed_at"));
    }

    private String opened(ResultSet row, String column, String place) throws SQLException {
        return Objects.requireNonNull(vault.open(row.getBytes(column), place));
    }
}
