package org.touchstone.record.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.transparency.AuditedTable;

/** The tables of the record that the transparency log answers for. */
@Configuration
class RecordAudited {

    @Bean
    AuditedTable correction() {
        return AuditedTable.named("correction", "id")
                .disclosing(
                        "id",
                        "at",
                        "mark",
                        "case_public_id",
                        "correction",
                        "reason",
                        "policy_version",
                        "figures_before",
                        "figures_after")
                .at("at")
                .mark("mark")
                .type(row -> row.path("correction").asString())
                .table();
    }

    /** Files of open data by their hashes; old snapshots are dropped after a while. */
    @Bean
    AuditedTable openDataFile() {
        return AuditedTable.named("open_data", "snapshot", "name")
                .disclosing("snapshot", "name", "sha256", "lines")
                .at("snapshot")
                .type(row -> row.path("name").asString())
                .mayEnd()
                .table();
    }
}
