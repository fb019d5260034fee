package org.touchstone.record.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.record.Incident;
import org.touchstone.record.IncidentReports.Report;

/** Reports of incidents; what people write is sealed. */
@Repository
public class IncidentReportStore {

    private static final String NOTE = "incident_report.note";
    private static final String CONTACT = "incident_report.contact";

    private final JdbcClient jdbc;
    private final Vault vault;

    IncidentReportStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Adds a report. */
    public void add(Report report) {
        jdbc.sql("""
                INSERT INTO incident_report (id, at, mark, kind, note, contact)
                VALUES (:id, :at, :mark, :kind, :note, :contact)
                """)
                .param("id", report.id())
                .param("at", Rows.at(report.at()))
                .param("mark", report.mark())
                .param("kind", report.kind().name())
                .param("note", vault.seal(report.note(), NOTE))
                .param("contact", vault.seal(report.contact(), CONTACT))
                .update();
    }

    /** How many reports about a mark came since an instant. */
    public int countOf(String mark, Instant since) {
        return jdbc.sql("SELECT count(*) FROM incident_report WHERE mark = :mark AND at > :since")
                .param("mark", mark)
                .param("since", Rows.at(since))
                .query(Integer.class)
                .single();
    }

    /** How many reports came since an instant. */
    public int count(Instant since) {
        return jdbc.sql("SELECT count(*) FROM incident_report WHERE at > :since")
                .param("since", Rows.at(since))
                .query(Integer.class)
                .single();
    }

    /** How many reports are open. */
    public int countOpen() {
        return jdbc.sql("SELECT count(*) FROM incident_report WHERE looked_at IS NULL")
                .query(Integer.class)
                .single();
    }

    /** Open reports, the oldest first. */
    public List<Report> open(int limit) {
        return jdbc.sql("""
                        SELECT id, at, mark, kind, note, contact FROM incident_report WHERE looked_at IS NULL
                        ORDER BY at, id LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new Report(
                        Rows.uuid(row, "id"),
                        Rows.instant(row, "at"),
                        Rows.text(row, "mark"),
                        Incident.Kind.valueOf(Rows.text(row, "kind")),
                        Objects.requireNonNull(vault.open(row.getBytes("note"), NOTE)),
                        vault.open(row.getBytes("contact"), CONTACT)))
                .list();
    }

    /** Closes an open report; returns its mark where it was open. */
    public Optional<String> looked(UUID id, UUID by, Instant at) {
        return jdbc.sql("""
                        UPDATE incident_report SET looked_at = :at, looked_by = :by WHERE id = :id AND looked_at IS NULL
                        RETURNING mark
                        """)
                .param("id", id)
                .param("by", by)
                .param("at", Rows.at(at))
                .query(Rows::onlyText)
                .optional();
    }
}
