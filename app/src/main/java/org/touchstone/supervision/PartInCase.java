package org.touchstone.supervision;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.TookPart;
import org.touchstone.supervision.store.SupervisionStore;

/** Whoever judged a plan, or did not follow a recommendation, had a part in what came of the case. */
@Component
class PartInCase implements TookPart {

    private final SupervisionStore store;

    PartInCase(SupervisionStore store) {
        this.store = store;
    }

    @Override
    public boolean in(DecisionOnMark decision, UUID person) {
        return Optional.ofNullable(decision.facts().get(Cases.CASE))
                .map(id -> UUID.fromString(id.toString()))
                .or(() -> store.ofLetter(decision.id()).map(SupervisionCase::id))
                .filter(id -> store.acted(id, person))
                .isPresent();
    }
}
