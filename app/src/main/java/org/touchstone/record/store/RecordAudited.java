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
                .openWhere(row -> row.path("shown").asBoolean(true))
                .table();
    }

    /** The history of every grade with the facts it rests on. */
    @Bean
    AuditedTable gradeEvent() {
        return AuditedTable.named("grade_event", "mark", "seq")
                .disclosing(
                        "mark",
                        "seq",
                        "at",
                        "policy_version",
                        "history",
                        "capability",
                        "security",
                        "service",
                        "satisfaction",
                        "total",
                        "held",
                        "earned",
                        "grade",
                        "lack",
                        "facts")
                .at("at")
                .mark("mark")
                .type(row -> "GRADE")
                .openWhere(row -> row.path("shown").asBoolean(true))
                .table();
    }

    @Bean
    AuditedTable incident() {
        return AuditedTable.named("incident", "id")
                .disclosing(
                        "id",
                        "mark",
                        "kind",
                        "severe",
                        "sentence",
                        "opened_at",
                        "closed_at",
                        "closing",
                        "withdrawn_at",
                        "withdrawal")
                .keeping("reason", "opened_by", "closed_by", "withdrawn_by")
                .at("withdrawn_at", "closed_at", "opened_at")
                .mark("mark")
                .type(row -> row.path("kind").asString())
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

    @Bean
    AuditedTable cohort() {
        return AuditedTable.named("cohort", "id")
                .disclosing("id", "position", "name_fa", "name_zh", "name_en", "kind", "at_least", "created_at")
                .keeping("created_by")
                .at("created_at")
                .type(row -> row.path("kind").asString())
                .table();
    }

    /** Public once it is confirmed, with its reasons. */
    @Bean
    AuditedTable cohortStage() {
        return AuditedTable.named("cohort_stage", "id")
                .disclosing(
                        "id",
                        "cohort_id",
                        "stage",
                        "begins_at",
                        "reason",
                        "proposed_at",
                        "state",
                        "decided_at",
                        "narrows",
                        "marks")
                .keeping("proposed_by", "decided_by", "declined_why")
                .at("decided_at", "proposed_at")
                .type(row -> row.path("stage").asString())
                .openWhere(row -> "CONFIRMED".equals(row.path("state").asString()))
                .table();
    }

    @Bean
    AuditedTable stageConsent() {
        return AuditedTable.named("stage_consent", "id")
                .disclosing("id", "mark", "at", "given")
                .keeping("business_id", "person_id")
                .at("at")
                .mark("mark")
                .type(row -> row.path("given").asBoolean(false) ? "OPENED" : "CLOSED")
                .table();
    }
}
