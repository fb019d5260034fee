package org.touchstone.complaint.store;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.transparency.AuditedTable;
import tools.jackson.databind.JsonNode;

/** The histories of complaints and what the centre decides about figures, for which the transparency log answers. */
@Configuration
class ComplaintAudited {

    /** What the centre decides. Everyone may read that it did, though not about which complaint. */
    private static final Set<String> DECISIONS = Set.of(
            "NotAdmitted",
            "Admitted",
            "AdmissionDenied",
            "RefusalUpheld",
            "RefusalDenied",
            "SettlementKept",
            "SettlementBreached",
            "Ruled",
            "Complied",
            "Referred",
            "AppealDenied",
            "ExclusionSetAside",
            "RulingSetAside",
            "Quarantined",
            "Released",
            "Corrected",
            "Extended");

    /**
     * Every step. Events hold neither personal data nor free text; what parties do and time brings about, and which complaint it
     * belongs to, only an audit reads.
     */
    @Bean
    AuditedTable complaintEvent() {
        return AuditedTable.named("complaint_event", "complaint_id", "seq")
                .disclosing("at", "recorded_at", "event")
                .keeping("complaint_id", "seq", "actor")
                .at("at")
                .type(ComplaintAudited::kind)
                .openWhere(row -> DECISIONS.contains(kind(row)))
                .table();
    }

    private static String kind(JsonNode event) {
        return event.path("event").path("type").asString();
    }

    /** What a business answered: as it wrote it, encrypted, and as the public reads it. */
    @Bean
    AuditedTable complaintAnswer() {
        return AuditedTable.named("complaint_answer", "complaint_id", "seq")
                .disclosing("public_text")
                .keeping("complaint_id", "seq", "content")
                .closed()
                .table();
    }

    /** What parties and officers wrote beside a step, encrypted. */
    @Bean
    AuditedTable complaintText() {
        return AuditedTable.named("complaint_text", "complaint_id", "seq")
                .disclosing("place")
                .keeping("complaint_id", "seq", "content")
                .closed()
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
