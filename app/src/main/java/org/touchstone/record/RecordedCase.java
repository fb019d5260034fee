package org.touchstone.record;

import org.jspecify.annotations.Nullable;
import org.touchstone.rules.record.CaseFacts;

/**
 * One complaint as the public may see it.
 *
 * @param publicId stable identifier in the open data
 * @param facts what it contributes to the figures as of an instant
 * @param publicAnswer the business's answer, masked
 */
public record RecordedCase(
        String publicId, CaseFacts facts, @Nullable String publicAnswer) {}
