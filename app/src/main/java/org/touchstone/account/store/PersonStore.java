package org.touchstone.account.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.account.Person;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Role;
import org.touchstone.rules.identity.IdentityNumber;

/** People, their roles and memberships. */
@Repository
public class PersonStore {

    private static final String PERSON = """
            SELECT p.id, p.name, p.mobile, p.email, p.language, p.verified_at IS NOT NULL AS verified,
                   coalesce((SELECT string_agg(role, ',') FROM person_role r WHERE r.person_id = p.id), '') AS roles
            FROM person p
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    PersonStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** The person of an identifier. */
    public Optional<Person> find(UUID id) {
        return jdbc.sql(PERSON + "WHERE p.id = :id")
                .param("id", id)
                .query(this::person)
                .optional();
    }

    /** The person of an identity number. */
    public Optional<Person> find(IdentityNumber number) {
        return jdbc.sql(PERSON + "WHERE p.identity_hash = :hash")
                .param("hash", hash(number))
                .query(this::person)
                .optional();
    }

    /** The identity number of a person. */
    public Optional<IdentityNumber> identityOf(UUID id) {
        return jdbc.sql("SELECT identity_number FROM person WHERE id = :id AND identity_number IS NOT NULL")
                .param("id", id)
                .query((row, n) -> vault.open(row.getBytes("identity_number"), "person.identity_number"))
                .optional()
                .map(IdentityNumber::ofPerson);
    }

    /** The person an OpenID Connect issuer knows by a subject. */
    public Optional<Person> find(String issuer, String subject) {
        return jdbc.sql(PERSON + "WHERE p.issuer = :issuer AND p.issuer_subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(this::person)
                .optional();
    }

    /** The person whose live token has this hash, or whose expired one, told apart by the flag. */
    public Optional<Bearer> bearer(byte[] tokenHash) {
        return jdbc.sql("""
                        SELECT p.id, p.name, p.mobile, p.email, p.language, p.verified_at IS NOT NULL AS verified,
                               coalesce((SELECT string_agg(role, ',') FROM person_role r WHERE r.person_id = p.id), '') AS roles,
                               t.expires_at > clock_timestamp() AND t.revoked_at IS NULL AS live, t.kind
                        FROM access_token t JOIN person p ON p.id = t.person_id
                        WHERE t.hash = :hash
                        """)
                .param("hash", tokenHash)
                .query((row, n) -> new Bearer(person(row, n), row.getBoolean("live"), Rows.text(row, "kind")))
                .optional();
    }

    /**
     * Who a token belongs to.
     *
     * @param live whether it is neither expired nor revoked
     */
    public record Bearer(Person person, boolean live, String kind) {}

    /** Adds a verified person, or brings name and contacts of a known one up to date. Returns the identifier. */
    public UUID saveVerified(
            IdentityNumber number, String name, @Nullable String mobile, @Nullable String email, Language language) {
        return jdbc.sql("""
                        INSERT INTO person (id, identity_hash, identity_number, name, mobile, email, language, verified_at, created_at)
                        VALUES (:id, :hash, :number, :name, :mobile, :email, :language, touchstone_now(), touchstone_now())
                        ON CONFLICT (identity_hash) DO UPDATE
                        SET name = excluded.name, mobile = excluded.mobile, email = excluded.email
                        RETURNING id
                        """)
                .param("id", UUID.randomUUID())
                .param("hash", hash(number))
                .param("number", vault.seal(number.value(), "person.identity_number"))
                .param("name", vault.seal(name, "person.name"))
                .param("mobile", vault.seal(mobile, "person.mobile"))
                .param("email", vault.seal(email, "person.email"))
                .param("language", language.code())
                .query(UUID.class)
                .single();
    }

    /** Adds a person known only to an issuer. */
    public UUID addUnverified(String issuer, String subject, String name, @Nullable String email, Language language) {
        return jdbc.sql("""
                        INSERT INTO person (id, issuer, issuer_subject, name, email, language, created_at)
                        VALUES (:id, :issuer, :subject, :name, :email, :language, touchstone_now())
                        ON CONFLICT (issuer, issuer_subject) DO UPDATE SET name = excluded.name
                        RETURNING id
                        """)
                .param("id", UUID.randomUUID())
                .param("issuer", issuer)
                .param("subject", subject)
                .param("name", vault.seal(name, "person.name"))
                .param("email", vault.seal(email, "person.email"))
                .param("language", language.code())
                .query(UUID.class)
                .single();
    }

    /** Gives a person a role; one the person has already stays. */
    public void addRole(UUID person, Role role) {
        jdbc.sql("INSERT INTO person_role (person_id, role) VALUES (:person, :role) ON CONFLICT DO NOTHING")
                .param("person", person)
                .param("role", role.name())
                .update();
    }

    /** Takes a role from a person. */
    public void removeRole(UUID person, Role role) {
        jdbc.sql("DELETE FROM person_role WHERE person_id = :person AND role = :role")
                .param("person", person)
                .param("role", role.name())
                .update();
    }

    /** Lets a person act for a business, as its manager. */
    public void addMembership(UUID person, UUID business) {
        jdbc.sql(
                        "INSERT INTO membership (person_id, business_id, role) VALUES (:person, :business, 'MANAGER') ON CONFLICT DO NOTHING")
                .param("person", person)
                .param("business", business)
                .update();
    }

    /** The businesses a person acts for. */
    public List<UUID> businessesOf(UUID person) {
        return jdbc.sql("SELECT business_id FROM membership WHERE person_id = :person ORDER BY business_id")
                .param("person", person)
                .query(Rows::onlyUuid)
                .list();
    }

    /** The people who act for a business. */
    public List<Person> membersOf(UUID business) {
        return jdbc.sql(
                        PERSON
                                + "JOIN membership m ON m.person_id = p.id WHERE m.business_id = :business ORDER BY p.created_at")
                .param("business", business)
                .query(this::person)
                .list();
    }

    private byte[] hash(IdentityNumber number) {
        return vault.hash(number.scheme() + ":" + number.value(), "person.identity_number");
    }

    private Person person(ResultSet row, int n) throws SQLException {
        return new Person(
                Rows.uuid(row, "id"),
                Objects.requireNonNull(vault.open(row.getBytes("name"), "person.name")),
                vault.open(row.getBytes("mobile"), "person.mobile"),
                vault.open(row.getBytes("email"), "person.email"),
                Language.of(row.getString("language")).orElse(Language.FA),
                roles(Arrays.asList(Rows.text(row, "roles").split(","))),
                row.getBoolean("verified"));
    }

    private static EnumSet<Role> roles(Collection<String> names) {
        var roles = EnumSet.of(Role.CONSUMER);
        names.stream().filter(n -> !n.isEmpty()).map(Role::valueOf).forEach(roles::add);
        return roles;
    }
}
