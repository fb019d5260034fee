package org.touchstone.registry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Grade;

/**
 * What everyone may know of a marked business.
 *
 * @param city where the business sits, as the register of addresses names it; never nearer than the city
 * @param grade how it is graded; absent where too little is known
 * @param supervision how closely it is supervised, where more closely than others
 * @param version equal for entries that say the same
 */
public record RegisterEntry(
        String code,
        MarkState state,
        Host host,
        UUID businessId,
        String legalName,
        String trade,
        @Nullable String city,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Grade grade,
        @Nullable SupervisionStep supervision,
        long version) {

    /** The state at an instant: validity that has passed is seen without anybody changing the row. */
    public MarkState stateAt(Instant now) {
        return state.expires() && !expiresAt.isAfter(now) ? MarkState.EXPIRED : state;
    }
}
