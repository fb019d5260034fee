package org.touchstone.registry.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.transparency.AuditedTable;

/** The tables of marks that the transparency log answers for. Who decided stays with the centre; what was decided is public. */
@Configuration
class RegistryAudited {

    @Bean
    AuditedTable markEvent() {
        return AuditedTable.named("mark_event", "code", "seq")
                .disclosing("code", "seq", "at", "state", "step", "reason", "decision", "facts")
                .keeping("actor")
                .at("at")
                .mark("code")
                .type(row -> row.hasNonNull("step") ? row.get("step").asString() : "ISSUE")
                .table();
    }

    /** Public once in force: a proposal, or what a second officer declined, is nobody's to read. */
    @Bean
    AuditedTable markDecision() {
        return AuditedTable.named("mark_decision", "id")
                .disclosing(
                        "id",
                        "code",
                        "step",
                        "state_before",
                        "state_after",
                        "stage",
                        "two_officers",
                        "reason",
                        "facts",
                        "proposed_role",
                        "proposed_at",
                        "decided_at",
                        "effective_at",
                        "appeal_until",
                        "appeal_of")
                .keeping("proposed_by", "approved_by", "declined_why")
                .at("effective_at", "decided_at", "proposed_at")
                .mark("code")
                .type(row -> row.path("step").asString())
                .openWhere(row -> "EFFECTIVE".equals(row.path("stage").asString()))
                .table();
    }

    @Bean
    AuditedTable markAppeal() {
        return AuditedTable.named("mark_appeal", "decision_id")
                .disclosing("decision_id", "appealed_at", "due_at")
                .keeping("reason", "appealed_by")
                .at("appealed_at")
                .table();
    }

    @Bean
    AuditedTable mark() {
        return AuditedTable.named("mark", "code")
                .disclosing("code", "website_id", "state", "issued_at", "expires_at")
                .mark("code")
                .type(row -> row.path("state").asString())
                .table();
    }

    @Bean
    AuditedTable website() {
        return AuditedTable.named("website", "id")
                .disclosing("id", "host", "business_id")
                .table();
    }

    @Bean
    AuditedTable websiteHost() {
        return AuditedTable.named("website_host", "website_id", "until")
                .disclosing("website_id", "host", "since", "until")
                .at("until")
                .table();
    }

    /** The name of a former owner may be a person's. */
    @Bean
    AuditedTable websiteOwner() {
        return AuditedTable.named("website_owner", "website_id", "until")
                .disclosing("website_id", "business_id", "since", "until")
                .keeping("legal_name")
                .at("until")
                .table();
    }
}
