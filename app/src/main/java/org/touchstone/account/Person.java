package org.touchstone.account;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Role;
import org.touchstone.notice.Recipient;

/**
 * A person as the platform knows them.
 *
 * @param verified whether an identity registry knows the person
 */
public record Person(
        UUID id,
        String name,
        @Nullable String mobile,
        @Nullable String email,
        Language language,
        Set<Role> roles,
        boolean verified) {

    /** Where the person can be reached. */
    public Recipient recipient() {
        return new Recipient(mobile, email, language);
    }

    /** The person as the maker of a request. */
    public Caller caller() {
        return new Caller(id, name, roles, verified);
    }

    @Override
    public String toString() {
        return "person:" + id;
    }
}
