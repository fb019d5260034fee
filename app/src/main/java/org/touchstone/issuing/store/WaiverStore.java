package org.touchstone.issuing.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;
import tools.jackson.databind.json.JsonMapper;

/** The findings that granted appeals have waived, each with what it was about as a keyed hash nobody can read back. */
@Repository
public class WaiverStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;

    WaiverStore(JdbcClient jdbc, JsonMapper json, Vault vault) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
    }

    /** Keeps a finding that was waived. */
    public void put(UUID application, CheckCode check, Finding finding, String about, UUID by, Instant at) {
        jdbc.sql("""
                INSERT INTO application_waiver (application_id, check_code, finding, about, waived_by, waived_at)
                VALUES (:application, :check, :finding::jsonb, :about, :by, :at) ON CONFLICT DO NOTHING
                """)
                .param("application", application)
                .param("check", check.name())
                .param("finding", json.writeValueAsString(finding))
                .param("about", hash(about))
                .param("by", by)
                .param("at", Rows.at(at))
                .update();
    }

    /** The findings of a check that were waived about the same. */
    public List<Finding> of(UUID application, CheckCode check, String about) {
        return jdbc.sql("""
                        SELECT finding FROM application_waiver
                        WHERE application_id = :application AND check_code = :check AND about = :about
                        """)
                .param("application", application)
                .param("check", check.name())
                .param("about", hash(about))
                .query((row, n) -> json.readValue(Rows.text(row, "finding"), Finding.class))
                .list();
    }

    private byte[] hash(String about) {
        return vault.hash(about, "application_waiver");
    }
}
