package org.touchstone.record;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.Complaints;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.policy.Policies;
import org.touchstone.record.store.CaseStore;
import org.touchstone.registry.Registry;
import org.touchstone.rules.record.Figures;
import org.touchstone.rules.record.WhatIf;

/** Tells a business what an answer, and what silence, would make of its record. */
@Component
public class Foresight {

    private final Complaints complaints;
    private final CaseStore cases;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Registry registry;
    private final Stages stages;

    Foresight(
            Complaints complaints,
            CaseStore cases,
            Policies policies,
            DatabaseClock clock,
            Registry registry,
            Stages stages) {
        this.registry = registry;
        this.stages = stages;
        this.complaints = complaints;
        this.cases = cases;
        this.policies = policies;
        this.clock = clock;
    }

    /** A case with what may become of the record of its mark. */
    public record Foreseen(CaseFile file, WhatIf whatIf) {}

    /**
     * What may become of the record of the case's mark; nothing for those who do not act for its business. Refused while figures
     * are measured in confidence.
     */
    @Transactional(readOnly = true)
    public Optional<Foreseen> of(Caller caller, UUID id) {
        return complaints.viewAsBusiness(caller, id).map(file -> {
            var now = clock.instant();
            var mark = registry.mark(file.mark()).orElseThrow();
            stages.refuseInConfidence(caller, mark);
            var rules = policies.at(now).record();
            var others = cases.cases(file.mark(), Figures.windowStart(now, rules.window()), now).stream()
                    .filter(c -> !c.publicId().equals(file.publicId()))
                    .map(RecordedCase::facts)
                    .toList();
            return new Foreseen(
                    file,
                    WhatIf.of(
                            others, file.history(), now, rules.window(), rules, policies.named(file.policyVersion())));
        });
    }
}
