package org.touchstone.registry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Grade;

/**
 * A mark with the website and business it binds.
 *
 * @param code what identifies it in links
 * @param trade code of the business's trade
 * @param imported whether business and mark come from another regulator's data
 * @param releasedAt since when its address belongs to a new mark; absent while the mark holds it
 * @param grade how it is graded; absent where too little is known
 * @param supervision that it is supervised more closely; absent where it is not
 */
public record Mark(
        String code,
        MarkState state,
        Instant issuedAt,
        Instant expiresAt,
        UUID websiteId,
        Host host,
        UUID businessId,
        String legalName,
        String trade,
        boolean imported,
        @Nullable Instant releasedAt,
        @Nullable Grade grade,
        @Nullable Supervision supervision) {

    /** The state at an instant: validity that has passed is seen without anybody changing the row. */
    public MarkState stateAt(Instant now) {
        return state.expires() && !expiresAt.isAfter(now) ? MarkState.EXPIRED : state;
    }

    /** Whether the mark covers its website at an instant. */
    public boolean coversAt(Instant now) {
        return stateAt(now).covers();
    }

    /** How closely it is supervised; absent where as all others are. */
    public @Nullable SupervisionStep supervisionStep() {
        return supervision == null ? null : supervision.step();
    }

    /** Whether its address belongs to a new mark. */
    public boolean released() {
        return releasedAt != null;
    }

    /** The mark with a validity that ends earlier. */
    Mark until(Instant end) {
        return new Mark(
                code,
                state,
                issuedAt,
                end,
                websiteId,
                host,
                businessId,
                legalName,
                trade,
                imported,
                releasedAt,
                grade,
                supervision);
    }

    /** The mark as it was when its website stood at another address and another business ran it. */
    public Mark as(Host formerly, UUID business, String name) {
        return new Mark(
                code,
                state,
                issuedAt,
                expiresAt,
                websiteId,
                formerly,
                business,
                name,
                trade,
                imported,
                releasedAt,
                grade,
                supervision);
    }
}
