package org.touchstone.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.identity.IdentityNumber;

/**
 * A business with a website to be marked.
 *
 * @param number the business's identity number, absent in data that has none
 * @param source where the facts come from
 * @param sourceKey what the business is called there; one business per source and key
 */
public record NewMark(
        Host host,
        String legalName,
        String trade,
        @Nullable IdentityNumber number,
        String source,
        String sourceKey,
        Instant issuedAt,
        Instant expiresAt) {

    /** The business of it. */
    NewBusiness business() {
        return new NewBusiness(legalName, trade, number, source, sourceKey);
    }
}
