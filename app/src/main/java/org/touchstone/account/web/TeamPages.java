package org.touchstone.account.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.Invitation;
import org.touchstone.account.Membership;
import org.touchstone.account.Team;
import org.touchstone.account.Team.Offered;
import org.touchstone.account.Team.Own;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;

/** The team of a business: who may do what, inviting and leaving. */
@Controller
public class TeamPages {

    private final Team team;
    private final Pages pages;

    TeamPages(Team team, Pages pages) {
        this.team = team;
        this.pages = pages;
    }

    /**
     * A team.
     *
     * @param own the business shown, absent for people who act for none
     * @param all the reader's businesses
     * @param sent where an invitation has just gone to
     */
    public record TeamPage(
            @Nullable Own own,
            List<Own> all,
            List<Membership> members,
            List<Invitation> invitations,
            String contact,
            String sent,
            List<FieldError> errors) {

        /** Whether the reader manages this team. */
        public boolean manages() {
            return own != null && own.role() == BusinessRole.MANAGER;
        }

        /** What somebody may be invited to be. */
        public List<BusinessRole> roles() {
            return List.of(BusinessRole.values());
        }
    }

    /** An invitation as the invited person reads it. */
    public record InvitationPage(Offered offered, String secret) {}

    @GetMapping("/desk/team")
    View team(@RequestParam(required = false) @Nullable UUID business, @RequestParam(defaultValue = "") String sent) {
        return page(HttpStatus.OK, business, "", sent, List.of());
    }

    @PostMapping("/desk/team/invitations")
    View invite(
            @RequestParam UUID business,
            @RequestParam(defaultValue = "") String contact,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "fa") String language) {
        var caller = Callers.required();
        team.managing(caller, business);
        var check = new Check();
        var wanted = check.oneOf("role", role, BusinessRole.class);
        var to = Contact.of(check, contact, Language.of(language).orElse(Language.FA));
        if (!check.errors().isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, business, contact, "", check.errors());
        }
        team.invite(caller, business, wanted, to);
        return Redirects.within("/desk/team?sent=yes&business=" + business);
    }

    @PostMapping("/desk/team/invitations/{id}/end")
    View takeBack(@PathVariable UUID id, @RequestParam UUID business) {
        team.takeBack(Callers.required(), business, id);
        return back(business);
    }

    @PostMapping("/desk/team/members/{person}")
    View changeRole(@PathVariable UUID person, @RequestParam UUID business, @RequestParam String role) {
        var check = new Check();
        var wanted = check.oneOf("role", role, BusinessRole.class);
        check.done();
        team.changeRole(Callers.required(), business, person, wanted);
        return back(business);
    }

    @PostMapping("/desk/team/members/{person}/removal")
    View remove(@PathVariable UUID person, @RequestParam UUID business) {
        var caller = Callers.required();
        team.remove(caller, business, person);
        return caller.id().equals(person) ? Redirects.within("/desk/team") : back(business);
    }

    @GetMapping("/desk/team/invitations/{secret}")
    View offered(@PathVariable String secret) {
        Callers.required();
        return pages.view("account/invitation", new InvitationPage(team.offered(secret), secret));
    }

    @PostMapping("/desk/team/invitations/{secret}")
    View accept(@PathVariable String secret) {
        team.accept(Callers.required(), secret);
        return Redirects.within("/desk");
    }

    private static View back(UUID business) {
        return Redirects.within("/desk/team?business=" + business);
    }

    private View page(
            HttpStatus status, @Nullable UUID business, String contact, String sent, List<FieldError> errors) {
        var caller = Callers.required();
        var own = team.choose(caller, business).orElse(null);
        return pages.view(
                status,
                "account/team",
                new TeamPage(
                        own,
                        team.businesses(caller),
                        own == null ? List.of() : team.members(caller, own.id()),
                        own == null ? List.of() : team.invitations(caller, own.id()),
                        contact,
                        sent,
                        errors));
    }
}
