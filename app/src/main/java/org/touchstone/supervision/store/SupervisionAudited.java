package org.touchstone.supervision.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.transparency.AuditedTable;

/**
 * The tables of supervision that the transparency log answers for. What the centre decides is open in the decisions about marks; what
 * lies between, with promises, measured figures and recommendations nobody has decided on, an audit alone reads.
 */
@Configuration
class SupervisionAudited {

    @Bean
    AuditedTable supervisionEvent() {
        return AuditedTable.named("supervision_event", "case_id", "seq")
                .disclosing("case_id", "seq", "at", "step", "state", "party", "facts")
                .keeping("actor", "words")
                .at("at")
                .type(row -> row.path("step").asString())
                .closed()
                .table();
    }

    @Bean
    AuditedTable officialLetter() {
        return AuditedTable.named("official_letter", "id")
                .disclosing("id", "number", "kind", "code", "at")
                .keeping("secret", "business", "case_id", "decision", "content")
                .at("at")
                .mark("code")
                .type(row -> row.path("kind").asString())
                .table();
    }

    @Bean
    AuditedTable officialLetterPdf() {
        return AuditedTable.named("official_letter_pdf", "letter", "language")
                .disclosing("letter", "language", "at", "sha256")
                .at("at")
                .table();
    }

    @Bean
    AuditedTable letterDelivery() {
        return AuditedTable.named("letter_delivery", "letter", "seq")
                .disclosing("letter", "seq", "at", "how")
                .keeping("person")
                .at("at")
                .table();
    }
}
