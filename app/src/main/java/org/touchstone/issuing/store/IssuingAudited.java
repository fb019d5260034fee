package org.touchstone.issuing.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.transparency.AuditedTable;

/** Applications are nobody's to read; that a step of one is what it was, an audit can tell. */
@Configuration
class IssuingAudited {

    @Bean
    AuditedTable applicationEvent() {
        return AuditedTable.named("application_event", "application_id", "seq")
                .disclosing("application_id", "seq", "at", "step", "state", "facts")
                .keeping("actor")
                .at("at")
                .closed()
                .table();
    }

    /** What an appeal waived, and who did. */
    @Bean
    AuditedTable applicationWaiver() {
        return AuditedTable.named("application_waiver", "id")
                .disclosing("application_id", "check_code", "finding", "waived_at")
                .keeping("about", "waived_by")
                .at("waived_at")
                .closed()
                .table();
    }
}
