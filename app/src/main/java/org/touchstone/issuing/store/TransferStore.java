package org.touchstone.issuing.store;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Tokens;

/** Codes by which marks can be taken over; kept as hashes. */
@Repository
public class TransferStore {

    private final JdbcClient jdbc;

    TransferStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a code; an earlier one of the mark no longer works. */
    public void put(String mark, String code, Instant until) {
        jdbc.sql("""
                INSERT INTO mark_transfer (mark, code_hash, until) VALUES (:mark, :hash, :until)
                ON CONFLICT (mark) DO UPDATE SET code_hash = excluded.code_hash, until = excluded.until
                """)
                .param("mark", mark)
                .param("hash", Tokens.hash(code))
                .param("until", Rows.at(until))
                .update();
    }

    /** Whether a code is the mark's and still works. Its twelve readable characters are beyond guessing. */
    public boolean isValid(String mark, String code) {
        return jdbc.sql("""
                        SELECT count(*) > 0 FROM mark_transfer
                        WHERE mark = :mark AND code_hash = :hash AND until > (SELECT touchstone_now())
                        """)
                .param("mark", mark)
                .param("hash", Tokens.hash(code))
                .query(Boolean.class)
                .single();
    }

    /** A mark that was taken over is not taken over by the same code again. */
    public void end(String mark) {
        jdbc.sql("DELETE FROM mark_transfer WHERE mark = :mark")
                .param("mark", mark)
                .update();
    }
}
