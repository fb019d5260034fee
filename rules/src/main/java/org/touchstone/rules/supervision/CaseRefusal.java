package org.touchstone.rules.supervision;

import java.util.Optional;

/** Why a step in a case of supervision is refused. Nothing has changed then. */
public sealed interface CaseRefusal {

    /** The case stands where the step cannot be made. */
    record WrongState(CaseState state, CaseStep step) implements CaseRefusal {}

    /** Somebody else makes this step. */
    record NotYours(CaseStep step) implements CaseRefusal {}

    /** The plan cannot be judged. */
    record BadPlan(CurePlan.Fault fault) implements CaseRefusal {}

    /** There is no recommendation to follow or not. */
    record NothingRecommended() implements CaseRefusal {}

    /** A decision the case asked for waits for its second officer. */
    record DecisionPending() implements CaseRefusal {}

    /** Whoever acts for the business does not decide its case. */
    record Involved() implements CaseRefusal {}

    /** Why a party may not make a step in a state; empty where it may. */
    static Optional<CaseRefusal> of(CaseState state, CaseStep step, CaseParty who) {
        var edge = CaseTransitions.TABLE.find(state, step);
        if (edge.isEmpty()) {
            return Optional.of(new WrongState(state, step));
        }
        return edge.get().who().contains(who) ? Optional.empty() : Optional.of(new NotYours(step));
    }
}
