package org.touchstone.notice;

import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Language;

/**
 * Where a person can be reached.
 *
 * @param mobile number in E.164, absent where unknown
 * @param email address, absent where unknown
 * @param language the language the person reads
 */
public record Recipient(@Nullable String mobile, @Nullable String email, Language language) {

    @Override
    public String toString() {
        return "recipient reading " + language;
    }
}
