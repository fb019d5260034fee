package org.touchstone.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkDecision;
import org.touchstone.rules.mark.MarkDecision.Appeal;
import org.touchstone.rules.mark.MarkDecision.Stage;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;

/**
 * A decision about a mark as it is kept.
 *
 * @param before where the mark stood when it took effect, or when it was proposed
 * @param after where it stood then; absent while it is not in force
 * @param reason why, for everyone to read
 * @param facts what it rests on, without personal data
 * @param proposedBy who proposed it; absent where the automatic checks did
 * @param proposedRole as what: a role, or {@code SYSTEM}
 * @param approvedBy the second officer
 * @param declinedWhy why the second officer did not agree
 * @param appealOf the decision whose appeal this one decides
 * @param appeal how far an appeal against it has come
 * @param appealDue by when the centre decides that appeal
 */
public record DecisionOnMark(
        UUID id,
        String code,
        MarkStep step,
        MarkState before,
        @Nullable MarkState after,
        Stage stage,
        boolean twoOfficers,
        String reason,
        Map<String, Object> facts,
        @Nullable UUID proposedBy,
        String proposedRole,
        Instant proposedAt,
        @Nullable UUID approvedBy,
        @Nullable Instant decidedAt,
        @Nullable String declinedWhy,
        @Nullable Instant effectiveAt,
        @Nullable Instant appealUntil,
        @Nullable UUID appealOf,
        Appeal appeal,
        @Nullable Instant appealedAt,
        @Nullable Instant appealDue) {

    /** The decision as the rules look at it. */
    public MarkDecision rule() {
        return new MarkDecision(step, before, stage, proposedBy, approvedBy, appealUntil, appeal);
    }

    /** Whether it is or was in force; only such decisions are public. */
    public boolean isPublic() {
        return stage == Stage.EFFECTIVE;
    }

    /** Whether it was reversed. */
    public boolean reversed() {
        return appeal == Appeal.GRANTED;
    }

    /** The roles of those who decided; never their names. */
    public List<String> roles() {
        return Stream.concat(
                        Stream.of(proposedRole), Stream.ofNullable(approvedBy).map(_ -> "SENIOR_OFFICER"))
                .toList();
    }

    /** When it took effect, or was proposed. */
    public Instant at() {
        return effectiveAt == null ? proposedAt : effectiveAt;
    }

    /** Whether the business may appeal it now. */
    public boolean appealable(Instant now) {
        return rule().appealRefusal(now).isEmpty();
    }
}
