package org.touchstone.account;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.store.PersonStore;
import org.touchstone.account.store.TeamStore;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.notice.Notices;
import org.touchstone.notice.Recipient;

/**
 * The people of a business. Nobody is made a member without saying yes: a manager sends a one-time link, and whoever opens it
 * signs in, sees business and role, and accepts. Strangers to a business learn nothing of it.
 */
@Component
public class Team {

    /** An invitation is good for this long. */
    public static final Duration INVITATION_LIFE = Duration.ofDays(7);

    private static final int MOST_INVITATIONS_A_DAY = 20;

    private final TeamStore team;
    private final PersonStore persons;
    private final BusinessNames names;
    private final Notices notices;
    private final Journal journal;
    private final Settings settings;
    private final ApplicationEventPublisher events;

    Team(
            TeamStore team,
            PersonStore persons,
            BusinessNames names,
            Notices notices,
            Journal journal,
            Settings settings,
            ApplicationEventPublisher events) {
        this.team = team;
        this.persons = persons;
        this.names = names;
        this.notices = notices;
        this.journal = journal;
        this.settings = settings;
        this.events = events;
    }

    /** A business the caller acts for. */
    public record Own(UUID id, String name, BusinessRole role) {}

    /** The businesses the caller acts for, by name. */
    @Transactional(readOnly = true)
    public List<Own> businesses(Caller caller) {
        return team.rolesOf(caller.id()).entrySet().stream()
                .map(e -> new Own(e.getKey(), nameOf(e.getKey()), e.getValue()))
                .sorted(Comparator.comparing(Own::name).thenComparing(Own::id))
                .toList();
    }

    /** The business asked for, or the caller's first; nothing for those who act for none. Refused as not found to strangers. */
    @Transactional(readOnly = true)
    public Optional<Own> choose(Caller caller, @Nullable UUID asked) {
        var own = businesses(caller);
        if (asked == null) {
            return own.stream().findFirst();
        }
        return Optional.of(
                own.stream().filter(b -> b.id().equals(asked)).findFirst().orElseThrow(Refused::notFound));
    }

    /** The business asked for, or the caller's only one. One who acts for several must say which. */
    @Transactional(readOnly = true)
    public Own only(Caller caller, @Nullable UUID asked) {
        if (asked == null && businesses(caller).size() > 1) {
            throw new InvalidFields(List.of(FieldError.of("business", "choose")));
        }
        return choose(caller, asked).orElseThrow(() -> new Refused(HttpStatus.FORBIDDEN, "not-allowed-in-business"));
    }

    /** Everybody who acts for a business, the longest first. Any member may read it. */
    @Transactional(readOnly = true)
    public List<Membership> members(Caller caller, UUID business) {
        roleOf(caller, business);
        return team.members(business);
    }

    /** Invitations not yet answered; none for those who do not manage the business. */
    @Transactional(readOnly = true)
    public List<Invitation> invitations(Caller caller, UUID business) {
        return roleOf(caller, business) == BusinessRole.MANAGER ? team.openInvitations(business) : List.of();
    }

