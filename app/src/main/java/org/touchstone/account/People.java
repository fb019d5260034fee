package org.touchstone.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.store.PersonStore;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.rules.identity.IdentityNumber;

/** The people of the platform and whom they act for. */
@Component
public class People {

    private final PersonStore store;
    private final IdentityRegistry registry;
    private final Journal journal;

    People(PersonStore store, IdentityRegistry registry, Journal journal) {
        this.store = store;
        this.registry = registry;
        this.journal = journal;
    }

    /** The person of an identifier. */
    public Optional<Person> find(UUID id) {
        return store.find(id);
    }

    /** The person of an identity number as the registry knows them now; known here from then on. Empty when it knows nobody. */
    @Transactional
    public Optional<Person> verified(IdentityNumber number) {
        return registry.find(number)
                .map(entry -> store.saveVerified(
                        number,
                        entry.name(),
                        entry.mobile(),
                        entry.email(),
                        Language.of(entry.language()).orElse(Language.FA)))
                .flatMap(store::find);
    }

    /** Gives a person a role. */
    @Transactional
    public void appoint(UUID person, Role role, String actor) {
        store.addRole(person, role);
        journal.write(actor, "person.appointed", "person:" + person, Map.of("role", role));
    }

    /** Lets a person act for a business. */
    @Transactional
    public void join(UUID person, UUID business, String actor) {
        store.addMembership(person, business);
        store.addRole(person, Role.OWNER);
        journal.write(actor, "person.joined", "person:" + person, Map.of("business", business));
    }

    /** The businesses a person acts for. */
    public List<UUID> businessesOf(UUID person) {
        return store.businessesOf(person);
    }

    /** The people who act for a business. */
    public List<Person> membersOf(UUID business) {
        return store.membersOf(business);
    }
}
