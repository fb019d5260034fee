package org.touchstone.sandbox;

import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody the identity registry knows.
 *
 * @param id stable name of the person inside the sandbox, safe for logs and addresses; unlike {@code nationalId}
 * @param mobile E.164
 * @param businesses those the business registry names this person the owner of
 */
public record Person(
        String id,
        String name,
        List<Role> roles,
        String nationalId,
        String mobile,
        String email,
        Language language,
        List<Business> businesses) {

    public Person {
        roles = List.copyOf(roles);
        businesses = List.copyOf(businesses);
    }

    Person owning(Business business) {
        return new Person(
                id,
                name,
                roles,
                nationalId,
                mobile,
                email,
                language,
                Stream.concat(businesses.stream(), Stream.of(business)).toList());
    }

    /** Only the id: a national ID must not reach a log by way of a message. */
    @Override
    public String toString() {
        return id;
    }
}
