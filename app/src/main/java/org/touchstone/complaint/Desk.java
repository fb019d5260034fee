package org.touchstone.complaint;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.MemberLeft;
import org.touchstone.account.Membership;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.account.Team;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.DeskStore;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.notice.Notices;
import org.touchstone.rules.complaint.State;

/**
 * How a team shares its work: who sees to which case, notes for each other, answers used again. All of it is the business's own:
 * consumer, centre and public never see it.
 */
@Component
public class Desk {

    /** How many replies a business may save. */
    public static final int MOST_REPLIES = 100;

    private final DeskStore desk;
    private final ComplaintStore store;
    private final Complaints complaints;
    private final People people;
    private final Team team;
    private final Notices notices;
    private final Journal journal;
    private final DatabaseClock clock;
    private final Settings settings;

    Desk(
            DeskStore desk,
            ComplaintStore store,
            Complaints complaints,
            People people,
            Team team,
            Notices notices,
            Journal journal,
            DatabaseClock clock,
            Settings settings) {
        this.desk = desk;
        this.store = store;
        this.complaints = complaints;
        this.people = people;
        this.team = team;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
        this.settings = settings;
    }

    /** Cases of the caller's businesses in some states by time left: all, those the caller sees to, or those nobody does. */
    @Transactional(readOnly = true)
    public List<CaseFile> cases(Caller caller, List<State> states, Whose whose, Cursor after, int limit) {
        if (whose == Whose.ALL) {
            return complaints.desk(caller, states, after, limit);
        }
        var assignee = whose == Whose.MINE ? caller.id() : null;
        return desk.ids(people.businessesOf(caller.id()), states, assignee, after, limit).stream()
                .flatMap(id -> store.find(id).stream())
                .toList();
    }

    /** A case the caller may read for a business. Refused as not found to everybody else. */
    @Transactional(readOnly = true)
    public CaseFile file(Caller caller, UUID id) {
        return complaints.viewAsBusiness(caller, id).orElseThrow(Refused::notFound);
    }

    /** Those who may be given a case of a business. */
    @Transactional(readOnly = true)
    public List<Person> assignable(UUID business) {
        return people.teamOf(business).stream()
                .filter(m -> m.role().mayAnswer())
                .map(Membership::person)
                .toList();
    }

    /** Those who may be given any case of the caller's businesses. */
    @Transactional(readOnly = true)
    public List<Person> assignable(Caller caller) {
        return people.businessesOf(caller.id()).stream()
                .flatMap(business -> assignable(business).stream())
                .distinct()
                .toList();
    }

    /** Who sees to a case. */
    @Transactional(readOnly = true)
    public Optional<Person> assignee(UUID complaint) {
        return desk.assigned(complaint).flatMap(people::find);
    }

    /** Who sees to these cases, by case; those nobody sees to are missing. */
    @Transactional(readOnly = true)
    public Map<UUID, Person> assignees(Collection<UUID> cases) {
        var persons = new HashMap<UUID, Optional<Person>>();
        var assignees = new HashMap<UUID, Person>();
        desk.assigned(cases)
                .forEach((complaint, person) ->
                        persons.computeIfAbsent(person, people::find).ifPresent(p -> assignees.put(complaint, p)));
        return assignees;
    }

    /**
     * Gives a case to a member, or to nobody. A manager may give it to anyone who may answer; others take it for themselves or
     * give back their own. Whoever is given a case by somebody else is told.
     */
    @Transactional
    public void assign(Caller caller, UUID id, @Nullable UUID person) {
        var file = file(caller, id);
        team.answering(caller, file.businessId());
        boolean manager = team.roleOf(caller, file.businessId()) == BusinessRole.MANAGER;
        boolean ownAffair = person == null
                ? desk.assigned(id).filter(caller.id()::equals).isPresent()
                : caller.id().equals(person);
        if (!manager && !ownAffair) {
            throw new Refused(HttpStatus.FORBIDDEN, "not-allowed-in-business");
        }
        if (person == null) {
            desk.unassign(id);
        } else if (!people.mayAnswerFor(person, file.businessId())) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "not-assignable");
        } else {
            desk.assign(id, person, caller.id());
            if (!caller.id().equals(person)) {
                tell(file, person);
            }
        }
        journal.write(
                caller.actor(),
                person == null ? "complaint.unassigned" : "complaint.assigned",
                "complaint:" + id,
                person == null ? Map.of() : Map.of("person", person));
    }

    private void tell(CaseFile file, UUID person) {
        var link = settings.baseUrl().resolve("/desk/" + file.id()).toString();
        var when = file.dueAt() == null ? clock.instant() : file.dueAt();
        people.find(person)
                .ifPresent(p ->
                        notices.send(p.recipient(), "business.assigned", file.reference(), file.host(), when, link));
    }

    /** Nobody sees to the cases of somebody who left; they are to be taken anew. */
    @ApplicationModuleListener
    void on(MemberLeft left) {
        desk.unassignAll(left.person(), left.business());
    }

    /** What the team wrote about a case, the oldest first. */
    @Transactional(readOnly = true)
    public List<DeskNote> notes(Caller caller, UUID id) {
        file(caller, id);
        return desk.notes(id).stream()
                .map(n -> new DeskNote(
                        n.id(),
                        n.author(),
                        people.find(n.author()).map(Person::name).orElse("—"),
                        n.at(),
                        n.text()))
                .toList();
    }

    /** Writes a note. Those who only read the business's cases do not. */
    @Transactional
    public void write(Caller caller, UUID id, String text) {
        team.answering(caller, file(caller, id).businessId());
        desk.addNote(id, caller.id(), text);
        journal.write(caller.actor(), "complaint.noted", "complaint:" + id, Map.of());
    }

    /** The saved replies of a business. */
    @Transactional(readOnly = true)
    public List<SavedReply> replies(Caller caller, UUID business) {
        team.roleOf(caller, business);
        return desk.replies(business);
    }

    /** Saves a reply, or changes the one named. */
    @Transactional
    public SavedReply save(
            Caller caller, UUID business, @Nullable UUID id, String title, String text, Language language) {
        team.answering(caller, business);
        if (id == null && desk.replies(business).size() >= MOST_REPLIES) {
            throw new Refused(HttpStatus.CONFLICT, "too-many-replies", MOST_REPLIES);
        }
        if (id != null) {
            reply(id, business);
        }
        var key = id == null ? UUID.randomUUID() : id;
        desk.saveReply(key, business, title, text, language, caller.id());
        journal.write(caller.actor(), "reply.saved", "business:" + business, Map.of("reply", key));
        return reply(key, business);
    }

    /** Removes a saved reply. */
    @Transactional
    public void remove(Caller caller, UUID business, UUID id) {
        team.answering(caller, business);
        reply(id, business);
        desk.removeReply(id);
        journal.write(caller.actor(), "reply.removed", "business:" + business, Map.of("reply", id));
    }

    private SavedReply reply(UUID id, UUID business) {
        return desk.reply(id).filter(r -> r.business().equals(business)).orElseThrow(Refused::notFound);
    }

    /** A saved reply made out for a case. Refused as not found where the case's business has no such reply. */
    @Transactional(readOnly = true)
    public String madeOut(Caller caller, CaseFile file, UUID id) {
        team.roleOf(caller, file.businessId());
        var reply = reply(id, file.businessId());
        var texts = Texts.in(reply.language());
        var amount = file.filed().amount();
        return reply.text()
                .replace("{reference}", file.reference())
                .replace("{amount}", amount == null ? "—" : texts.money(amount.value(), amount.currency()))
                .replace("{name-free}", texts.say("replies.salutation"));
    }
}
