package org.touchstone.rules.mark;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkRefusal.DeadlinePassed;
import org.touchstone.rules.mark.MarkRefusal.NothingToDecide;
import org.touchstone.rules.mark.MarkRefusal.OnlyOnce;
import org.touchstone.rules.mark.MarkRefusal.OwnDecision;
import org.touchstone.rules.mark.MarkRefusal.SecondOfficerNeeded;

/**
 * A decision about a mark, as the rules look at it.
 *
 * @param before where the mark stood when it took effect, or when it was proposed
 * @param proposedBy who proposed it; absent where the automatic checks did
 * @param approvedBy the second officer; absent while none has confirmed it and where none is needed
 * @param appealUntil until when it may be appealed; absent where it may not
 * @param appeal how far an appeal has come
 */
public record MarkDecision(
        MarkStep step,
        MarkState before,
        Stage stage,
        @Nullable UUID proposedBy,
        @Nullable UUID approvedBy,
        @Nullable Instant appealUntil,
        Appeal appeal) {

    /** How far a decision has come. */
    public enum Stage {
        /** A second officer has to look at it. */
        PENDING,
        /** In force, or reversed since by an appeal. */
        EFFECTIVE,
        /** The second officer did not agree. */
        DECLINED
    }

    /** How far an appeal has come. */
    public enum Appeal {
        NONE,
        WAITING,
        GRANTED,
        DENIED
    }

    /** Why somebody may not confirm or decline the decision. */
    public Optional<MarkRefusal> secondRefusal(UUID by, Collection<MarkParty> who) {
        if (stage != Stage.PENDING) {
            return Optional.of(new NothingToDecide());
        }
        if (by.equals(proposedBy)) {
            return Optional.of(new OwnDecision());
        }
        return who.contains(MarkParty.SENIOR) ? Optional.empty() : Optional.of(new SecondOfficerNeeded());
    }

    /** Why the business may not appeal now. */
    public Optional<MarkRefusal> appealRefusal(Instant now) {
        if (stage != Stage.EFFECTIVE || appealUntil == null) {
            return Optional.of(new NothingToDecide());
        }
        if (appeal != Appeal.NONE) {
            return Optional.of(new OnlyOnce(step));
        }
        return now.isBefore(appealUntil) ? Optional.empty() : Optional.of(new DeadlinePassed(appealUntil));
    }

    /** Why somebody may not decide the appeal. */
    public Optional<MarkRefusal> judgeRefusal(UUID by) {
        if (appeal != Appeal.WAITING) {
            return Optional.of(new NothingToDecide());
        }
        return by.equals(proposedBy) || by.equals(approvedBy) ? Optional.of(new OwnDecision()) : Optional.empty();
    }

    /**
     * Where a mark stands once the appeal is granted: where it would stand had the decision never been made, unless something else has
     * changed it since. A validity that has passed meanwhile stays passed; it has passed as well where the address went to another mark.
     *
     * @param without where the mark stood before, decisions that were reversed themselves left out; absent where something else than
     *     time has changed it since and still holds
     * @param validityPassed whether the mark could not be valid now, whatever was decided
     */
    public MarkState reversed(MarkState now, @Nullable MarkState without, boolean validityPassed) {
        var made = MarkTransitions.TABLE.find(before, step).orElseThrow().to();
        if (without == null || now != made || made == before) {
            return now;
        }
        return validityPassed && without.expires() ? MarkState.EXPIRED : without;
    }
}
