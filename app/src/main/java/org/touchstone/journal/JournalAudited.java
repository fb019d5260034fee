package org.touchstone.journal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.transparency.AuditedChain;
import org.touchstone.transparency.AuditedTable;

/** The seals of the journal stand in the transparency log; each answers for the entries it covers. */
@Configuration
class JournalAudited {

    @Bean
    AuditedTable journalSeal() {
        return AuditedTable.named("journal_seal", "number")
                .disclosing("number", "sealed_at", "entries", "hash")
                .at("sealed_at")
                .table();
    }

    @Bean
    AuditedChain journalEntries(Seals seals) {
        return seals::faults;
    }
}
