package org.touchstone.account.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.Invitation;
import org.touchstone.account.Membership;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;

/** Memberships and invitations. */
@Repository
public class TeamStore {

    private static final String INVITATION = """
            SELECT i.id, i.business_id, i.role, i.contact, i.expires_at, p.name AS inviter
            FROM team_invitation i JOIN person p ON p.id = i.invited_by
            WHERE i.over_at IS NULL AND i.expires_at > (SELECT touchstone_now())
            """;

    private final JdbcClient jdbc;
    private final PersonStore persons;
    private final Vault vault;

    TeamStore(JdbcClient jdbc, PersonStore persons, Vault vault) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.vault = vault;
    }

    /** A person's role in a business. */
    public Optional<BusinessRole> roleIn(UUID person, UUID business) {
        return jdbc.sql("SELECT role FROM membership WHERE person_id = :person AND business_id = :business")
                .param("person", person)
                .param("business", business)
                .query(String.class)
                .optional()
                .map(BusinessRole::valueOf);
    }

    /** A person's businesses with the role in each. */
    public Map<UUID, BusinessRole> rolesOf(UUID person) {
        var roles = new LinkedHashMap<UUID, BusinessRole>();
        jdbc.sql("SELECT business_id, role FROM membership WHERE person_id = :person ORDER BY business_id")
                .param("person", person)
                .query(row -> {
                    roles.put(Rows.uuid(row, "business_id"), BusinessRole.valueOf(Rows.text(row, "role")));
                });
        return roles;
    }

    /** The team of a business, the longest member first. */
    public List<Membership> members(UUID business) {
        return members(business, "");
    }

    /** The same, held against other changes of this team until the transaction ends. */
    public List<Membership> lockMembers(UUID business) {
        return members(business, " FOR UPDATE OF m");
    }

    private List<Membership> members(UUID business, String lock) {
        return jdbc.sql("""
                        SELECT m.person_id, m.role, m.since, b.name AS added_by
                        FROM membership m LEFT JOIN person b ON b.id = m.added_by
                        WHERE m.business_id = :business ORDER BY m.since, m.person_id
                        """ + lock)
                .param("business", business)
                .query((row, n) -> new Membership(
                        persons.find(Rows.uuid(row, "person_id")).orElseThrow(),
                        business,
                        BusinessRole.valueOf(Rows.text(row, "role")),
                        Rows.instant(row, "since"),
                        vault.open(row.getBytes("added_by"), "person.name")))
                .list();
    }

    /** How many managers a business has. */
    public int countManagers(UUID business) {
        return jdbc.sql("SELECT count(*) FROM membership WHERE business_id = :business AND role = 'MANAGER'")
                .param("business", business)
                .query(Integer.class)
                .single();
    }

    /** Adds a member by an invitation. Somebody who is a member already gets the role only if it allows more. */
    public void add(UUID person, UUID business, BusinessRole role, UUID invitation) {
        jdbc.sql("""
                INSERT INTO membership (person_id, business_id, role, since, added_by)
                SELECT :person, :business, :role, touchstone_now(), invited_by FROM team_invitation WHERE id = :invitation
                ON CONFLICT (person_id, business_id) DO UPDATE SET role = excluded.role
                WHERE membership.role = 'READER' OR excluded.role = 'MANAGER'
                """)
                .param("person", person)
                .param("business", business)
                .param("role", role.name())
                .param("invitation", invitation)
                .update();
    }

    /** Gives a member another role. */
    public void changeRole(UUID person, UUID business, BusinessRole role) {
        jdbc.sql("UPDATE membership SET role = :role WHERE person_id = :person AND business_id = :business")
                .param("role", role.name())
                .param("person", person)
                .param("business", business)
                .update();
    }

    /** Takes a member out. */
    public void remove(UUID person, UUID business) {
        jdbc.sql("DELETE FROM membership WHERE person_id = :person AND business_id = :business")
                .param("person", person)
                .param("business", business)
                .update();
    }

    /** How many invitations a business sent within the last day. */
    public int invitationsWithinDay(UUID business) {
        return jdbc.sql("""
                        SELECT count(*) FROM team_invitation
                        WHERE business_id = :business AND invited_at > (SELECT touchstone_now()) - interval '1 day'
                        """).param("business", business).query(Integer.class).single();
    }

    /** Keeps an invitation. */
    public void addInvitation(
            UUID id, UUID business, BusinessRole role, String contact, byte[] hash, UUID by, Duration life) {
        jdbc.sql("""
                INSERT INTO team_invitation (id, business_id, role, contact, secret_hash, invited_by, invited_at, expires_at)
                VALUES (:id, :business, :role, :contact, :hash, :by, touchstone_now(),
                    touchstone_now() + make_interval(secs => :life))
                """)
                .param("id", id)
                .param("business", business)
                .param("role", role.name())
                .param("contact", vault.seal(contact, "team_invitation.contact"))
                .param("hash", hash)
                .param("by", by)
                .param("life", life.toSeconds())
                .update();
    }

    /** Invitations of a business not yet answered, the newest first. */
    public List<Invitation> openInvitations(UUID business) {
        return jdbc.sql(INVITATION + "AND i.business_id = :business ORDER BY i.invited_at DESC, i.id")
                .param("business", business)
                .query(this::invitation)
                .list();
    }

    /** The open invitation whose secret has this hash. */
    public Optional<Invitation> findInvitation(byte[] hash) {
        return jdbc.sql(INVITATION + "AND i.secret_hash = :hash")
                .param("hash", hash)
                .query(this::invitation)
                .optional();
    }

    /** Uses an open invitation up, once. */
    public Optional<Invitation> useInvitation(byte[] hash, UUID person) {
        var found = findInvitation(hash);
        return found.filter(
                i -> jdbc.sql("""
                                UPDATE team_invitation SET accepted_by = :person, over_at = touchstone_now()
                                WHERE id = :id AND over_at IS NULL
                                """).param("person", person).param("id", i.id()).update() == 1);
    }

    /** Ends an open invitation. Returns whether there was one. */
    public boolean endInvitation(UUID id, UUID business) {
        return jdbc.sql("""
                        UPDATE team_invitation SET over_at = touchstone_now()
                        WHERE id = :id AND business_id = :business AND over_at IS NULL
                        """).param("id", id).param("business", business).update() == 1;
    }

    private Invitation invitation(ResultSet row, int n) throws SQLException {
        return new Invitation(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "business_id"),
                BusinessRole.valueOf(Rows.text(row, "role")),
                Objects.requireNonNull(vault.open(row.getBytes("contact"), "team_invitation.contact")),
                Objects.requireNonNull(vault.open(row.getBytes("inviter"), "person.name")),
                Rows.instant(row, "expires_at"));
    }
}
