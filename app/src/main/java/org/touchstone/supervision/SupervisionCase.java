package org.touchstone.supervision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.supervision.CaseState;
import org.touchstone.rules.supervision.CureTarget;

/**
 * A case of supervision, from the letter to its end.
 *
 * @param code of the mark
 * @param business whose case it is, also where the website changes hands after it
 * @param letter the decision by which the letter was written; it can be appealed like any other
 * @param points negative points when the letter was written
 * @param orders orders in the window then; absent where unknown
 * @param policyVersion under which the letter was written
 * @param planDue by when a plan is due; absent once one was judged
 * @param targets what the plan promises; empty without a plan
 * @param checkAt when the plan is checked; absent without a plan
 * @param acceptedAt when the plan was accepted
 * @param failedAt when the case failed, where it stands so
 * @param declinedAt when an officer last did not follow a recommendation
 * @param recommended what the ladder asks officers to decide
 */
public record SupervisionCase(
        UUID id,
        String code,
        UUID business,
        UUID letter,
        CaseState state,
        int points,
        @Nullable Long orders,
        String policyVersion,
        Instant openedAt,
        @Nullable Instant planDue,
        List<CureTarget> targets,
        @Nullable Instant checkAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant failedAt,
        @Nullable Instant declinedAt,
        @Nullable MarkStep recommended,
        @Nullable Instant recommendedAt,
        @Nullable Instant closedAt) {

    /** The case as it stands before anything was done about the letter. */
    static SupervisionCase begun(
            UUID id,
            String code,
            UUID business,
            UUID letter,
            int points,
            @Nullable Long orders,
            String policyVersion,
            Instant now,
            Instant planDue) {
        return new SupervisionCase(
                id,
                code,
                business,
                letter,
                CaseState.LETTER,
                points,
                orders,
                policyVersion,
                now,
                planDue,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The case in another state. A case that ends has nothing left to do. */
    SupervisionCase in(CaseState next, Instant at) {
        boolean over = next.isClosed();
        boolean suspended = next == CaseState.SUSPENDED && state != next;
        return new SupervisionCase(
                id,
                code,
                business,
                letter,
                next,
                points,
                orders,
                policyVersion,
                openedAt,
                next == CaseState.LETTER ? planDue : null,
                targets,
                checkAt,
                acceptedAt,
                next == CaseState.FAILED ? (state == CaseState.FAILED ? failedAt : at) : null,
                declinedAt,
                over || suspended ? null : recommended,
                over || suspended ? null : recommendedAt,
                over ? at : null);
    }

    /** With a plan of the business. */
    SupervisionCase with(List<CureTarget> plan, Instant check) {
        return copy(planDue, plan, check, null, declinedAt, recommended, recommendedAt);
    }

    /** With a day by which a new plan is due. */
    SupervisionCase planBy(Instant due) {
        return copy(due, targets, checkAt, null, declinedAt, recommended, recommendedAt);
    }

    /** With the plan accepted. */
    SupervisionCase accepted(Instant at) {
        return copy(planDue, targets, checkAt, at, declinedAt, recommended, recommendedAt);
    }

    /** With a recommendation that waits for an officer. */
    SupervisionCase recommending(MarkStep step, Instant at) {
        return copy(planDue, targets, checkAt, acceptedAt, declinedAt, step, at);
    }

    /** With the recommendation not followed. */
    SupervisionCase notFollowed(Instant at) {
        return copy(planDue, targets, checkAt, acceptedAt, at, null, null);
    }

    private SupervisionCase copy(
            @Nullable Instant due,
            List<CureTarget> plan,
            @Nullable Instant check,
            @Nullable Instant acceptance,
            @Nullable Instant decline,
            @Nullable MarkStep recommendation,
            @Nullable Instant recommendedSince) {
        return new SupervisionCase(
                id,
                code,
                business,
                letter,
                state,
                points,
                orders,
                policyVersion,
                openedAt,
                due,
                plan,
                check,
                acceptance,
                failedAt,
                decline,
                recommendation,
                recommendedSince,
                closedAt);
    }
}
