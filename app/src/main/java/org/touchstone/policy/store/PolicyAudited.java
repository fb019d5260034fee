package org.touchstone.policy.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.transparency.AuditedTable;

/** The tables of the policy that the transparency log answers for. */
@Configuration
class PolicyAudited {

    @Bean
    AuditedTable policyVersion() {
        return AuditedTable.named("policy_version", "version")
                .disclosing("version", "valid_from", "document", "published_at", "draft_id")
                .at("published_at")
                .type(row -> row.path("version").asString())
                .table();
    }

    @Bean
    AuditedTable policyWord() {
        return AuditedTable.named("policy_word", "draft_id", "person")
                .disclosing("draft_id", "at", "word")
                .keeping("person", "reasons")
                .at("at")
                .closed()
                .table();
    }
}
