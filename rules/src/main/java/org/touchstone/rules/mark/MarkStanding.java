package org.touchstone.rules.mark;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkRefusal.AlreadySo;
import org.touchstone.rules.mark.MarkRefusal.DecisionPending;
import org.touchstone.rules.mark.MarkRefusal.HostGone;
import org.touchstone.rules.mark.MarkRefusal.LetterOpen;
import org.touchstone.rules.mark.MarkRefusal.NoReason;
import org.touchstone.rules.mark.MarkRefusal.NotLonger;
import org.touchstone.rules.mark.MarkRefusal.NotYours;
import org.touchstone.rules.mark.MarkRefusal.NothingToDecide;
import org.touchstone.rules.mark.MarkRefusal.StillSuspended;
import org.touchstone.rules.mark.MarkRefusal.TooEarly;
import org.touchstone.rules.mark.MarkRefusal.WrongState;
import org.touchstone.rules.policy.Policy;

/**
 * What decides whether a step may be made on a mark.
 *
 * @param state where the mark stands now, its validity regarded
 * @param expiresAt until when it is valid
 * @param suspended whether the last suspension has not been lifted; an expired mark may be suspended too
 * @param pending the step that waits for its second officer, if any
 * @param goneHost the address, where it went to a new mark
 * @param supervision how closely it is supervised, where more closely than others
 */
public record MarkStanding(
        MarkState state,
        Instant expiresAt,
        boolean suspended,
        @Nullable MarkStep pending,
        @Nullable String goneHost,
        @Nullable SupervisionStep supervision) {

    /** What only a mark that still has its address can have done to it. */
    private static final Set<MarkStep> NEEDS_HOST =
            EnumSet.of(MarkStep.REINSTATE, MarkStep.RENEW, MarkStep.MOVE_HOST, MarkStep.MOVE_OWNER, MarkStep.RELEASE);

    /** Why a step with such reasons is refused to somebody; empty where it is not. */
    public Optional<MarkRefusal> refusal(MarkStep step, Collection<MarkParty> who, String reason) {
        var edge = MarkTransitions.TABLE.find(state, step);
        if (edge.isEmpty()) {
            return Optional.of(new WrongState(state, step));
        }
        if (edge.get().who().stream().noneMatch(who::contains)) {
            return Optional.of(new NotYours(step));
        }
        if (reason.isBlank()) {
            return Optional.of(new NoReason());
        }
        if (goneHost != null && NEEDS_HOST.contains(step)) {
            return Optional.of(new HostGone(goneHost));
        }
        return switch (step) {
            case REINSTATE ->
                state == MarkState.EXPIRED && !suspended ? Optional.of(new WrongState(state, step)) : waiting();
            case RENEW, MOVE_HOST -> suspended ? Optional.of(new StillSuspended()) : waiting();
            case MOVE_OWNER ->
                suspended
                        ? Optional.of(new StillSuspended())
                        : supervision == SupervisionStep.LETTER ? Optional.of(new LetterOpen()) : waiting();
            case PUT_UNDER_REVIEW, END_REVIEW, SUSPEND, REVOKE -> waiting();
            case WATCH -> supervision == null ? Optional.empty() : Optional.of(new AlreadySo());
            case LETTER -> supervision == SupervisionStep.LETTER ? Optional.of(new AlreadySo()) : Optional.empty();
            case END_WATCH -> only(SupervisionStep.WATCH);
            case CLOSE_LETTER -> only(SupervisionStep.LETTER);
            case EXPIRE, CHANGE_DATA, RELEASE, GRANT_APPEAL, DENY_APPEAL -> Optional.empty();
        };
    }

    private Optional<MarkRefusal> only(SupervisionStep step) {
        return supervision == step ? Optional.empty() : Optional.of(new NothingToDecide());
    }

    /** Nobody runs away from a decision that waits for its second officer, and nobody forestalls it. */
    private Optional<MarkRefusal> waiting() {
        return pending == null ? Optional.empty() : Optional.of(new DecisionPending(pending));
    }

    /** Why the mark is not renewed until an instant. */
    public Optional<MarkRefusal> renewalRefusal(
            Instant until, Collection<MarkParty> who, String reason, Instant now, Policy.Marks rules) {
        var from = expiresAt.minus(rules.renewFrom());
        return refusal(MarkStep.RENEW, who, reason)
                .or(() -> now.isBefore(from) ? Optional.of(new TooEarly(from)) : Optional.empty())
                .or(() -> until.isAfter(expiresAt) && until.isAfter(now)
                        ? Optional.empty()
                        : Optional.of(new NotLonger(expiresAt)));
    }

    /** Where a step leads. Refuses one that has no edge. */
    public MarkState after(MarkStep step) {
        return MarkTransitions.TABLE.find(state, step).orElseThrow().to();
    }
}
