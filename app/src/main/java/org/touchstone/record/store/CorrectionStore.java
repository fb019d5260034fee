package org.touchstone.record.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.record.Correction;
import org.touchstone.record.Correction.Brief;
import org.touchstone.record.Correction.Corrected;
import tools.jackson.databind.json.JsonMapper;

/** The entries of the public correction log. */
@Repository
public class CorrectionStore {

    private static final String ENTRY = """
            SELECT id, at, mark, case_public_id, correction, reason, policy_version, figures_before::text AS before,
                   figures_after::text AS after, shown
            FROM correction
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CorrectionStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Adds an entry; the same one twice is one.
     *
     * @param shown whether its figures are public, or it has none; an entry whose figures are not never will be
     */
    public void add(Correction correction, boolean shown) {
        jdbc.sql("""
                INSERT INTO correction (id, at, mark, case_public_id, correction, reason, policy_version, figures_before,
                    figures_after, shown)
                VALUES (:id, :at, :mark, :caseId, :what, :reason, :policy, :before::jsonb, :after::jsonb, :shown)
                ON CONFLICT DO NOTHING
                """)
                .param("id", correction.id())
                .param("at", Rows.at(correction.at()))
                .param("mark", correction.mark())
                .param("caseId", correction.caseId())
                .param("what", correction.what().name())
                .param("reason", correction.reason())
                .param("policy", correction.policyVersion())
                .param("before", json.writeValueAsString(correction.before()))
                .param("after", json.writeValueAsString(correction.after()))
                .param("shown", shown)
                .update();
    }

    /** Public entries before a place, the newest first. */
    public List<Correction> all(Cursor before, int limit) {
        return jdbc.sql(
                        ENTRY
                                + "WHERE (shown OR case_public_id IS NULL) AND (at, id) < (:at, :id) ORDER BY at DESC, id DESC LIMIT :limit")
                .param("at", Rows.at(before.at()))
                .param("id", before.id())
                .param("limit", limit)
                .query(this::correction)
                .list();
    }

    /** Public entries about one mark, the newest first. */
    public List<Correction> of(String mark) {
        return jdbc.sql(ENTRY
                        + "WHERE (shown OR case_public_id IS NULL) AND mark = :mark ORDER BY at DESC, id DESC LIMIT 50")
                .param("mark", mark)
                .query(this::correction)
                .list();
    }

    private Correction correction(ResultSet row, int n) throws SQLException {
        return new Correction(
                Rows.uuid(row, "id"),
                Rows.instant(row, "at"),
                Rows.text(row, "mark"),
                row.getString("case_public_id"),
                row.getString("case_public_id") == null ? Rows.uuid(row, "id") : null,
                Corrected.valueOf(Rows.text(row, "correction")),
                Rows.text(row, "reason"),
                Rows.text(row, "policy_version"),
                figures(row, "before"),
                figures(row, "after"));
    }

    private @Nullable Brief figures(ResultSet row, String column) throws SQLException {
        return row.getBoolean("shown") ? json.readValue(Rows.text(row, column), Brief.class) : null;
    }
}
