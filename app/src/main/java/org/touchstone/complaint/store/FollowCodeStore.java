package org.touchstone.complaint.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** Codes and secrets by which a consumer reads a complaint without signing in. Their lives are true time, not the scheme's. */
@Repository
public class FollowCodeStore {

    private final JdbcClient jdbc;

    FollowCodeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many codes were made for a complaint within the last hour. */
    public int madeWithinHour(UUID complaint) {
        return jdbc.sql(
                        "SELECT count(*) FROM follow_code WHERE complaint_id = :complaint AND made_at > clock_timestamp() - interval '1 hour'")
                .param("complaint", complaint)
                .query(Integer.class)
                .single();
    }

    /** Keeps the hash of a code. */
    public void add(UUID id, UUID complaint, byte[] hash, Duration life) {
        jdbc.sql("""
                INSERT INTO follow_code (id, complaint_id, code_hash, made_at, expires_at)
                VALUES (:id, :complaint, :hash, clock_timestamp(), clock_timestamp() + make_interval(secs => :life))
                """)
                .param("id", id)
                .param("complaint", complaint)
                .param("hash", hash)
                .param("life", life.toSeconds())
                .update();
    }

    /** Counts a try; where the code is right, unused and in time, uses it up for a secret. Returns whether it was. */
    public boolean use(UUID id, byte[] codeHash, byte[] secretHash, int mostTries, Duration life) {
        jdbc.sql("UPDATE follow_code SET tries = tries + 1 WHERE id = :id")
                .param("id", id)
                .update();
        return jdbc.sql("""
                        UPDATE follow_code SET secret_hash = :secret,
                            expires_at = clock_timestamp() + make_interval(secs => :life)
                        WHERE id = :id AND code_hash = :code AND secret_hash IS NULL AND tries <= :most
                          AND expires_at > clock_timestamp()
                        """)
                        .param("id", id)
                        .param("code", codeHash)
                        .param("secret", secretHash)
                        .param("most", mostTries)
                        .param("life", life.toSeconds())
                        .update()
                == 1;
    }

    /** The complaint a secret opens. */
    public Optional<UUID> complaintOf(byte[] secretHash) {
        return jdbc.sql(
                        "SELECT complaint_id FROM follow_code WHERE secret_hash = :secret AND expires_at > clock_timestamp()")
                .param("secret", secretHash)
                .query(Rows::onlyUuid)
                .optional();
    }
}
