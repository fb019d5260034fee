package org.touchstone.issuing.store;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Tokens;

/** Codes by which marks can be taken over; kept as hashes. */
@Repository
public class TransferStore {

    private static final int MOST_TRIES = 10;

    private final JdbcClient jdbc;

    TransferStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a code; an earlier one of the mark no longer works. */
    public void put(String mark, String code, Instant until) {
        jdbc.sql("""
                INSERT INTO mark_transfer (mark, code_hash, until, tries) VALUES (:mark, :hash, :until, 0)
                ON CONFLICT (mark) DO UPDATE SET code_hash = excluded.code_hash, until = excluded.until, tries = 0
                """)
                .param("mark", mark)
                .param("hash", Tokens.hash(code))
                .param("until", Rows.at(until))
                .update();
    }

    /** Whether a code is the mark's and still works. Ten wrong ones end it. */
    public boolean isValid(String mark, String code) {
        return jdbc.sql("""
                        UPDATE mark_transfer SET tries = tries + CASE WHEN code_hash = :hash THEN 0 ELSE 1 END
                        WHERE mark = :mark AND until > touchstone_now() AND tries < :most
                        RETURNING code_hash = :hash
                        """)
                .param("hash", Tokens.hash(code))
                .param("mark", mark)
                .param("most", MOST_TRIES)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** A mark that was taken over is not taken over by the same code again. */
    public void end(String mark) {
        jdbc.sql("DELETE FROM mark_transfer WHERE mark = :mark")
                .param("mark", mark)
                .update();
    }
}
