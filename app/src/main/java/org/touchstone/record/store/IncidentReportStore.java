package org.touchstone.record.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.ReportTable;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.record.Incident;
import org.touchstone.record.IncidentReports;
import org.touchstone.record.IncidentReports.Report;

/** Reports of incidents; what people write is sealed. */
@Repository
public class IncidentReportStore {

    private static final String NOTE = "incident_report.note";
    private static final String CONTACT = "incident_report.contact";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final ReportTable table;

    IncidentReportStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.table = new ReportTable(jdbc, "incident_report");
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

    /** Whether there is still room today for a report about a mark. */
    public boolean hasRoom(Instant now, String mark) {
        return table.hasRoom(now, Map.of("mark", mark), IncidentReports.OF_A_MARK, IncidentReports.OF_A_DAY);
    }

    /** How many reports are open. */
    public int countOpen() {
        return table.countOpen();
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
        return table.looked(id, by, at);
    }
}
