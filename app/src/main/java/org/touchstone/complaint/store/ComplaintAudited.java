package org.touchstone.complaint.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.transparency.AuditedTable;

/** What the centre decides about complaints and figures, for which the transparency log answers. */
@Configuration
class ComplaintAudited {

    /** Events hold neither personal data nor free text; which complaint they belong to, only an audit reads. */
    @Bean
    AuditedTable complaintEvent() {
        return AuditedTable.named("complaint_event", "complaint_id", "seq")
                .disclosing("at", "recorded_at", "event")
                .keeping("complaint_id", "seq", "actor")
                .at("at")
                .type(row -> row.path("event").path("type").asString())
                .rows("complaint_event_is_decision(event)")
                .table();
    }

    /** Public where the record was corrected, with the decision that is published there. */
    @Bean
    AuditedTable dispute() {
        return AuditedTable.named("dispute", "id")
                .disclosing("id", "correction", "opened_at", "due_at", "decided_at", "corrected", "decision")
                .keeping("complaint_id", "reason", "opened_by", "decided_by")
                .at("decided_at", "opened_at")
                .type(row -> row.path("correction").asString())
                .openWhere(row -> row.path("corrected").asBoolean(false))
                .table();
    }

    @Bean
    AuditedTable floodDecision() {
        return AuditedTable.named("flood_decision", "id")
                .disclosing("id", "at", "decision")
                .keeping("flood_id", "officer", "complaints", "reason")
                .at("at")
                .type(row -> row.path("decision").asString())
                .table();
    }
}
