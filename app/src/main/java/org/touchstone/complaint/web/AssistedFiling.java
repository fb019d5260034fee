package org.touchstone.complaint.web;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Check;
import org.touchstone.rules.identity.IdentityNumber;

/** Finds the person an officer files for. */
@Component
class AssistedFiling {

    private final People people;

    AssistedFiling(People people) {
        this.people = people;
    }

    /** The person of an identity number as the identity registry knows them; a fault of the field where it knows nobody. */
    Optional<Caller> consumer(String number, Check check) {
        if (number.isEmpty()) {
            return Optional.empty();
        }
        var identity = IdentityNumber.ofPerson(number);
        if (identity == null) {
            check.fault("nationalId", "not-a-national-id");
            return Optional.empty();
        }
        var person = people.verified(identity);
        if (person.isEmpty()) {
            check.fault("nationalId", "unknown-person");
        }
        return person.map(Person::caller);
    }
}
