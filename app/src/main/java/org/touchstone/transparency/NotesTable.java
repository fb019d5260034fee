package org.touchstone.transparency;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log's own notes are logged like everything else. */
@Configuration
class NotesTable {

    @Bean
    AuditedTable logNote() {
        return AuditedTable.named("log_note", "id")
                .disclosing("id", "at", "kind", "facts")
                .at("at")
                .type(row -> row.path("kind").asString())
                .table();
    }
}