    /**
     * Invites somebody by a link to a mobile or mail address.
     *
     * @param to one of the two, with the language the manager reads: we do not know the other's
     */
    @Transactional
    public Invitation invite(Caller manager, UUID business, BusinessRole role, Recipient to) {
        managing(manager, business);
        if (team.invitationsWithinDay(business) >= MOST_INVITATIONS_A_DAY) {
            throw new Refused(HttpStatus.TOO_MANY_REQUESTS, "too-many-invitations", MOST_INVITATIONS_A_DAY);
        }
        var id = UUID.randomUUID();
        var secret = Tokens.secret();
        var contact = String.valueOf(to.mobile() == null ? to.email() : to.mobile());
        team.addInvitation(id, business, role, contact, Tokens.hash(secret), manager.id(), INVITATION_LIFE);
        notices.send(
                to,
                "team.invitation",
                nameOf(business),
                role,
                settings.baseUrl().resolve("/desk/team/invitations/" + secret).toString());
        journal.write(manager.actor(), "team.invited", "business:" + business, Map.of("role", role, "invitation", id));
        return team.openInvitations(business).stream()
                .filter(i -> i.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Takes an invitation back. */
    @Transactional
    public void takeBack(Caller manager, UUID business, UUID invitation) {
        managing(manager, business);
        if (!team.endInvitation(invitation, business)) {
            throw Refused.notFound();
        }
        journal.write(
                manager.actor(), "team.invitation-ended", "business:" + business, Map.of("invitation", invitation));
    }

    /**
     * What an invitation offers.
     *
     * @param business the name of the business
     */
    public record Offered(Invitation invitation, String business) {}

    /** What the invitation of a secret offers. Refused with {@code invitation-over} when it opens nothing (any more). */
    @Transactional(readOnly = true)
    public Offered offered(String secret) {
        var invitation = team.findInvitation(Tokens.hash(secret)).orElseThrow(Team::over);
        return new Offered(invitation, nameOf(invitation.business()));
    }

    /** The caller accepts an invitation; it is then used up. A role the caller has already is replaced by a higher one only. */
    @Transactional
    public UUID accept(Caller caller, String secret) {
        if (!caller.verified()) {
            throw new Refused(HttpStatus.FORBIDDEN, "member-unverified");
        }
        var invitation = team.useInvitation(Tokens.hash(secret), caller.id()).orElseThrow(Team::over);
        team.add(caller.id(), invitation.business(), invitation.role(), invitation.id());
        persons.addRole(caller.id(), Role.OWNER);
        journal.write(
                caller.actor(),
                "team.joined",
                "business:" + invitation.business(),
                Map.of("role", invitation.role(), "invitation", invitation.id()));
        return invitation.business();
    }

    /** Gives a member another role. The last manager keeps the role. */
    @Transactional
    public void changeRole(Caller manager, UUID business, UUID person, BusinessRole role) {
        managing(manager, business);
        var member = member(business, person);
        if (role != BusinessRole.MANAGER) {
            notTheLast(member, business);
        }
        team.changeRole(person, business, role);
        journal.write(
                manager.actor(), "team.role-changed", "business:" + business, Map.of("person", person, "role", role));
    }

    /** Takes a member out of the team; a member may also leave by itself. The last manager stays. */
    @Transactional
    public void remove(Caller caller, UUID business, UUID person) {
        if (caller.id().equals(person)) {
            roleOf(caller, business);
        } else {
            managing(caller, business);
        }
        notTheLast(member(business, person), business);
        team.remove(person, business);
        if (team.rolesOf(person).isEmpty()) {
            persons.removeRole(person, Role.OWNER);
        }
        journal.write(caller.actor(), "team.removed", "business:" + business, Map.of("person", person));
        events.publishEvent(new MemberLeft(person, business));
    }

    /** The caller's role in a business. Refused as not found to strangers. */
    @Transactional(readOnly = true)
    public BusinessRole roleOf(Caller caller, UUID business) {
        return team.roleIn(caller.id(), business).orElseThrow(Refused::notFound);
    }

    /** Refuses everybody but a manager of the business: strangers as not found, members with {@code not-allowed-in-business}. */
    @Transactional(readOnly = true)
    public void managing(Caller caller, UUID business) {
        if (roleOf(caller, business) != BusinessRole.MANAGER) {
            throw new Refused(HttpStatus.FORBIDDEN, "not-allowed-in-business");
        }
    }

    /** Refuses members who only read, with {@code not-allowed-in-business}, and strangers as not found. */
    @Transactional(readOnly = true)
    public void answering(Caller caller, UUID business) {
        if (!roleOf(caller, business).mayAnswer()) {
            throw new Refused(HttpStatus.FORBIDDEN, "not-allowed-in-business");
        }
    }

    private Membership member(UUID business, UUID person) {
        return team.lockMembers(business).stream()
                .filter(m -> m.person().id().equals(person))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private void notTheLast(Membership member, UUID business) {
        if (member.role() == BusinessRole.MANAGER && team.countManagers(business) == 1) {
            throw new Refused(
                    HttpStatus.CONFLICT, "last-manager", member.person().name());
        }
    }

    private String nameOf(UUID business) {
        return names.nameOf(business).orElse("—");
    }

    private static Refused over() {
        return new Refused(HttpStatus.GONE, "invitation-over");
    }
}
