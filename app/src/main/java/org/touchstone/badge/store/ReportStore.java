package org.touchstone.badge.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.badge.Reports.Report;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.registry.Host;

/** Reports of forged marks; what people write is sealed. */
@Repository
public class ReportStore {

    private static final String NOTE = "badge_report.note";
    private static final String CONTACT = "badge_report.contact";

    private final JdbcClient jdbc;
    private final Vault vault;

    ReportStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Adds a report. */
    public void add(Report report) {
        jdbc.sql("""
                INSERT INTO badge_report (id, at, mark, host, note, contact)
                VALUES (:id, :at, :mark, :host, :note, :contact)
                """)
                .param("id", report.id())
                .param("at", Rows.at(report.at()))
                .param("mark", report.mark())
                .param("host", report.host().name())
                .param("note", vault.seal(report.note(), NOTE))
                .param("contact", vault.seal(report.contact(), CONTACT))
                .update();
    }

    /** How many reports about a site and mark came since an instant. */
    public int countOf(String mark, Host host, Instant since) {
        return jdbc.sql("SELECT count(*) FROM badge_report WHERE mark = :mark AND host = :host AND at > :since")
                .param("mark", mark)
                .param("host", host.name())
                .param("since", Rows.at(since))
                .query(Integer.class)
                .single();
    }

    /** How many reports came since an instant. */
    public int count(Instant since) {
        return jdbc.sql("SELECT count(*) FROM badge_report WHERE at > :since")
                .param("since", Rows.at(since))
                .query(Integer.class)
                .single();
    }

    /** How many reports are open. */
    public int countOpen() {
        return jdbc.sql("SELECT count(*) FROM badge_report WHERE looked_at IS NULL")
                .query(Integer.class)
                .single();
    }

    /** Open reports, the oldest first. */
    public List<Report> open(int limit) {
        return jdbc.sql("""
                        SELECT id, at, mark, host, note, contact FROM badge_report WHERE looked_at IS NULL
                        ORDER BY at, id LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new Report(
                        Rows.uuid(row, "id"),
                        Rows.instant(row, "at"),
                        Rows.text(row, "mark"),
                        new Host(Rows.text(row, "host")),
                        vault.open(row.getBytes("note"), NOTE),
                        vault.open(row.getBytes("contact"), CONTACT)))
                .list();
    }

    /** Closes an open report; returns whether it was open. */
    public boolean looked(UUID id, UUID by, Instant at) {
        return jdbc.sql("UPDATE badge_report SET looked_at = :at, looked_by = :by WHERE id = :id AND looked_at IS NULL")
                        .param("id", id)
                        .param("by", by)
                        .param("at", Rows.at(at))
                        .update()
                > 0;
    }
}
