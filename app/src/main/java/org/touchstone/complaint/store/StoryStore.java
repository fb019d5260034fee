package org.touchstone.complaint.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.PublishedStory;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.web.Cursor;

/** Consumers' words as the public reads them, and who keeps which from publication. */
@Repository
public class StoryStore {

    /** What the public may read: published, and not set aside as part of a flood. */
    private static final String PUBLIC = """
            SELECT c.public_id, s.public_text, s.published_at, s.complaint_id
            FROM complaint_story s JOIN complaint c ON c.id = s.complaint_id
            WHERE s.state = 'PUBLISHED' AND NOT c.quarantined
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    StoryStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** A story's row. */
    public record Kept(
            String state,
            @Nullable String publicText,
            @Nullable Instant publishedAt,
            @Nullable Instant blockedAt,
            @Nullable String blockedWhy) {

        @Override
        public String toString() {
            return state;
        }
    }

    /** What is kept of a complaint's story. */
    public Optional<Kept> find(UUID complaint) {
        return jdbc.sql("SELECT * FROM complaint_story WHERE complaint_id = :id")
                .param("id", complaint)
                .query((row, n) -> new Kept(
                        Rows.text(row, "state"),
                        row.getString("public_text"),
                        Rows.instantOrNull(row, "published_at"),
                        Rows.instantOrNull(row, "blocked_at"),
                        vault.open(row.getBytes("blocked_why"), "complaint_story.blocked_why")))
                .optional();
    }

    /** Publishes a text, in place of one published before. Returns false when an officer keeps it from publication. */
    public boolean publish(UUID complaint, String text) {
        return jdbc.sql("""
                        INSERT INTO complaint_story AS s (complaint_id, state, public_text, reviewed_at, published_at)
                        VALUES (:id, 'PUBLISHED', :text, touchstone_now(), touchstone_now())
                        ON CONFLICT (complaint_id) DO UPDATE
                        SET state = 'PUBLISHED', public_text = :text, reviewed_at = touchstone_now(), published_at = touchstone_now(),
                            withdrawn_at = NULL
                        WHERE s.state <> 'BLOCKED'
                        """).param("id", complaint).param("text", text).update() == 1;
    }

    /** Takes a published text back; the text is gone. Returns whether it was published. */
    public boolean withdraw(UUID complaint) {
        return jdbc.sql("""
                        UPDATE complaint_story SET state = 'WITHDRAWN', public_text = NULL, withdrawn_at = touchstone_now()
                        WHERE complaint_id = :id AND state = 'PUBLISHED'
                        """).param("id", complaint).update() == 1;
    }

    /** Keeps a story from publication, published or not. Returns whether it was not so already. */
    public boolean block(UUID complaint, String why) {
        return jdbc.sql("""
                        INSERT INTO complaint_story AS s (complaint_id, state, blocked_at, blocked_why)
                        VALUES (:id, 'BLOCKED', touchstone_now(), :why)
                        ON CONFLICT (complaint_id) DO UPDATE
                        SET state = 'BLOCKED', public_text = NULL, blocked_at = touchstone_now(), blocked_why = :why
                        WHERE s.state <> 'BLOCKED'
                        """)
                        .param("id", complaint)
                        .param("why", vault.seal(why, "complaint_story.blocked_why"))
                        .update()
                == 1;
    }

    /** Lets a blocked story be published again; it is not yet. Returns whether it was blocked. */
    public boolean unblock(UUID complaint) {
        return jdbc.sql("""
                        UPDATE complaint_story SET state = 'WITHDRAWN', blocked_at = NULL, blocked_why = NULL
                        WHERE complaint_id = :id AND state = 'BLOCKED'
                        """).param("id", complaint).update() == 1;
    }

    /** The published stories of some complaints, named by their public identifiers. */
    public List<PublishedStory> published(Collection<String> publicIds) {
        return jdbc.sql(PUBLIC + "AND c.public_id = ANY (:ids)")
                .param("ids", publicIds.toArray(String[]::new))
                .query((row, n) -> new PublishedStory(
                        Rows.text(row, "public_id"), Rows.text(row, "public_text"), Rows.instant(row, "published_at")))
                .list();
    }

    /** A published story with its place in the order of publication. */
    public record Placed(PublishedStory story, Cursor place) {}

    /** Published stories after a place, in the order of publication. */
    public List<Placed> published(Cursor after, int limit) {
        return jdbc.sql(
                        PUBLIC
                                + "AND (s.published_at, s.complaint_id) > (:at, :id) ORDER BY s.published_at, s.complaint_id LIMIT :limit")
                .param("at", Rows.at(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query((row, n) -> new Placed(
                        new PublishedStory(
                                Rows.text(row, "public_id"),
                                Rows.text(row, "public_text"),
                                Rows.instant(row, "published_at")),
                        new Cursor(Rows.instant(row, "published_at"), Rows.uuid(row, "complaint_id"))))
                .list();
    }
}
