package org.touchstone.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.store.PersonStore;
import org.touchstone.account.store.TeamStore;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.rules.identity.IdentityNumber;

/** The people of the platform and whom they act for. */
@Component
public class People {

    private final PersonStore store;
    private final TeamStore team;
    private final IdentityRegistry registry;
    private final Journal journal;

    People(PersonStore store, TeamStore team, IdentityRegistry registry, Journal journal) {
        this.store = store;
        this.team = team;
        this.registry = registry;
        this.journal = journal;
    }

    /** The person of an identifier. */
    public Optional<Person> find(UUID id) {
        return store.find(id);
    }

    /** The identity number of a person; none where no registry has verified them. For comparing, never for showing. */
    public Optional<IdentityNumber> identityOf(UUID person) {
        return store.identityOf(person);
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

    /** Lets a person act for a business, as its manager. */
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

    /** What a person may do for a business; nothing for those who are not in its team. */
    public Optional<BusinessRole> roleIn(UUID person, UUID business) {
        return team.roleIn(person, business);
    }

    /** Whether a person may answer complaints for a business. */
    public boolean mayAnswerFor(UUID person, UUID business) {
        return roleIn(person, business).filter(BusinessRole::mayAnswer).isPresent();
    }

    /** Refuses a person who may not answer for a business, with {@code not-allowed-in-business}. */
    public void requireAnswering(UUID person, UUID business) {
        if (!mayAnswerFor(person, business)) {
            throw new Refused(HttpStatus.FORBIDDEN, "not-allowed-in-business");
        }
    }

    /** The team of a business. */
    public List<Membership> teamOf(UUID business) {
        return team.members(business);
    }
}
