package org.touchstone.badge.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.badge.Reports;
import org.touchstone.badge.Reports.Report;
import org.touchstone.foundation.database.ReportTable;
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
    private final ReportTable table;

    ReportStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.table = new ReportTable(jdbc, "badge_report");
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

    /** Whether there is still room today for a report about a site and mark. */
    public boolean hasRoom(Instant now, String mark, Host host) {
        return table.hasRoom(now, Map.of("mark", mark, "host", host.name()), Reports.OF_A_SITE, Reports.OF_A_DAY);
    }

    /** How many reports are open. */
    public int countOpen() {
        return table.countOpen();
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

    /** Closes an open report; returns its mark where it was open. */
    public Optional<String> looked(UUID id, UUID by, Instant at) {
        return table.looked(id, by, at);
    }
}
