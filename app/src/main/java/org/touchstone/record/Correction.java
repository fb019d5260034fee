package org.touchstone.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the public correction log.
 *
 * @param caseId public identifier of the complaint; absent where a decision was reversed
 * @param decision the decision about the mark that was reversed; absent where a figure was corrected
 * @param what what was corrected
 * @param reason the centre's reasons
 * @param before the figures of the mark just before; absent beside a reversed decision where they are not public
 * @param after the figures of the mark just after; absent likewise
 */
public record Correction(
        UUID id,
        Instant at,
        String mark,
        @Nullable String caseId,
        @Nullable UUID decision,
        Corrected what,
        String reason,
        String policyVersion,
        @Nullable Brief before,
        @Nullable Brief after) {

    /** The same without figures. */
    Correction bare() {
        return new Correction(id, at, mark, caseId, decision, what, reason, policyVersion, null, null);
    }

    /** What can be corrected. */
    public enum Corrected {
        /** A complaint counts in no figure. */
        NOT_COUNTED,
        /** The delays of a complaint are struck. */
        DELAYS_STRUCK,
        /** A decision about the mark was reversed by an appeal. */
        DECISION_REVERSED
    }

    /** The figures a correction may change. */
    public record Brief(
            int matured,
            int unanswered,
            int delays,
            @Nullable Double answerRate) {}
}
