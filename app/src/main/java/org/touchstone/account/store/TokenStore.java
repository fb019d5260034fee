package org.touchstone.account.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/**
 * One-time codes, sessions, tokens of programs, and sign-ins under way elsewhere. Their lives are matters of security, not of law:
 * they run on the machine's true time, also where a sandbox has advanced the legal clock.
 */
@Repository
public class TokenStore {

    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many codes a person was sent within the last hour. */
    public int codesWithinHour(UUID person) {
        return jdbc.sql(
                        "SELECT count(*) FROM sign_in_code WHERE person_id = :person AND made_at > clock_timestamp() - interval '1 hour'")
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    /** Keeps the hash of a code. */
    public void addCode(UUID id, UUID person, byte[] hash, Duration life) {
        jdbc.sql("""
                INSERT INTO sign_in_code (id, person_id, code_hash, made_at, expires_at)
                VALUES (:id, :person, :hash, clock_timestamp(), clock_timestamp() + make_interval(secs => :life))
                """)
                .param("id", id)
                .param("person", person)
                .param("hash", hash)
                .param("life", life.toSeconds())
                .update();
    }

    /** Counts a try. Returns the person if the code is right, unused, in time and not tried too often; uses it up. */
    public Optional<UUID> useCode(UUID id, byte[] hash, int mostTries) {
        jdbc.sql("UPDATE sign_in_code SET tries = tries + 1 WHERE id = :id")
                .param("id", id)
                .update();
        return jdbc.sql("""
                        UPDATE sign_in_code SET used = true
                        WHERE id = :id AND code_hash = :hash AND NOT used AND tries <= :most AND expires_at > clock_timestamp()
                        RETURNING person_id
                        """)
                .param("id", id)
                .param("hash", hash)
                .param("most", mostTries)
                .query(UUID.class)
                .optional();
    }

    /** Keeps the hash of a token. */
    public void addToken(byte[] hash, UUID id, UUID person, String kind, String label, Duration life) {
        jdbc.sql("""
                INSERT INTO access_token (hash, id, person_id, kind, label, created_at, expires_at)
                VALUES (:hash, :id, :person, :kind, :label, clock_timestamp(), clock_timestamp() + make_interval(secs => :life))
                """)
                .param("hash", hash)
                .param("id", id)
                .param("person", person)
                .param("kind", kind)
                .param("label", label)
                .param("life", life.toSeconds())
                .update();
    }

    /** Ends a token by its hash. */
    public void revoke(byte[] hash) {
        jdbc.sql("UPDATE access_token SET revoked_at = clock_timestamp() WHERE hash = :hash AND revoked_at IS NULL")
                .param("hash", hash)
                .update();
    }

    /** Ends a person's token by its identifier. Returns whether there was one. */
    public boolean revoke(UUID id, UUID person) {
        return jdbc.sql("""
                        UPDATE access_token SET revoked_at = clock_timestamp()
                        WHERE id = :id AND person_id = :person AND revoked_at IS NULL
                        """).param("id", id).param("person", person).update() == 1;
    }

    /**
     * A program's token as its owner sees it; the secret itself is nowhere.
     *
     * @param label what the owner calls it
     */
    public record ProgramToken(UUID id, String label, Instant createdAt, Instant expiresAt) {}

    /** The live program tokens of a person. */
    public List<ProgramToken> programTokens(UUID person) {
        return jdbc.sql("""
                        SELECT id, label, created_at, expires_at FROM access_token
                        WHERE person_id = :person AND kind = 'PROGRAM' AND revoked_at IS NULL AND expires_at > clock_timestamp()
                        ORDER BY created_at
                        """)
                .param("person", person)
                .query((row, n) -> new ProgramToken(
                        Rows.uuid(row, "id"),
                        Rows.text(row, "label"),
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "expires_at")))
                .list();
    }

    /** Keeps a sign-in under way at a provider. */
    public void addOidcRequest(byte[] stateHash, String nonce, String verifier, String back) {
        jdbc.sql("""
                INSERT INTO oidc_request (state_hash, nonce, verifier, back, expires_at)
                VALUES (:state, :nonce, :verifier, :back, clock_timestamp() + interval '10 minutes')
                """)
                .param("state", stateHash)
                .param("nonce", nonce)
                .param("verifier", verifier)
                .param("back", back)
                .update();
    }

    /** A sign-in under way. */
    public record OidcRequest(String nonce, String verifier, String back) {}

    /** Takes a sign-in under way, once. */
    public Optional<OidcRequest> takeOidcRequest(byte[] stateHash) {
        return jdbc.sql("""
                        DELETE FROM oidc_request WHERE state_hash = :state AND expires_at > clock_timestamp()
                        RETURNING nonce, verifier, back
                        """).param("state", stateHash).query(OidcRequest.class).optional();
    }
}
