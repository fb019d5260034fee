package org.touchstone.registry.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.rules.mark.MarkDecision.Appeal;
import org.touchstone.rules.mark.MarkDecision.Stage;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;

/** Decisions about marks as programs read them. Roles, never names. */
final class MarkJson {

    private MarkJson() {}

    /** How far an appeal has come. */
    record AppealJson(
            Appeal state, @Nullable Instant at, @Nullable Instant dueAt) {}

    /** One decision. */
    record DecisionJson(
            UUID id,
            String mark,
            MarkStep step,
            Stage state,
            MarkState before,
            @Nullable MarkState after,
            String reason,
            List<String> by,
            Instant proposedAt,
            @Nullable Instant decidedAt,
            @Nullable Instant effectiveAt,
            @Nullable Instant appealUntil,
            @Nullable UUID appealOf,
            AppealJson appeal,
            @Nullable String declinedWhy) {}

    /** All decisions of a mark. */
    record DecisionsJson(List<DecisionJson> items) {}

    static DecisionJson of(DecisionOnMark d) {
        return new DecisionJson(
                d.id(),
                d.code(),
                d.step(),
                d.stage(),
                d.before(),
                d.after(),
                d.reason(),
                d.roles(),
                d.proposedAt(),
                d.decidedAt(),
                d.effectiveAt(),
                d.appealUntil(),
                d.appealOf(),
                new AppealJson(d.appeal(), d.appealedAt(), d.appealDue()),
                d.declinedWhy());
    }
}
