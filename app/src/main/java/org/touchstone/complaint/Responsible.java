package org.touchstone.complaint;

import java.util.List;
import org.springframework.stereotype.Component;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.Membership;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.complaint.store.DeskStore;

/** Who of a business is told about a case: whoever sees to it and the managers; without anybody assigned, all who may answer. */
@Component
class Responsible {

    private final People people;
    private final DeskStore desk;

    Responsible(People people, DeskStore desk) {
        this.people = people;
        this.desk = desk;
    }

    List<Person> of(CaseFile file) {
        var assigned = desk.assigned(file.id());
        return people.teamOf(file.businessId()).stream()
                .filter(m -> m.role().mayAnswer())
                .filter(m -> assigned.isEmpty()
                        || m.role() == BusinessRole.MANAGER
                        || assigned.get().equals(m.person().id()))
                .map(Membership::person)
                .toList();
    }
}
