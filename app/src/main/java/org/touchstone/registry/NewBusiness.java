package org.touchstone.registry;

import org.jspecify.annotations.Nullable;
import org.touchstone.rules.identity.IdentityNumber;

/**
 * A business to be known.
 *
 * @param number its identity number; one business per number
 * @param source where the facts come from
 * @param sourceKey what it is called there; one business per source and key
 */
public record NewBusiness(
        String legalName, String trade, @Nullable IdentityNumber number, String source, String sourceKey) {}
