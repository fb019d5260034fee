package org.touchstone.journal;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.database.Rows;
import tools.jackson.databind.json.JsonMapper;

/** The log of who did what. */
@Component
public class Journal {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Journal(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Writes an entry. Refused outside a transaction: the entry stands or falls with what it reports.
     *
     * @param actor {@code person:ID}, {@code time} or {@code system:NAME}
     * @param action what was done, such as {@code complaint.answered}
     * @param subject what it was done to, such as {@code complaint:ID}
     * @param details facts without personal data
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(String actor, String action, String subject, Map<String, ?> details) {
        jdbc.sql("""
                INSERT INTO journal_entry (at, actor, action, subject, details)
                VALUES (touchstone_now(), :actor, :action, :subject, :details::jsonb)
                """)
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .param("details", json.writeValueAsString(details))
                .update();
    }

    /** What an entry says; the meaning of each part is that of {@link #write}. */
    public record Line(String actor, String action, String subject, Map<String, ?> details) {}

    /** Writes entries, in their order. Refused outside a transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO journal_entry (at, actor, action, subject, details)
                SELECT touchstone_now(), l.actor, l.action, l.subject, l.details::jsonb
                FROM unnest(:actors::text[], :actions::text[], :subjects::text[], :details::text[])
                     WITH ORDINALITY AS l (actor, action, subject, details, n)
                ORDER BY l.n
                """)
                .param("actors", lines.stream().map(Line::actor).toArray(String[]::new))
                .param("actions", lines.stream().map(Line::action).toArray(String[]::new))
                .param("subjects", lines.stream().map(Line::subject).toArray(String[]::new))
                .param(
                        "details",
                        lines.stream()
                                .map(line -> json.writeValueAsString(line.details()))
                                .toArray(String[]::new))
                .update();
    }

    /** The entries about a subject, oldest first. */
    @Transactional(readOnly = true)
    public List<JournalEntry> about(String subject) {
        return jdbc.sql("SELECT at, actor, action FROM journal_entry WHERE subject = :subject ORDER BY id")
                .param("subject", subject)
                .query((row, n) ->
                        new JournalEntry(Rows.instant(row, "at"), Rows.text(row, "actor"), Rows.text(row, "action")))
                .list();
    }
}
