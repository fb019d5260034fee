package org.touchstone.account.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.Invitation;
import org.touchstone.account.Membership;
import org.touchstone.account.Team;
import org.touchstone.account.Team.Own;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;

/** Teams for programs. */
@RestController
class TeamApi {

    private final Team team;

    TeamApi(Team team) {
        this.team = team;
    }

    /** The teams of the caller's businesses. */
    record TeamsJson(List<TeamJson> items) {}

    /** A team; the role is the caller's. */
    record TeamJson(
            UUID business,
            String name,
            BusinessRole role,
            List<MemberJson> members,
            List<InvitationJson> invitations) {}

    /** A member. */
    record MemberJson(
            UUID person,
            String name,
            BusinessRole role,
            Instant since,
            @Nullable String addedBy) {
        static MemberJson of(Membership m) {
            return new MemberJson(m.person().id(), m.person().name(), m.role(), m.since(), m.addedBy());
        }
    }

    /** An invitation under way. */
    record InvitationJson(UUID id, BusinessRole role, String contact, String invitedBy, Instant expiresAt) {
        static InvitationJson of(Invitation i) {
            return new InvitationJson(i.id(), i.role(), i.contact(), i.invitedBy(), i.expiresAt());
        }
    }

    /** Whom to invite as what. */
    record InviteJson(
            @Nullable UUID business,
            @Nullable String contact,
            @Nullable String role,
            @Nullable String language) {}

    /** A new role. */
    record RoleJson(@Nullable UUID business, @Nullable String role) {}

    /** The secret of an invitation: the last part of its link. */
    record AcceptanceJson(@Nullable String secret) {}

    @GetMapping("/api/v1/desk/team")
    TeamsJson teams() {
        var caller = Callers.required();
        return new TeamsJson(
                team.businesses(caller).stream().map(own -> json(caller, own)).toList());
    }

    private TeamJson json(Caller caller, Own own) {
        return new TeamJson(
                own.id(),
                own.name(),
                own.role(),
                team.members(caller, own.id()).stream().map(MemberJson::of).toList(),
                team.invitations(caller, own.id()).stream()
                        .map(InvitationJson::of)
                        .toList());
    }

    @PostMapping("/api/v1/desk/team/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    InvitationJson invite(@RequestBody InviteJson invite) {
        var caller = Callers.required();
        var check = new Check();
        var role = check.oneOf("role", invite.role(), BusinessRole.class);
        var to = Contact.of(
                check, invite.contact(), Language.of(invite.language()).orElse(Language.FA));
        check.done();
        var own = team.only(caller, invite.business());
        return InvitationJson.of(team.invite(caller, own.id(), role, to));
    }

    @DeleteMapping("/api/v1/desk/team/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID business) {
        var caller = Callers.required();
        team.takeBack(caller, team.only(caller, business).id(), id);
    }

    @PostMapping("/api/v1/desk/team/acceptance")
    TeamJson accept(@RequestBody AcceptanceJson acceptance) {
        var caller = Callers.required();
        var check = new Check();
        var secret = check.line("secret", acceptance.secret(), 200);
        check.done();
        var business = team.accept(caller, secret);
        return json(caller, team.only(caller, business));
    }

    @PostMapping("/api/v1/desk/team/members/{id}")
    TeamJson changeRole(@PathVariable UUID id, @RequestBody RoleJson change) {
        var caller = Callers.required();
        var check = new Check();
        var role = check.oneOf("role", change.role(), BusinessRole.class);
        check.done();
        var own = team.only(caller, change.business());
        team.changeRole(caller, own.id(), id, role);
        return json(caller, team.only(caller, own.id()));
    }

    @DeleteMapping("/api/v1/desk/team/members/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID business) {
        var caller = Callers.required();
        team.remove(caller, team.only(caller, business).id(), id);
    }
}
